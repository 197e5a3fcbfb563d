import type { RingOrder } from '../../../protocol/dialplan/effects.ts';
import type { RingOutcome } from '../../../protocol/dialplan/events.ts';
import type { Clock } from '../../platform/clock.ts';
import type { AttendedCall, RingAttempt, RingRequest, RingResult } from '../../telephony/index.ts';
import type { TrunkPort } from '../ports/outside-ports.ts';
import { roundsOf, type Round, type RingTargetsOptions } from './ring-targets.ts';

export interface RingingOptions extends RingTargetsOptions {
  readonly call: AttendedCall;
  readonly trunk: TrunkPort;
  readonly clock: Clock;
  /** Why phones ring when it is not for a ring group. */
  readonly because: RingRequest['because'];
}

/** What an order came to. */
export type RingEnd = Pick<RingResult, 'outcome' | 'answeredBy'>;

/** What says most, first: that somebody's phone rang tells more than that others were busy. */
const telling: readonly RingOutcome[] = ['answered', 'no-answer', 'busy', 'failed', 'unreachable'];

/** Rings round after round until somebody answers, the time is over, or it is stopped. One order at a time. */
export class PlanRinging {
  readonly #options: RingingOptions;
  readonly #order: RingOrder;
  readonly #deadlineMs: number;
  #attempt: RingAttempt | undefined;
  #isStopped = false;
  readonly result: Promise<RingEnd>;

  constructor(order: RingOrder, options: RingingOptions) {
    this.#options = options;
    this.#order = order;
    this.#deadlineMs = options.clock.monotonicMs() + order.timeoutSeconds * 1_000;
    this.result = this.#ring();
  }

  /** Stops all phones. Idempotent. */
  stop(): void {
    this.#isStopped = true;
    this.#attempt?.stop();
  }

  async #ring(): Promise<RingEnd> {
    const rounds = await roundsOf(this.#order.targets, this.#options.call, this.#options);
    const outcomes: RingOutcome[] = [];
    for (const [index, round] of rounds.entries()) {
      const leftMs = this.#deadlineMs - this.#options.clock.monotonicMs();
      if (this.#isStopped || this.#options.call.ended.aborted || leftMs <= 0) break;
      this.#attempt = this.#start(round, Math.max(1, roundMs(round, leftMs, rounds.length - index)));
      const { outcome, answeredBy } = await this.#attempt.result;
      if (outcome === 'answered') return { outcome, answeredBy };
      outcomes.push(outcome);
    }
    const only = this.#order.targets.every((target) => target.kind === 'external') ? 'failed' : 'unreachable';
    return { outcome: telling.find((outcome) => outcomes.includes(outcome)) ?? only, answeredBy: undefined };
  }

  #start(round: Round, timeoutMs: number): RingAttempt {
    const { call, trunk, because } = this.#options;
    const { presentation } = this.#order;
    if (round.kind === 'outside') {
      const { number, routeId, callerId } = round.target;
      return trunk.dial(call, { number, routeId, callerId, timeoutMs, presentation });
    }
    const why = round.groupName === undefined ? because : ({ kind: 'ring-group', name: round.groupName } as const);
    return call.ring({ people: round.people, timeoutMs, presentation, because: why });
  }
}

/** A round without a time of its own gets an equal part of what is left. */
function roundMs(round: Round, leftMs: number, roundsLeft: number): number {
  const own = round.kind === 'people' ? round.seconds : undefined;
  return own === undefined ? Math.floor(leftMs / roundsLeft) : Math.min(own * 1_000, leftMs);
}
