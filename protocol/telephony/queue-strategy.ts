import type { QueueStrategy } from './queues.ts';

/** A free agent, as a strategy sees them. */
export interface Candidate {
  readonly userId: string;
  /** Place in the queue's list of members. */
  readonly order: number;
  /** When the agent became free, in milliseconds of any one clock. */
  readonly freeSinceMs: number;
  /** Calls of this queue taken since signing in. */
  readonly callsTaken: number;
  readonly skills: Readonly<Record<string, number>>;
}

export interface OfferRequest {
  readonly strategy: QueueStrategy;
  /** Skills that the caller needs; an agent who lacks one is not offered the call, whatever the strategy. */
  readonly skills: readonly string[];
  /** Place of whoever was offered a call of this queue last; -1 at the beginning. */
  readonly lastOrder: number;
  /** Agents who were offered this call before and did not take it: they come after the others. */
  readonly triedBefore: ReadonlySet<string>;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
}

type Rank = (one: Candidate, other: Candidate) => number;

const byOrder: Rank = (one, other) => one.order - other.order;
const byIdle: Rank = (one, other) => one.freeSinceMs - other.freeSinceMs || byOrder(one, other);
const byCalls: Rank = (one, other) => one.callsTaken - other.callsTaken || byIdle(one, other);

/** Whom to offer the call now: everybody at once for `ring-all`, else one person, or nobody. Linear in the number of agents. */
export function whomToOffer(candidates: readonly Candidate[], request: OfferRequest): readonly string[] {
  const able = candidates.filter((candidate) => request.skills.every((skill) => candidate.skills[skill] !== undefined));
  const fresh = able.filter((candidate) => !request.triedBefore.has(candidate.userId));
  const pool = fresh.length > 0 ? fresh : able;
  if (pool.length === 0) return [];
  if (request.strategy === 'ring-all') return able.toSorted(byOrder).map((candidate) => candidate.userId);
  return [chosen(pool, request).userId];
}

function chosen(pool: readonly Candidate[], request: OfferRequest): Candidate {
  if (request.strategy === 'random') return pool[Math.floor(request.random() * pool.length)] ?? first(pool, byOrder);
  return first(pool, rankOf(request));
}

function rankOf({ strategy, skills, lastOrder }: OfferRequest): Rank {
  if (strategy === 'longest-idle') return byIdle;
  if (strategy === 'fewest-calls') return byCalls;
  if (strategy === 'round-robin') return (one, other) => turn(one, lastOrder) - turn(other, lastOrder) || byOrder(one, other);
  if (strategy === 'skills') return (one, other) => levelOf(other, skills) - levelOf(one, skills) || byIdle(one, other);
  return byOrder;
}

/** Places after the last one come first, then from the top. */
function turn(candidate: Candidate, lastOrder: number): number {
  return candidate.order > lastOrder ? 0 : 1;
}

/** What the caller asks for counts; without a wish, everything that the agent knows. */
function levelOf(candidate: Candidate, skills: readonly string[]): number {
  const wanted = skills.length > 0 ? skills : Object.keys(candidate.skills);
  return wanted.reduce((sum, skill) => sum + (candidate.skills[skill] ?? 0), 0);
}

function first(pool: readonly Candidate[], rank: Rank): Candidate {
  return pool.reduce((best, candidate) => (rank(candidate, best) < 0 ? candidate : best));
}
