import { whomToOffer, type Candidate } from '../../../protocol/telephony/queue-strategy.ts';
import type { Queue } from '../../../protocol/telephony/queues.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { inBackground } from '../calls/background.ts';
import type { RingPerson, RingResult } from '../calls/attended-call.ts';
import type { Agent } from './agent.ts';
import type { Waiter } from './waiter.ts';
import type { Standing } from './waiting-sounds.ts';
import { WaitEstimate } from './wait-estimate.ts';

/** When everybody was tried, a caller is offered again after this long. */
const againAfterMs = 5_000;

export interface QueueLineOptions {
  readonly queue: Queue;
  readonly agentOf: (userId: string) => Agent;
  /** Somebody whose phone would ring now: registered, in no call, not to be left alone. */
  readonly isReachable: (userId: string) => boolean;
  readonly personOf: (userId: string) => Promise<RingPerson | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: () => number;
  /** Numbers of waiting callers or of agents changed. */
  readonly onChanged: () => void;
}

/** Those who wait in one queue and those who serve it: decides who is offered whom, whenever either side changes. */
export class QueueLine {
  readonly #options: QueueLineOptions;
  /** By priority, then by arrival. */
  readonly #waiters: Waiter[] = [];
  /** Those for whom agents are being rung. */
  readonly #offered = new Set<Waiter>();
  readonly #signedIn = new Set<string>();
  readonly #callsTaken = new Map<string, number>();
  readonly #estimate = new WaitEstimate();
  #queue: Queue;
  #lastOrder = -1;
  #again: Timer | undefined;

  constructor(options: QueueLineOptions) {
    this.#options = options;
    this.#queue = options.queue;
  }

  get queue(): Queue {
    return this.#queue;
  }

  get isEmpty(): boolean {
    return this.#waiters.length === 0;
  }

  /** Everybody who waits, in the order of their turns. */
  get inOrder(): readonly Waiter[] {
    return this.#waiters;
  }

  /** Callers on the phone. */
  get waiting(): number {
    return this.#callers.length;
  }

  /** Kept places of callers who are to be called back. */
  get callbacks(): number {
    return this.#waiters.length - this.waiting;
  }

  /** Wall clock; undefined when no caller waits on the phone. */
  get oldestJoinedAtMs(): number | undefined {
    const callers = this.#callers;
    return callers.length === 0 ? undefined : Math.min(...callers.map((caller) => caller.sinceMs));
  }

  get signedIn(): number {
    return this.#signedIn.size;
  }

  get ready(): number {
    return [...this.#signedIn].filter((userId) => this.#options.agentOf(userId).state === 'ready').length;
  }

  isMember(userId: string): boolean {
    return this.#queue.members.some((member) => member.userId === userId);
  }

  isSignedIn(userId: string): boolean {
    return this.#signedIn.has(userId);
  }

  /** New settings act on the next offer and the next caller; who is no member any more is signed out. */
  configure(queue: Queue): void {
    this.#queue = queue;
    for (const userId of this.#signedIn) if (!this.isMember(userId)) this.#signedIn.delete(userId);
    this.dispatch();
  }

  setSignedIn(userId: string, isSignedIn: boolean): void {
    if (!isSignedIn) this.#signedIn.delete(userId);
    else if (this.isMember(userId)) this.#signedIn.add(userId);
    if (isSignedIn) this.#callsTaken.set(userId, 0);
    this.dispatch();
    if (this.#signedIn.size === 0) this.#sendAllAway();
  }

  /** Why a caller cannot wait here; undefined when they can. */
  get refusal(): 'full' | 'no-agents' | undefined {
    const { maxSize } = this.#queue;
    if (this.#signedIn.size === 0) return 'no-agents';
    return maxSize !== null && this.waiting >= maxSize ? 'full' : undefined;
  }

  join(waiter: Waiter): void {
    const at = this.#waiters.findIndex((other) => comesBefore(waiter, other));
    this.#waiters.splice(at < 0 ? this.#waiters.length : at, 0, waiter);
    waiter.once('over', () => this.#forget(waiter));
    waiter.on('offerable', () => this.dispatch());
    this.dispatch();
  }

  standingOf(waiter: Waiter): Standing {
    const position = Math.max(1, this.#waiters.indexOf(waiter) + 1);
    return { position, expectedWaitMinutes: this.#estimate.minutes(position, this.#signedIn.size) };
  }

  /** Offers callers to agents as far as there are any of both. */
  dispatch(): void {
    this.#again?.stop();
    this.#again = undefined;
    // A copy: whoever leaves meanwhile is taken out of the list.
    for (const waiter of this.#waiters.slice()) {
      if (this.#offered.has(waiter) || waiter.isOver || !waiter.isOfferable) continue;
      const candidates = this.#candidates();
      if (candidates.length === 0) break;
      this.#offer(
        waiter,
        candidates.filter(({ userId }) => userId !== waiter.callerUserId),
      );
    }
    this.#options.onChanged();
  }

  /** Callers leave by `no-agents`: the queue is gone or the server stops. Whoever put kept places here takes them out. */
  close(): void {
    this.#again?.stop();
    this.#sendAllAway();
  }

  get #callers(): readonly Waiter[] {
    return this.#waiters.filter((waiter) => waiter.kind === 'call');
  }

  #sendAllAway(): void {
    for (const waiter of this.#waiters.slice()) waiter.handleNoAgents();
  }

  #offer(waiter: Waiter, candidates: readonly Candidate[]): void {
    const { clock, random, logger, agentOf } = this.#options;
    const whom = whomToOffer(candidates, {
      strategy: this.#queue.strategy,
      skills: waiter.order.skills,
      lastOrder: this.#lastOrder,
      triedBefore: waiter.tried,
      random,
    });
    const isAgain = whom.every((userId) => waiter.tried.has(userId));
    const pauseMs = waiter.lastOfferMs + againAfterMs - clock.monotonicMs();
    if (whom.length > 0 && isAgain && pauseMs > 0) {
      this.#again ??= clock.after(pauseMs, () => this.dispatch());
      return;
    }
    if (whom.length === 0) return;
    if (isAgain) waiter.tried.clear();
    this.#lastOrder = candidates.find((candidate) => candidate.userId === whom.at(-1))?.order ?? this.#lastOrder;
    this.#offered.add(waiter);
    for (const userId of whom) agentOf(userId).offered();
    inBackground(logger, 'offering a caller to agents', this.#carryOut(waiter, whom));
  }

  async #carryOut(waiter: Waiter, whom: readonly string[]): Promise<void> {
    let result: RingResult | undefined;
    try {
      const people = (await Promise.all(whom.map((userId) => this.#options.personOf(userId)))).filter((person) => person !== undefined);
      if (!waiter.isOver) result = await waiter.offer(people, this.#queue.ringSeconds);
    } finally {
      for (const userId of whom) this.#settle(waiter, userId, result);
      this.#offered.delete(waiter);
      if (!waiter.isOver) waiter.lastOfferMs = this.#options.clock.monotonicMs();
      this.dispatch();
    }
  }

  /** What the end of an offer means to one of the agents who were rung. */
  #settle(waiter: Waiter, userId: string, result: RingResult | undefined): void {
    const agent = this.#options.agentOf(userId);
    const outcome = result?.people.find((person) => person.userId === userId)?.outcome;
    if (outcome === 'answered') return this.#serve(waiter, agent);
    waiter.tried.add(userId);
    if (outcome === 'declined' || outcome === 'no-answer') agent.missed(this.#queue);
    else agent.released();
  }

  #serve(waiter: Waiter, agent: Agent): void {
    const { clock } = this.#options;
    const startMs = clock.monotonicMs();
    this.#callsTaken.set(agent.userId, (this.#callsTaken.get(agent.userId) ?? 0) + 1);
    agent.took();
    const hungUp = (): void => {
      const { wrapUpSeconds } = this.#queue;
      // A caller who could not be called back leaves nothing to write down.
      if (!waiter.hasTalked) return agent.hungUp(0);
      this.#estimate.handled(clock.monotonicMs() - startMs + wrapUpSeconds * 1_000);
      agent.hungUp(wrapUpSeconds);
    };
    const { service } = waiter;
    if (!service || service.aborted) hungUp();
    else service.addEventListener('abort', hungUp, { once: true });
  }

  #candidates(): readonly Candidate[] {
    const { agentOf, isReachable } = this.#options;
    return this.#queue.members.flatMap(({ userId, skills }, order) => {
      if (!this.#signedIn.has(userId)) return [];
      const agent = agentOf(userId);
      if (agent.state !== 'ready' || !isReachable(userId)) return [];
      return [{ userId, order, skills, freeSinceMs: agent.freeSinceMs, callsTaken: this.#callsTaken.get(userId) ?? 0 }];
    });
  }

  #forget(waiter: Waiter): void {
    const at = this.#waiters.indexOf(waiter);
    if (at >= 0) this.#waiters.splice(at, 1);
    this.#options.onChanged();
  }
}

/** Whether somebody who comes stands before somebody who stands there: by priority, and a kept place by its time. */
function comesBefore(one: Waiter, other: Waiter): boolean {
  if (one.order.priority !== other.order.priority) return one.order.priority > other.order.priority;
  return one.isRankedByTime && one.sinceMs < other.sinceMs;
}
