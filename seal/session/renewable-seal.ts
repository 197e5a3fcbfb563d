import type { Bytes } from '../bytes.ts';
import type { PassingEvent, SealedEvent } from '../events/catalogue.ts';
import { SealError } from '../seal-error.ts';
import type { SafetyWords } from '../words/safety-words.ts';
import { LogChain, type LogEntry } from './log-chain.ts';
import { Notices } from './notices.ts';
import { ExpertSeal } from './seal-ends.ts';
import type { BeginExpert, FrameKeys, Member, SealedSession, SealNotices, SealState } from './sealed-session.ts';
import { TaskQueue } from './task-queue.ts';

const told = [
  'changed',
  'event',
  'frame-keys',
  'refused',
  'ended',
  'vouch-asked',
  'admission-asked',
] as const satisfies readonly (keyof SealNotices)[];

/**
 * An expert's sealed side that a person can begin anew while nothing is heard of the customer: the group and all that leads into it are
 * forgotten, and who comes next by an invite of this page meets it as a first customer does, and founds a group of their own. Nothing of the
 * former group vouches for them. What stays is the seat, and the log so far as one hash: all members compare it.
 */
export class RenewableSeal implements SealedSession {
  readonly #begin: BeginExpert & { readonly chain: LogChain };
  readonly #notices = new Notices();
  /** Of the log nothing may be handed in between two ends: it would be missing in the hash. */
  readonly #queue = new TaskQueue();
  #end: SealedSession;

  private constructor(begin: BeginExpert & { readonly chain: LogChain }, end: SealedSession) {
    this.#begin = begin;
    this.#end = end;
    this.#tellOf(end);
  }

  /** @throws {SealError} as {@link ExpertSeal} */
  static async begin(begin: BeginExpert): Promise<RenewableSeal> {
    const whole = { ...begin, chain: new LogChain() };
    return new RenewableSeal(whole, await ExpertSeal.begin(whole));
  }

  /** @throws {SealError} `not-allowed` while the customer is heard, and after the end */
  async renew(): Promise<void> {
    await this.#queue.run(async () => {
      if (!this.mayRenew) throw new SealError('not-allowed');
      const { resume: _former, invited: _way, ...begin } = this.#begin;
      const next = await ExpertSeal.begin(begin);
      // In one breath: whoever says something meanwhile says it to the former group, or knows that there is none.
      if (!this.mayRenew) {
        next.close();
        throw new SealError('not-allowed');
      }
      this.#end.close();
      this.#end = next;
      this.#tellOf(next);
    });
    this.#notices.emit('frame-keys', undefined);
    this.#notices.emit('changed', undefined);
  }

  /** A customer who is heard is never replaced. */
  get mayRenew(): boolean {
    return this.state === 'locked' || this.state === 'greeting';
  }

  get state(): SealState {
    return this.#end.state;
  }

  get members(): readonly Member[] {
    return this.#end.members;
  }

  get epoch(): number {
    return this.#end.epoch;
  }

  get words(): SafetyWords | undefined {
    return this.#end.words;
  }

  handleLog(entry: LogEntry): Promise<void> {
    return this.#queue.run(() => this.#end.handleLog(entry));
  }

  handlePass(from: string, body: Bytes): Promise<void> {
    return this.#queue.run(() => this.#end.handlePass(from, body));
  }

  send(event: SealedEvent): Promise<void> {
    return this.#end.send(event);
  }

  sendNow(event: PassingEvent, to?: string): Promise<void> {
    return this.#end.sendNow(event, to);
  }

  frameKeys(): FrameKeys {
    return this.#end.frameKeys();
  }

  exportSecret(label: string, context: Bytes, length: number): Promise<Bytes> {
    return this.#end.exportSecret(label, context, length);
  }

  resumeSecret(): Promise<Bytes> {
    return this.members.length === 0 ? Promise.resolve(new Uint8Array(0)) : this.#end.resumeSecret();
  }

  wordsDiffer(): Promise<void> {
    return this.#end.wordsDiffer();
  }

  admit(seatId: string): Promise<void> {
    return this.#end.admit(seatId);
  }

  remove(seatId: string): Promise<void> {
    return this.#end.remove(seatId);
  }

  vouch(seatId: string): Promise<void> {
    return this.#end.vouch(seatId);
  }

  on<Name extends keyof SealNotices>(name: Name, listener: (notice: SealNotices[Name]) => void): () => void {
    return this.#notices.on(name, listener);
  }

  close(): void {
    this.#end.close();
  }

  #tellOf(end: SealedSession): void {
    for (const name of told) end.on(name, (notice) => this.#end === end && this.#notices.emit(name, notice));
  }
}
