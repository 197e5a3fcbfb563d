import { EventEmitter } from 'node:events';
import { agentTransitions, type AgentState, type PauseReason } from '../../../protocol/telephony/queues.ts';
import type { Clock, Timer } from '../../platform/clock.ts';

export interface AgentEvents {
  /** State, reason or missed offers changed. */
  changed: [];
}

/** What is kept of an agent over a restart. */
export interface StoredAgent {
  readonly userId: string;
  readonly state: 'ready' | 'paused';
  readonly pauseReason: PauseReason | undefined;
  readonly sinceMs: number;
}

/** How long an agent works after a talk, and how many misses in a row send them away. */
export interface AfterOffer {
  readonly missedOffersBeforePause: number | null;
}

/**
 * One agent, for all queues of the tenant. The picture of the states is in protocol/telephony/queues.ts. A pause that is wished
 * for during a call begins after it.
 */
export class Agent extends EventEmitter<AgentEvents> {
  readonly userId: string;
  readonly #clock: Clock;
  #state: AgentState;
  #pauseReason: PauseReason | undefined;
  #pauseAfterCall: PauseReason | undefined;
  #sinceMs: number;
  #freeSinceMs: number;
  #wrapUp: { readonly timer: Timer; readonly untilMs: number } | undefined;
  #missedOffers = 0;

  constructor(stored: StoredAgent, clock: Clock) {
    super();
    this.userId = stored.userId;
    this.#clock = clock;
    this.#state = stored.state;
    this.#pauseReason = stored.pauseReason;
    this.#sinceMs = stored.sinceMs;
    this.#freeSinceMs = clock.monotonicMs();
  }

  get state(): AgentState {
    return this.#state;
  }

  get pauseReason(): PauseReason | undefined {
    return this.#pauseReason;
  }

  /** Wall clock: since when the agent is in this state. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** Monotonic clock: since when the agent could have been offered something. */
  get freeSinceMs(): number {
    return this.#freeSinceMs;
  }

  /** Wall clock; undefined outside of a wrap-up. */
  get wrapUpUntilMs(): number | undefined {
    return this.#wrapUp?.untilMs;
  }

  get missedOffers(): number {
    return this.#missedOffers;
  }

  get stored(): StoredAgent {
    const isPaused = this.#state === 'paused' || this.#pauseAfterCall !== undefined;
    const pauseReason = this.#pauseReason ?? this.#pauseAfterCall;
    return { userId: this.userId, state: isPaused ? 'paused' : 'ready', pauseReason, sinceMs: this.#sinceMs };
  }

  /** The agent's wish; also ends a wrap-up. While a phone rings or a call goes on it holds for afterwards. */
  beReady(): void {
    this.#pauseAfterCall = undefined;
    this.#missedOffers = 0;
    if (this.#state === 'paused' || this.#state === 'wrap-up') this.#move('ready');
    else this.emit('changed');
  }

  pause(reason: PauseReason): void {
    if (this.#state === 'ringing' || this.#state === 'talking') {
      this.#pauseAfterCall = reason;
      this.emit('changed');
    } else if (this.#state === 'paused') {
      this.#pauseReason = reason;
      this.emit('changed');
    } else this.#move('paused', reason);
  }

  offered(): void {
    this.#move('ringing');
  }

  /** The offer ended without this agent: another took the call, or the caller left. */
  released(): void {
    this.#afterCall();
  }

  /** The agent let it ring, or declined. */
  missed({ missedOffersBeforePause }: AfterOffer): void {
    this.#missedOffers += 1;
    const isTooMany = missedOffersBeforePause !== null && this.#missedOffers >= missedOffersBeforePause;
    if (isTooMany) this.#pauseAfterCall ??= 'missed-offers';
    this.#afterCall();
  }

  took(): void {
    this.#missedOffers = 0;
    this.#move('talking');
  }

  hungUp(wrapUpSeconds: number): void {
    if (wrapUpSeconds === 0 || this.#pauseAfterCall !== undefined) return this.#afterCall();
    const ms = wrapUpSeconds * 1_000;
    this.#wrapUp = { timer: this.#clock.after(ms, () => this.#move('ready')), untilMs: this.#clock.now() + ms };
    this.#enter('wrap-up');
  }

  /** Stops the timer. Idempotent. */
  close(): void {
    this.#wrapUp?.timer.stop();
    this.#wrapUp = undefined;
    this.removeAllListeners();
  }

  #afterCall(): void {
    const reason = this.#pauseAfterCall;
    if (reason === undefined) this.#move('ready');
    else this.#move('paused', reason);
  }

  #move(next: AgentState, pauseReason?: PauseReason): void {
    this.#wrapUp?.timer.stop();
    this.#wrapUp = undefined;
    this.#enter(next, pauseReason);
  }

  #enter(next: AgentState, pauseReason?: PauseReason): void {
    const before = this.#state;
    if (!agentTransitions[before].includes(next)) throw new Error(`an agent cannot go from ${before} to ${next}`);
    this.#state = next;
    this.#pauseReason = pauseReason;
    if (next === 'paused' || next === 'ready') this.#pauseAfterCall = undefined;
    // A missed or lost offer does not send an agent to the end of the row of those who wait for a call.
    if (next === 'ready' && before !== 'ringing') this.#freeSinceMs = this.#clock.monotonicMs();
    this.#sinceMs = this.#clock.now();
    this.emit('changed');
  }
}
