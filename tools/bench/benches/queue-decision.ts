import { whomToOffer, type Candidate, type OfferRequest } from '../../../protocol/telephony/queue-strategy.ts';
import { queueStrategies, type QueueStrategy } from '../../../protocol/telephony/queues.ts';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';

const agents = 500;
const decisions = 2_000;
const goalMs = 5;

/** 500 free agents with two skills each, some of whom did not take this caller. */
const candidates: readonly Candidate[] = Array.from({ length: agents }, (_, order) => ({
  userId: `agent-${String(order)}`,
  order,
  freeSinceMs: (order * 7_919) % 10_007,
  callsTaken: order % 23,
  skills: { german: (order % 10) + 1, [`product ${String(order % 7)}`]: 3 },
}));
const triedBefore = new Set(candidates.filter((candidate) => candidate.order % 5 === 0).map((candidate) => candidate.userId));

/** The 99th percentile of one decision, in milliseconds. */
function measure(strategy: QueueStrategy): number {
  const times: number[] = [];
  for (let count = 0; count < decisions; count += 1) {
    const request: OfferRequest = { strategy, skills: ['german'], lastOrder: count % agents, triedBefore, random: () => (count % 97) / 97 };
    const startMs = performance.now();
    const chosen = whomToOffer(candidates, request);
    times.push(performance.now() - startMs);
    if (chosen.length === 0) throw new Error(`${strategy} chose nobody`);
  }
  return times.toSorted((one, other) => one - other)[Math.floor(decisions * 0.99)] ?? Number.NaN;
}

/** The peer: a full sort of all candidates, which is what a decision written without thought would do. */
function measureSort(): number {
  const times: number[] = [];
  for (let count = 0; count < decisions; count += 1) {
    const startMs = performance.now();
    const [chosen] = candidates.toSorted((one, other) => one.freeSinceMs - other.freeSinceMs || one.order - other.order);
    times.push(performance.now() - startMs);
    if (!chosen) throw new Error('nobody');
  }
  return times.toSorted((one, other) => one - other)[Math.floor(decisions * 0.99)] ?? Number.NaN;
}

export const bench: Bench = {
  name: 'queue-decision',
  describe: 'whom a queue with 500 free agents offers a caller: p99 of one decision, per strategy, beside a full sort',
  async run(): Promise<readonly BenchResult[]> {
    return queueStrategies.map((strategy) => {
      const ours: number[] = [];
      const peer: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        ours.push(measure(strategy));
        peer.push(measureSort());
      }
      return {
        name: `a decision among ${String(agents)} agents, ${strategy}, p99`,
        unit: 'ms',
        goal: `< ${String(goalMs)} ms`,
        ours: spreadOf(ours),
        peer: spreadOf(peer),
        ratio: spreadOf(ours.map((value, index) => value / (peer[index] ?? Number.NaN))),
        isMet: spreadOf(ours).median < goalMs,
        notes: [],
      };
    });
  },
};
