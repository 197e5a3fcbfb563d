import { EventEmitter } from 'node:events';
import type { QueueOutcome } from '../../../protocol/dialplan/events.ts';
import type { Queue } from '../../../protocol/telephony/queues.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall, RingAttempt, RingPerson, RingResult } from '../calls/attended-call.ts';
import type { Announcer, QueueOrder } from './queue-order.ts';
import { inBackground } from '../calls/background.ts';
import type { Waiter, WaiterEvents } from './waiter.ts';
import { WaitingSounds, type Standing } from './waiting-sounds.ts';

export interface QueueVisitOptions {
  readonly call: AttendedCall;
  readonly queue: Queue;
  readonly order: QueueOrder;
  readonly announcer: Announcer;
  readonly standing: (visit: QueueVisit) => Standing;
  /** Wall clock: since when a caller waited who takes their kept place; undefined for who comes anew. */
  readonly keptSinceMs: number | undefined;
  /** Resolves when the caller's place is kept on disk; undefined for who cannot be called back. */
  readonly keepPlace: ((visit: QueueVisit) => Promise<void>) | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How the visit ended; `left` when the caller hung up. */
export type VisitEnd = QueueOutcome | 'left';

/**
 * One caller in one queue, until somebody answers or the caller goes on elsewhere:
 *
 *   waiting ◄──► offered ──► over       (offered: phones of agents ring)
 *      │ └───────────────────► ▲
 *      └──► asking ────────────┘        (the place is being kept; also from offered, and back to waiting when that failed)
 */
export class QueueVisit extends EventEmitter<WaiterEvents> implements Waiter {
  readonly kind = 'call';
  readonly call: AttendedCall;
  readonly order: QueueOrder;
  readonly sinceMs: number;
  /** Agents who were offered this caller and did not answer. */
  readonly tried = new Set<string>();
  /** Monotonic; when the last offer ended. */
  lastOfferMs = Number.NEGATIVE_INFINITY;
  readonly #options: QueueVisitOptions;
  /** The key with which the caller asks to be called back. */
  readonly #callbackKey: string | undefined;
  readonly #sounds: WaitingSounds;
  readonly #limit: Timer | undefined;
  readonly #ended = (): void => this.finish('left');
  readonly #digit = (key: string): void => this.#onDigit(key);
  #answeredBy: string | undefined;
  #attempt: RingAttempt | undefined;
  /** How the visit ends unless who answered in this moment gets to talk. */
  #leaving: Exclude<VisitEnd, 'answered' | 'left'> | undefined;
  #isAsking = false;
  #end: VisitEnd | undefined;

  constructor(options: QueueVisitOptions) {
    super();
    this.#options = options;
    const { call, order, queue, clock } = options;
    this.call = call;
    this.order = order;
    this.sinceMs = options.keptSinceMs ?? clock.now();
    if (options.keepPlace) this.#callbackKey = callbackKeyOf(queue, order);
    this.#sounds = new WaitingSounds({ ...options, standing: () => options.standing(this), callbackKey: this.#callbackKey });
    const limits = [order.maxWaitSeconds, queue.maxWaitSeconds].filter((limit) => limit !== undefined && limit !== null);
    if (limits.length > 0) this.#limit = clock.after(Math.min(...limits) * 1_000, () => this.leave('timeout'));
    call.ended.addEventListener('abort', this.#ended, { once: true });
    call.on('digit', this.#digit);
    call.note('queue-joined', { queue: queue.id });
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /** How it ended. */
  get end(): VisitEnd | undefined {
    return this.#end;
  }

  get callerUserId(): string | undefined {
    return this.call.caller.userId;
  }

  get isRankedByTime(): boolean {
    return this.#options.keptSinceMs !== undefined;
  }

  get isOfferable(): boolean {
    return !this.#isAsking;
  }

  get service(): AbortSignal {
    return this.call.ended;
  }

  get hasTalked(): boolean {
    return this.#answeredBy !== undefined;
  }

  /** The agent who took the caller. */
  get answeredBy(): string | undefined {
    return this.#answeredBy;
  }

  get queueName(): string {
    return this.#options.queue.name;
  }

  async offer(people: readonly RingPerson[], ringSeconds: number): Promise<RingResult> {
    if (this.#isAsking) return { outcome: 'no-answer', answeredBy: undefined, people: [] };
    const attempt = this.call.ring({
      people,
      timeoutMs: ringSeconds * 1_000,
      presentation: this.order.presentation,
      because: { kind: 'queue', name: this.queueName },
    });
    this.#attempt = attempt;
    const result = await attempt.result;
    this.#attempt = undefined;
    this.lastOfferMs = this.#options.clock.monotonicMs();
    for (const { userId, outcome } of result.people) if (outcome !== 'answered') this.tried.add(userId);
    this.#answeredBy = result.answeredBy?.userId;
    if (result.outcome === 'answered') this.finish('answered');
    else if (this.#leaving && !this.#isAsking) this.finish(this.#leaving);
    return result;
  }

  handleNoAgents(): void {
    this.leave('no-agents');
  }

  /** Sends the caller on elsewhere. Phones stop; an agent who answered already, and is being connected, comes first. */
  leave(end: Exclude<VisitEnd, 'answered' | 'left'>): void {
    if (!this.#attempt && !this.#isAsking) return this.finish(end);
    this.#leaving ??= end;
    this.#attempt?.stop();
  }

  /** Ends the visit: phones stop, sounds stop, the line forgets it. Idempotent; the first end counts. */
  finish(end: VisitEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#limit?.stop();
    this.#sounds.close();
    this.call.ended.removeEventListener('abort', this.#ended);
    this.call.off('digit', this.#digit);
    if (end !== 'answered') this.#attempt?.stop();
    this.call.note('queue-left', { queue: this.#options.queue.id, how: end });
    this.emit('over');
    this.removeAllListeners();
  }

  #onDigit(key: string): void {
    const { queue, order, logger } = this.#options;
    if (key === queue.exitDigit || key === order.exitDigit) this.leave('digit');
    else if (key === this.#callbackKey && !this.#isAsking) inBackground(logger, 'keeping a place in a queue', this.#ask());
  }

  /** Keeps the place, says so, and lets the caller go ([QU72]). */
  async #ask(): Promise<void> {
    const { keepPlace, logger, queue } = this.#options;
    this.#isAsking = true;
    this.#attempt?.stop();
    await this.#attempt?.result;
    // An agent answered in this very moment, and talks to the caller. Who hung up meanwhile meant what they pressed.
    if (this.#answeredBy !== undefined) return;
    try {
      await keepPlace?.(this);
    } catch (error) {
      logger.error({ err: error, call: this.call.id }, 'a place in a queue could not be kept');
      return this.#waitOn();
    }
    this.call.note('queue-callback', { queue: queue.id });
    if (!this.isOver) await this.#sounds.confirm();
    this.finish('callback');
  }

  #waitOn(): void {
    this.#isAsking = false;
    if (this.isOver) return;
    if (this.#leaving) this.finish(this.#leaving);
    else this.emit('offerable');
  }
}

/** A key that leaves the queue does not keep the place. */
function callbackKeyOf({ callbackDigit, exitDigit }: Queue, order: QueueOrder): string | undefined {
  return callbackDigit === null || callbackDigit === exitDigit || callbackDigit === order.exitDigit ? undefined : callbackDigit;
}
