import type { Bytes } from '../bytes.ts';
import type { PassingEvent, SealedEvent } from '../events/catalogue.ts';
import { identityBytes, readIdentity } from '../group/leaf.ts';
import { newPackage } from '../group/mls/packages.ts';
import { SealError } from '../seal-error.ts';
import type { SafetyWords } from '../words/safety-words.ts';
import { CustomerPart } from './customer-part.ts';
import { ExpertPart } from './expert-part.ts';
import type { LogEntry } from './log-chain.ts';
import type { Part } from './part.ts';
import { readResume, writeResume } from './resume-secret.ts';
import { SealCore } from './seal-core.ts';
import type {
  Begin,
  BeginCustomer,
  BeginExpert,
  FrameKeys,
  Member,
  SealedSession,
  SealNotices,
  SealState,
  SeatRole,
} from './sealed-session.ts';

/** {@link SealedSession} over what both roles share and what this one does. */
class SealEnd implements SealedSession {
  readonly #core: SealCore;
  readonly #part: Part;

  constructor(core: SealCore, part: Part) {
    this.#core = core;
    this.#part = part;
  }

  get state(): SealState {
    return this.#core.state;
  }

  get members(): readonly Member[] {
    return this.#core.membership.members;
  }

  get epoch(): number {
    return this.#core.membership.epoch;
  }

  get words(): SafetyWords | undefined {
    return this.#core.words;
  }

  handleLog(entry: LogEntry): Promise<void> {
    return this.#core.handleLog(entry);
  }

  handlePass(from: string, body: Bytes): Promise<void> {
    return this.#core.handlePass(from, body);
  }

  send(event: SealedEvent): Promise<void> {
    return this.#core.send(event);
  }

  sendNow(event: PassingEvent, to?: string): Promise<void> {
    return this.#core.sendNow(event, to);
  }

  frameKeys(): FrameKeys {
    return this.#core.membership.frameKeys;
  }

  exportSecret(label: string, context: Bytes, length: number): Promise<Bytes> {
    return this.#core.queue.run(() => this.#core.membership.group.export(label, context, length));
  }

  resumeSecret(): Promise<Bytes> {
    const [resume] = this.#core.membership.resumes;
    return resume === undefined ? Promise.reject(new SealError('not-sealed')) : Promise.resolve(writeResume(resume));
  }

  wordsDiffer(): Promise<void> {
    return this.#core.wordsDiffer();
  }

  admit(seatId: string): Promise<void> {
    return this.#core.queue.run(() => this.#part.admit(seatId));
  }

  remove(seatId: string): Promise<void> {
    return this.#core.queue.run(() => this.#part.remove(seatId));
  }

  vouch(seatId: string): Promise<void> {
    return this.#core.queue.run(() => this.#part.vouch(seatId));
  }

  on<Name extends keyof SealNotices>(name: Name, listener: (notice: SealNotices[Name]) => void): () => void {
    return this.#core.notices.on(name, listener);
  }

  close(): void {
    this.#core.close();
  }
}

async function prepared(begin: Begin, role: SeatRole) {
  const identity = readIdentity(identityBytes({ seatId: begin.mySeatId, name: begin.name, role }));
  const own = await newPackage(identity);
  const resume = begin.resume === undefined ? undefined : readResume(begin.resume);
  return { core: new SealCore(begin, role), own, resume };
}

export const CustomerSeal = {
  /**
   * The customer's click on Join. Entries of the log from number 1 on are handed in once this has resolved.
   * @throws {SealError} `wrong-secret` when half of the link or of the code is missing, `burnt` after three unfinished runs of the code, `malformed` for a name or seat that is none
   */
  async begin(begin: BeginCustomer): Promise<SealedSession> {
    const { core, own, resume } = await prepared(begin, 'customer');
    const part = new CustomerPart({ core, own, resume, secret: begin.secret, routing: begin.routing, greeted: begin.greeted });
    await core.start(part);
    return new SealEnd(core, part);
  },
};

export const ExpertSeal = {
  /**
   * An expert who invites, comes by another one's invite (`invited`), or comes back (`resume`).
   * @throws {SealError} `wrong-secret` when half of the link or of the code is missing, `burnt` after three unfinished runs of the code, `malformed` for a name or seat that is none
   */
  async begin(begin: BeginExpert): Promise<SealedSession> {
    const { core, own, resume } = await prepared(begin, 'expert');
    const { secrets, invited } = begin;
    const part = new ExpertPart({ core, own, resume, secrets, ...(invited !== undefined && { invited }) });
    await core.start(part);
    return new SealEnd(core, part);
  },
};
