import type { OwnPackage } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import { passwordOf } from './channel.ts';
import { newGreeting } from '../greeting/greeting.ts';
import type { HandshakeMessage, MessageOf } from './handshake-messages.ts';
import { JoinerRun, type RunResult } from './joiner-run.ts';
import { runCountOf, type RunCount } from './run-count.ts';
import type { SealCore } from './seal-core.ts';
import type { JoinSecret } from './sealed-session.ts';

const runMs = 10_000;

export interface JoiningOptions {
  readonly core: SealCore;
  readonly secret: JoinSecret;
  readonly routing: string;
  readonly own: OwnPackage;
  /** The run that was greeted with before. */
  readonly greeted?: string | undefined;
  /** What was `confirming` came to nothing. */
  readonly onDropped?: () => void;
}

/** `confirming`: my proof is said, and the inviter's has not come yet; `proven`: it was right. */
export interface Joined {
  readonly step: 'confirming' | 'proven';
  readonly result: RunResult;
}

/**
 * The joiner's runs, one after the other: what is unfinished after 10 s begins anew, a code at most three times. A share that was shown is a
 * guess for whoever answered, so it counts from then on.
 */
export class Joining {
  readonly #options: JoiningOptions;
  readonly #password: ReturnType<typeof passwordOf>;
  readonly #count: RunCount;
  #run: JoinerRun | undefined;
  #timer: { stop(): void } | undefined;

  /** @throws {SealError} `wrong-secret` when half of the link or of the code is missing, `burnt` after three unfinished runs of the code */
  constructor(options: JoiningOptions) {
    this.#options = options;
    this.#password = passwordOf(options.secret);
    this.#count = runCountOf(options.core.begin.mySeatId, options.routing);
    if (options.secret.kind === 'code' && this.#count.isBurnt) throw new SealError('burnt');
  }

  begin(): void {
    const { greeted } = this.#options;
    if (greeted === undefined) this.#greet();
    else this.#open(greeted);
  }

  #greet(): void {
    const { core, secret, routing } = this.#options;
    const { run, body } = newGreeting(core.role, secret.kind, routing);
    this.#open(run);
    core.sayBody(body);
  }

  #open(run: string): void {
    const { core, secret, routing, own } = this.#options;
    const { origin, tenantName, sessionId, mySeatId } = core.begin;
    const where = { origin, tenantName, sessionId, mode: secret.kind, routing };
    this.#run = new JoinerRun(run, this.#password, { ...where, joinerRole: core.role, joinerSeat: mySeatId }, own);
  }

  /** Nothing for what is not of this run. @throws {SealError} */
  async handle(message: HandshakeMessage, from: string): Promise<Joined | undefined> {
    const run = this.#run;
    if (run === undefined || !('run' in message) || message.run !== run.run) return undefined;
    switch (message.type) {
      case 'answer':
        return this.#answer(run, message, from);
      case 'reply':
        return this.#confirm(run, message, from);
      case 'confirmed':
        return this.#finish(run, message, from);
      case 'failed':
        this.#failed(message, from);
        return undefined;
      default:
        return undefined;
    }
  }

  /** Links are too long to be guessed; only codes are counted. */
  get #isCode(): boolean {
    return this.#options.secret.kind === 'code';
  }

  close(): void {
    this.#timer?.stop();
    this.#run = undefined;
  }

  async #answer(run: JoinerRun, message: MessageOf<'answer'>, from: string): Promise<undefined> {
    const share = await run.handleAnswer(message, from);
    if (this.#isCode && !this.#count.begin()) return this.#burn();
    this.#timer = this.#options.core.begin.clock.after(runMs, () => this.#unfinished());
    this.#options.core.say(share);
    return undefined;
  }

  async #confirm(run: JoinerRun, message: MessageOf<'reply'>, from: string): Promise<Joined> {
    const { proof, result } = await run.handleReply(message, from);
    this.#options.core.say(proof);
    return { step: 'confirming', result };
  }

  async #finish(run: JoinerRun, message: MessageOf<'confirmed'>, from: string): Promise<Joined> {
    try {
      const result = await run.handleConfirmed(message, from);
      if (this.#isCode) this.#count.finish();
      this.close();
      return { step: 'proven', result };
    } catch (error) {
      if (error instanceof SealError && error.why === 'wrong-secret') this.#unfinished();
      throw error;
    }
  }

  /** Nobody signs that; who only plays it to us stops what it could have stopped anyway. */
  #failed({ why }: MessageOf<'failed'>, from: string): void {
    const { core } = this.#options;
    if (from === core.begin.mySeatId || this.#run === undefined) return;
    if (this.#isCode && this.#run.isOpen) this.#count.fail();
    this.#drop();
    core.notices.emit('refused', { what: 'invite', why });
    core.end(why);
  }

  #unfinished(): void {
    const { core } = this.#options;
    const run = this.#run;
    if (run === undefined) return;
    this.#drop();
    core.say({ type: 'failed', run: run.run, why: 'late' });
    const isBurnt = this.#isCode && this.#count.fail();
    core.notices.emit('refused', { what: 'invite', why: 'unfinished' });
    if (isBurnt) this.#burn();
    else this.#greet();
  }

  #drop(): void {
    this.close();
    this.#options.onDropped?.();
  }

  #burn(): undefined {
    this.#drop();
    this.#options.core.notices.emit('refused', { what: 'invite', why: 'burnt' });
    this.#options.core.end('burnt');
    return undefined;
  }
}
