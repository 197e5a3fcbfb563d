import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';
import { answerCalls, CallingAgent } from '../kit/calling.ts';
import { callInTurn, ourPairs, type Pair } from '../kit/pairs.ts';
import { goFirst } from '../kit/pin.ts';
import { startSubject } from '../kit/product.ts';
import { asConnection, connectWebSocket } from '../kit/sip-connection.ts';

/** Enough for a standstill of a quarter of a second: a call lasts 20 to 30 ms. */
const pairCount = 40;
/** Who calls in turn while the greatest rate is looked for. */
const pairsForRate = 12;
const warmUp = 1_500;
const callsForRate = 1_500;
const callsPerRound = 1_200;
const limitMs = 10;

/** Caller and callee on one WebSocket without a server between them. */
async function directPairs(count: number): Promise<readonly Pair[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, handleProtocols: () => 'sip' });
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  server.on('connection', (socket) => answerCalls(asConnection(socket), 'called'));
  return Promise.all(
    Array.from({ length: count }, async () => {
      const connection = await connectWebSocket(`ws://127.0.0.1:${String(address.port)}/`);
      return { caller: new CallingAgent(connection, 'sip:caller@127.0.0.1'), target: 'sip:called@127.0.0.1' };
    }),
  );
}

interface Ringing {
  /** Each call's time from INVITE to 180, least first. */
  readonly times: readonly number[];
  /** Calls whose turn came while every caller was in a call. */
  readonly waited: number;
}

/**
 * Calls begin at an even rate, whatever becomes of those before. Whose turn comes while every caller is busy calls as soon as one
 * is free, and its time counts from its turn: to leave it out would leave out the worst.
 */
async function ringAtRate(pairs: readonly Pair[], perSecond: number): Promise<Ringing> {
  const idle = [...pairs];
  const turns: number[] = [];
  const times: number[] = [];
  const running: Promise<void>[] = [];
  let waited = 0;
  const call = async (pair: Pair, waitedMs: number): Promise<void> => {
    const { ringingMs } = await pair.caller.call(pair.target);
    times.push(waitedMs + ringingMs);
    const turn = turns.shift();
    if (turn === undefined) idle.push(pair);
    else await call(pair, performance.now() - turn);
  };
  const began = performance.now();
  for (let index = 0; index < callsPerRound; index += 1) {
    const dueMs = began + (index * 1_000) / perSecond;
    while (performance.now() < dueMs) await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    const pair = idle.shift();
    if (pair) running.push(call(pair, 0));
    else {
      turns.push(performance.now());
      waited += 1;
    }
  }
  await Promise.all(running);
  return { times: times.toSorted((a, b) => a - b), waited };
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

async function measure(): Promise<readonly BenchResult[]> {
  const product = await startSubject({ isMediaFake: true });
  try {
    const ours = await ourPairs(product, pairCount);
    const direct = await directPairs(pairCount);
    for (const pid of [product.pid, process.pid]) goFirst(pid);
    // Everybody once before: what the server knows of a person is read from the database with the first call.
    await callInTurn(ours, warmUp);
    const few = ours.slice(0, pairsForRate);
    await callInTurn(few, warmUp);
    const began = performance.now();
    await callInTurn(few, callsForRate);
    const mostPerSecond = (callsForRate * 1_000) / (performance.now() - began);
    const figures: { readonly ours: number; readonly direct: number; readonly median: number; readonly waited: number }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const mine = await ringAtRate(ours, mostPerSecond / 2);
      const bare = await ringAtRate(direct, mostPerSecond / 2);
      figures.push({
        ours: percentile(mine.times, 0.99),
        direct: percentile(bare.times, 0.99),
        median: percentile(mine.times, 0.5) - percentile(bare.times, 0.5),
        waited: mine.waited,
      });
    }
    const added = spreadOf(figures.map((figure) => figure.ours - figure.direct));
    return [
      {
        name: 'BP4 INVITE to 180: delay that the server adds, p99',
        unit: 'ms',
        goal: `≤ ${String(limitMs)} ms`,
        ours: added,
        isMet: added.median <= limitMs,
        notes: [
          `${(mostPerSecond / 2).toFixed(0)} calls a second, half of what it can do on one core beside its PostgreSQL`,
          `p99 with the server ${spreadOf(figures.map((figure) => figure.ours)).median.toFixed(1)} ms, without ${spreadOf(figures.map((figure) => figure.direct)).median.toFixed(1)} ms; median added ${spreadOf(figures.map((figure) => figure.median)).median.toFixed(1)} ms`,
          `${String(figures.reduce((sum, figure) => sum + figure.waited, 0))} of ${String(callsPerRound * rounds)} calls waited for a caller who was free; that is in their time`,
        ],
      },
    ];
  } finally {
    await product.stop();
  }
}

export const bench: Bench = {
  name: 'invite-delay',
  describe: 'BP4: delay from INVITE to 180 that the server adds at half of its own maximum',
  run: measure,
};
