import type { Bytes } from '../bytes.ts';
import { passingEvent, sealedEvent, type PassingEvent, type SealedEvent } from '../events/catalogue.ts';
import type { GroupKeys } from '../group/group-keys.ts';
import { SealError } from '../seal-error.ts';
import type { SafetyWords } from '../words/safety-words.ts';
import { clearBody, readBody } from './bodies.ts';
import { controlMessage, type ControlMessage } from './control-messages.ts';
import type { HandshakeMessage } from './handshake-messages.ts';
import { Heartbeats } from './heartbeats.ts';
import { Lanes, type Received } from './lanes.ts';
import { LogChain, type LogEntry } from './log-chain.ts';
import { Membership } from './membership.ts';
import { Notices } from './notices.ts';
import type { Part } from './part.ts';
import type { Begin, Member, RefusedThing, SealState, SeatRole } from './sealed-session.ts';
import { mayBecome } from './states.ts';
import { TaskQueue } from './task-queue.ts';
import { WordsExchange } from './words-exchange.ts';

/** How long after `end` the receipt's last heads are said and heard; whoever holds this closes it as soon as they are there. */
const partingMs = 3_000;

/** What both roles share: the log, the lanes, the group's epochs, heartbeats and words. One per seat and page. */
export class SealCore {
  readonly begin: Begin;
  readonly role: SeatRole;
  readonly notices = new Notices();
  readonly queue = new TaskQueue();
  readonly membership: Membership;
  readonly #chain: LogChain;
  readonly #lanes: Lanes;
  readonly #heartbeats: Heartbeats;
  #part: Part | undefined;
  #state: SealState = 'greeting';
  #hasGap = false;
  #exchange: WordsExchange | undefined;
  #words: SafetyWords | undefined;
  /** Somebody said `end`: nothing but heads of the receipt is said and heard any more. */
  #isParting = false;
  #stopParting: () => void = () => undefined;

  constructor(begin: Begin, role: SeatRole) {
    this.begin = begin;
    this.role = role;
    this.#chain = begin.chain ?? new LogChain();
    this.membership = new Membership(begin.mySeatId);
    this.#lanes = new Lanes(begin.sessionId, this.membership);
    this.#heartbeats = new Heartbeats({
      clock: begin.clock,
      waitsForCustomer: role === 'expert',
      beat: () => void this.#beat(),
      changed: (isAlive) => this.#become(isAlive && !this.#hasGap ? 'sealed' : 'locked'),
    });
  }

  get state(): SealState {
    return this.#state;
  }

  get words(): SafetyWords | undefined {
    return this.#words;
  }

  async start(part: Part): Promise<void> {
    this.#part = part;
    await this.queue.run(() => part.start());
  }

  handleLog(entry: LogEntry): Promise<void> {
    return this.queue.run(async () => {
      if (this.#state === 'ended') return;
      const taken = await this.#chain.take(entry);
      if (taken === 'again') return;
      this.#hasGap = taken === 'gap';
      if (this.#hasGap) {
        this.notices.emit('refused', { what: 'log', why: 'gap' });
        this.#become('locked');
        return;
      }
      if (this.role === 'customer' && this.#state === 'locked') this.#become('sealed');
      this.#heartbeats.handleNumber(entry.number);
      await this.#take(entry);
    });
  }

  handlePass(from: string, body: Bytes): Promise<void> {
    return this.queue.run(async () => {
      if (this.#state === 'ended' || this.#isParting) return;
      if (!this.membership.isIn) return this.#part?.handleForeign();
      await this.refusing('pass', async () => {
        const read = readBody(body);
        if (read.kind !== 'sealed') throw new SealError('malformed');
        this.#handlePassing(await this.#lanes.open(read.sealed, 'now', from));
      });
    });
  }

  /** What `run` refuses is told, and nothing else happens. */
  async refusing(what: RefusedThing, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      this.notices.emit('refused', { what, why: error.why });
    }
  }

  /** Sealed and signed into the log; resolves when the relay has kept it. @throws {SealError} `not-sealed`, `malformed`, `too-long` */
  async send(event: SealedEvent): Promise<void> {
    const checked = sealedEvent.safeParse(event);
    if (!checked.success) throw new SealError('malformed', { cause: checked.error });
    if (this.#isParting && event.type !== 'receipt-head') throw new SealError('not-sealed');
    const { kept } = await this.queue.run(async () => ({ kept: this.begin.wire.log(await this.#lanes.seal(event, 'log')) }));
    await kept;
  }

  async sendNow(event: PassingEvent, to?: string): Promise<void> {
    const checked = passingEvent.safeParse(event);
    if (!checked.success) throw new SealError('malformed', { cause: checked.error });
    if (this.#isParting) throw new SealError('not-sealed');
    await this.queue.run(async () => this.begin.wire.pass(await this.#lanes.seal(event, 'now'), to));
  }

  /** In the clear, into the log; comes back like everything else. */
  say(message: HandshakeMessage): void {
    this.sayBody(clearBody(message));
  }

  sayBody(body: Bytes): void {
    this.begin.wire.log(body).catch(() => this.notices.emit('refused', { what: 'log', why: 'unsent' }));
  }

  async sayControl(message: ControlMessage): Promise<void> {
    this.sayBody(await this.#lanes.seal(message, 'log'));
  }

  /** A group, or its next epoch, begins: keys for frames, words to exchange, heartbeats. */
  async entered(group: GroupKeys, hasRemoved: boolean): Promise<void> {
    await this.membership.enter(group, hasRemoved);
    if (this.#state === 'ended') return this.membership.forget();
    this.#words = undefined;
    this.#exchange = new WordsExchange(
      group.authenticator,
      group.leaves.map(({ index }) => index),
      group.myLeaf,
    );
    await this.sayControl(await this.#exchange.begin());
    this.#become('sealed');
    this.#heartbeats.start();
    this.notices.emit('frame-keys', this.membership.frameKeys);
    this.notices.emit('changed', undefined);
  }

  async wordsDiffer(): Promise<void> {
    await this.queue.run(async () => {
      await this.sayControl({ type: 'words-differ' });
      this.end('words-differ');
    });
  }

  end(reason: string): void {
    if (this.#state === 'ended') return;
    this.#become('ended');
    this.#release();
    this.notices.emit('ended', { reason });
  }

  /** Mine: says nothing to anybody. */
  close(): void {
    this.#state = 'ended';
    this.#release();
  }

  #release(): void {
    this.#stopParting();
    this.#heartbeats.close();
    this.#part?.close();
    this.membership.forget();
    this.#exchange = undefined;
    this.#words = undefined;
  }

  #become(next: SealState): void {
    if (this.#state === next || !mayBecome(this.#state, next)) return;
    this.#state = next;
    this.notices.emit('changed', undefined);
  }

  #beat(): Promise<void> {
    return this.queue.run(async () => {
      if (!this.membership.isIn) return;
      const { lastNumber, transcript } = this.#chain;
      const beat: PassingEvent = { type: 'heartbeat', epoch: this.membership.epoch, transcript, lastNumber };
      await this.refusing('pass', async () => this.begin.wire.pass(await this.#lanes.seal(beat, 'now')));
    });
  }

  async #take({ number, from, body }: LogEntry): Promise<void> {
    await this.refusing('log', async () => {
      const read = readBody(body);
      if (read.kind === 'clear' && this.#isParting) return undefined;
      if (read.kind === 'clear') return this.refusing('handshake', async () => this.#part?.handleClear(read.message, from));
      return this.refusing('event', () => this.#takeSealed(read.sealed, body, { number, from }));
    });
  }

  async #takeSealed(sealed: Bytes, body: Bytes, { number, from }: Omit<LogEntry, 'body'>): Promise<void> {
    if (!this.membership.isIn) return;
    if (from === this.begin.mySeatId) {
      const own = this.#lanes.takeOwn(body);
      const me = this.membership.members.find(({ isMe }) => isMe);
      if (own === undefined || me === undefined) throw new SealError('forged');
      return this.#handleEvent({ ...own, from: me, hasGap: false }, number);
    }
    const received = await this.#lanes.open(sealed, 'log', from);
    if (received.hasGap) this.notices.emit('refused', { what: 'log', why: 'gap' });
    await this.#handleEvent(received, number);
  }

  async #handleEvent(received: Received, number: number): Promise<void> {
    const control = controlMessage.safeParse(received.event);
    if (control.success) return this.#isParting ? undefined : this.#handleControl(control.data, received);
    const event = sealedEvent.safeParse(received.event);
    if (!event.success) throw new SealError('malformed');
    if (this.#isParting && event.data.type !== 'receipt-head') return undefined;
    this.#tell(event.data, received, number);
    if (event.data.type === 'end') this.#beginParting(event.data.reason);
    return undefined;
  }

  /** The last signatures, and then it is over whatever came. */
  #beginParting(reason: string): void {
    this.#isParting = true;
    this.#heartbeats.close();
    const timer = this.begin.clock.after(partingMs, () => this.end(reason));
    this.#stopParting = () => timer.stop();
  }

  #tell(event: SealedEvent | PassingEvent, { from, signature, signed }: Received, number: number | null): void {
    this.notices.emit('event', { event, from, number, signature, signed });
  }

  async #handleControl(message: ControlMessage, { from, said }: Pick<Received, 'from' | 'said'>): Promise<void> {
    if (message.type === 'words-differ') return this.end('words-differ');
    if (message.type === 'words-commit' || message.type === 'words-reveal') {
      if (said.epoch === this.membership.epoch) await this.#handleWords(message, from);
      return;
    }
    await this.#part?.handleControl(message, from);
  }

  async #handleWords(message: Extract<ControlMessage, { type: 'words-commit' | 'words-reveal' }>, { leaf }: Member): Promise<void> {
    if (message.type === 'words-commit') {
      const reveal = this.#exchange?.handleCommit(leaf, message.commitment);
      if (reveal !== undefined) await this.sayControl(reveal);
      return;
    }
    const words = await this.#exchange?.handleReveal(leaf, message.random);
    if (words === undefined) return;
    this.#words = words;
    this.notices.emit('changed', undefined);
  }

  #handlePassing(received: Received): void {
    const event = passingEvent.safeParse(received.event);
    if (!event.success) throw new SealError('malformed');
    if (event.data.type !== 'heartbeat') return this.#tell(event.data, received, null);
    const { lastNumber, transcript } = event.data;
    if (this.#chain.isSame(lastNumber, transcript) === false) {
      this.notices.emit('refused', { what: 'log', why: 'split' });
      return this.end('tampered');
    }
    if (received.from.leaf === 0) this.#heartbeats.handleCustomer(lastNumber, this.#chain.lastNumber);
  }
}
