import { EventEmitter } from 'node:events';
import {
  callbackPauseSeconds,
  callbackTransitions,
  maxCallbackAttempts,
  type CallbackEnd,
  type CallbackState,
} from '../../../protocol/telephony/callbacks.ts';
import type { RingOutcome } from '../../../protocol/dialplan/events.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall, RingPerson, RingResult } from '../calls/attended-call.ts';
import type { Changer } from '../groups/named-store.ts';
import { AgentOffer, type Originate } from './agent-offer.ts';
import type { StoredCallback } from './callback-store.ts';
import type { QueueOrder } from './queue-order.ts';
import type { Waiter, WaiterEvents } from './waiter.ts';

/** How long the caller's phones ring. */
const callerRingMs = 30_000;
/** A place that nobody served for so long is given up: a weekend and a night. */
const keptForMs = 72 * 3_600_000;

export interface KeptPlaceOptions {
  readonly stored: StoredCallback;
  readonly queueName: () => string;
  /** The call in which it was asked for, while that goes on. */
  readonly askedIn: AbortSignal | undefined;
  readonly originate: Originate;
  readonly personOf: (userId: string) => Promise<RingPerson | undefined>;
  /** An agent's call to call the caller back began. */
  readonly onCallingBack: (call: AttendedCall) => void;
  /** Something changed that is to be kept. */
  readonly onChanged: (stored: StoredCallback, by?: Changer) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The place of a caller who is to be called back; its states are in protocol/telephony/callbacks.ts. Waits like a caller on the phone. */
export class KeptPlace extends EventEmitter<WaiterEvents> implements Waiter {
  readonly kind = 'place';
  readonly isRankedByTime = true;
  readonly order: Pick<QueueOrder, 'priority' | 'skills'>;
  readonly tried = new Set<string>();
  lastOfferMs = Number.NEGATIVE_INFINITY;
  readonly #options: KeptPlaceOptions;
  readonly #expiry: Timer;
  readonly #hungUp = (): void => void this.emit('offerable');
  #stored: StoredCallback;
  #pause: Timer | undefined;
  #offer: AgentOffer | undefined;
  #service: AbortSignal | undefined;
  #isClosed = false;

  constructor(options: KeptPlaceOptions) {
    super();
    this.#options = options;
    const { stored, clock, askedIn } = options;
    this.#stored = { ...stored, state: 'waiting' };
    this.order = { priority: stored.priority, skills: stored.skills };
    this.#expiry = clock.after(Math.max(0, stored.askedAtMs + keptForMs - clock.now()), () => this.giveUp('expired'));
    askedIn?.addEventListener('abort', this.#hungUp, { once: true });
    this.#pauseUntil(stored.nextAttemptAtMs);
  }

  get stored(): StoredCallback {
    return this.#stored;
  }

  get callerUserId(): string {
    return this.#stored.caller.userId;
  }

  get sinceMs(): number {
    return this.#stored.joinedAtMs;
  }

  get isOver(): boolean {
    return this.#stored.ended !== undefined || this.#isClosed;
  }

  get isOfferable(): boolean {
    const { askedIn } = this.#options;
    return this.#stored.state === 'waiting' && !this.#pause && (!askedIn || askedIn.aborted);
  }

  get service(): AbortSignal | undefined {
    return this.#service;
  }

  get hasTalked(): boolean {
    return this.#stored.state === 'done';
  }

  async offer(people: readonly RingPerson[], ringSeconds: number): Promise<RingResult> {
    const { originate, queueName } = this.#options;
    this.#enter('offering');
    const offer = new AgentOffer({
      people,
      timeoutMs: ringSeconds * 1_000,
      pbxId: this.#stored.pbxId,
      callee: this.#stored.caller,
      presentation: this.#stored.presentation,
      because: { kind: 'callback', name: queueName() },
      originate,
      onTaken: (call, agent) => this.#callBack(call, agent),
    });
    this.#offer = offer;
    try {
      return await offer.result;
    } finally {
      if (this.#stored.state === 'offering' && !this.isOver) this.#enter('waiting');
    }
  }

  /** Places wait for agents, however long. */
  handleNoAgents(): void {}

  /** Ends it, whatever is going on, unless both talk already. Idempotent. `by`: who cancelled it. */
  giveUp(how: Exclude<CallbackEnd, 'called-back'>, by?: Changer): void {
    if (this.isOver) return;
    this.#finish('given-up', how, by);
    this.#offer?.stop();
  }

  /** The server stops: what is on disk counts. Idempotent. */
  close(): void {
    if (this.isOver) return;
    this.#isClosed = true;
    this.#leave();
    this.#offer?.stop();
  }

  /** An agent took it: the caller is rung, and both are connected when they answer. */
  async #callBack(call: AttendedCall, agent: RingPerson): Promise<void> {
    if (this.isOver) return call.end('cancelled');
    this.#service = call.ended;
    this.#stored = { ...this.#stored, agentName: agent.person.displayName };
    this.#enter('ringing');
    call.note('calling-back', { queue: this.#stored.queueId });
    this.#options.onCallingBack(call);
    call.hear({ kind: 'sound', sound: 'ringback' });
    const outcome = await this.#ringCaller(call).catch((error: unknown) => {
      this.#options.logger.error({ err: error, callback: this.#stored.id }, 'calling somebody back failed');
    });
    if (this.isOver) return call.end('cancelled');
    if (outcome === 'answered') return this.#finish('done', 'called-back');
    if (call.ended.aborted) return this.#givenBack(call, agent);
    call.end(outcome ?? 'failed');
    // A mistake of ours is no attempt, but it has its pause.
    if (outcome) return this.#notReached();
    this.#tryLater();
  }

  async #ringCaller(call: AttendedCall): Promise<RingOutcome> {
    const { personOf, queueName } = this.#options;
    const caller = await personOf(this.callerUserId);
    if (!caller || this.isOver || call.ended.aborted) return 'unreachable';
    const because = { kind: 'callback', name: queueName() } as const;
    const presentation = { callerPrefix: '', context: {} };
    // The number that they called from: people may have several.
    const people = [{ ...caller, number: this.#stored.caller.number }];
    return (await call.ring({ people, timeoutMs: callerRingMs, presentation, because }).result).outcome;
  }

  /** The agent hung up, or the server stops: no attempt, and others come before this agent. */
  #givenBack(call: AttendedCall, agent: RingPerson): void {
    this.tried.add(agent.person.userId);
    this.lastOfferMs = this.#options.clock.monotonicMs();
    this.#options.logger.info({ call: call.id, callback: this.#stored.id }, 'a callback was given back before the caller answered');
    this.#enter('waiting');
    this.emit('offerable');
  }

  #notReached(): void {
    const attempts = this.#stored.attempts + 1;
    this.#options.logger.info({ callback: this.#stored.id, attempts }, 'a caller could not be called back');
    this.#stored = { ...this.#stored, attempts };
    if (attempts >= maxCallbackAttempts) return this.#finish('given-up', 'not-reached');
    this.#tryLater();
  }

  #tryLater(): void {
    const nextAttemptAtMs = this.#options.clock.now() + callbackPauseSeconds * 1_000;
    this.#stored = { ...this.#stored, nextAttemptAtMs };
    this.#pauseUntil(nextAttemptAtMs);
    this.#enter('waiting');
  }

  #pauseUntil(atMs: number | undefined): void {
    const { clock } = this.#options;
    if (atMs === undefined || atMs <= clock.now()) return;
    this.#pause = clock.after(atMs - clock.now(), () => {
      this.#pause = undefined;
      this.#stored = { ...this.#stored, nextAttemptAtMs: undefined };
      this.tried.clear();
      this.emit('offerable');
    });
  }

  #finish(state: 'done' | 'given-up', how: CallbackEnd, by?: Changer): void {
    this.#stored = { ...this.#stored, nextAttemptAtMs: undefined, ended: { atMs: this.#options.clock.now(), how } };
    this.#enter(state, by);
    this.#leave();
  }

  #leave(): void {
    this.#expiry.stop();
    this.#pause?.stop();
    this.#options.askedIn?.removeEventListener('abort', this.#hungUp);
    this.emit('over');
    this.removeAllListeners();
  }

  #enter(next: CallbackState, by?: Changer): void {
    const before = this.#stored.state;
    if (!callbackTransitions[before].includes(next)) throw new Error(`a kept place cannot go from ${before} to ${next}`);
    this.#stored = { ...this.#stored, state: next };
    this.#options.onChanged(this.#stored, by);
  }
}
