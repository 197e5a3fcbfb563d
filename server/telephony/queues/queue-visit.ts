import { EventEmitter } from 'node:events';
import type { QueueOutcome } from '../../../protocol/dialplan/events.ts';
import type { Queue } from '../../../protocol/telephony/queues.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { AttendedCall, RingAttempt, RingPerson, RingResult } from '../calls/attended-call.ts';
import type { Announcer, QueueOrder } from './queue-order.ts';
import { WaitingSounds, type Standing } from './waiting-sounds.ts';

export interface QueueVisitOptions {
  readonly call: AttendedCall;
  readonly queue: Queue;
  readonly order: QueueOrder;
  readonly announcer: Announcer;
  readonly standing: (visit: QueueVisit) => Standing;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How the visit ended; `left` when the caller hung up. */
export type VisitEnd = QueueOutcome | 'left';

export interface QueueVisitEvents {
  /** Once. The line forgets it. */
  over: [end: VisitEnd];
}

/**
 * One caller in one queue, until somebody answers or the caller goes on elsewhere:
 *
 *   waiting ◄──► offered ──► over       (offered: phones of agents ring)
 *      └──────────────────────►
 */
export class QueueVisit extends EventEmitter<QueueVisitEvents> {
  readonly call: AttendedCall;
  readonly order: QueueOrder;
  /** Monotonic and wall clock: since when the caller waits. */
  readonly joinedAt: { readonly monotonicMs: number; readonly wallMs: number };
  /** Agents who were offered this caller and did not answer. */
  readonly tried = new Set<string>();
  /** Monotonic; when the last offer ended. */
  lastOfferMs = Number.NEGATIVE_INFINITY;
  readonly #options: QueueVisitOptions;
  readonly #sounds: WaitingSounds;
  readonly #limit: Timer | undefined;
  readonly #ended = (): void => this.finish('left');
  readonly #digit = (key: string): void => this.#onDigit(key);
  #answeredBy: string | undefined;
  #attempt: RingAttempt | undefined;
  /** How the visit ends unless who answered in this moment gets to talk. */
  #leaving: Exclude<VisitEnd, 'answered' | 'left'> | undefined;
  #isOver = false;

  constructor(options: QueueVisitOptions) {
    super();
    this.#options = options;
    const { call, order, queue, clock } = options;
    this.call = call;
    this.order = order;
    this.joinedAt = { monotonicMs: clock.monotonicMs(), wallMs: clock.now() };
    this.#sounds = new WaitingSounds({ ...options, standing: () => options.standing(this) });
    const limits = [order.maxWaitSeconds, queue.maxWaitSeconds].filter((limit) => limit !== undefined && limit !== null);
    if (limits.length > 0) this.#limit = clock.after(Math.min(...limits) * 1_000, () => this.leave('timeout'));
    call.ended.addEventListener('abort', this.#ended, { once: true });
    call.on('digit', this.#digit);
    call.note('queue-joined', { queue: queue.id });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The agent who took the caller. */
  get answeredBy(): string | undefined {
    return this.#answeredBy;
  }

  get queueName(): string {
    return this.#options.queue.name;
  }

  /** Rings agents for this caller. One offer at a time. */
  async offer(people: readonly RingPerson[], ringSeconds: number): Promise<RingResult> {
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
    else if (this.#leaving) this.finish(this.#leaving);
    return result;
  }

  /** Sends the caller on elsewhere. Phones stop; an agent who answered already, and is being connected, comes first. */
  leave(end: Exclude<VisitEnd, 'answered' | 'left'>): void {
    if (!this.#attempt) return this.finish(end);
    this.#leaving ??= end;
    this.#attempt.stop();
  }

  /** Ends the visit: phones stop, sounds stop, the line forgets it. Idempotent; the first end counts. */
  finish(end: VisitEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#limit?.stop();
    this.#sounds.close();
    this.call.ended.removeEventListener('abort', this.#ended);
    this.call.off('digit', this.#digit);
    if (end !== 'answered') this.#attempt?.stop();
    this.call.note('queue-left', { queue: this.#options.queue.id, how: end });
    this.emit('over', end);
    this.removeAllListeners();
  }

  #onDigit(key: string): void {
    const { queue, order } = this.#options;
    if (key === queue.exitDigit || key === order.exitDigit) this.leave('digit');
  }
}
