import { compare, rounds, type Bench, type BenchResult } from '../kit/bench.ts';
import { callInTurn, kamailioPairs, ourPairs, startPeer, type Pair } from '../kit/pairs.ts';
import { cpuMs, familyCpuMs, familyOf } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';

/** So many that no WebSocket exceeds what the server takes of one a second. */
const pairCount = 20;
const callsPerRound = 5_000;
const warmUp = 3_000;

interface Subject {
  readonly pairs: readonly Pair[];
  readonly pids: () => readonly number[];
}

/** CPU milliseconds of these processes per complete call. */
async function cpuPerCall({ pairs, pids }: Subject): Promise<number> {
  const before = cpuMs(pids());
  await callInTurn(pairs, callsPerRound);
  return (cpuMs(pids()) - before) / callsPerRound;
}

async function measure(): Promise<readonly BenchResult[]> {
  const product = await startSubject({ isMediaFake: true });
  const kamailio = await startPeer();
  try {
    const ours: Subject = { pairs: await ourPairs(product, pairCount), pids: () => [product.pid] };
    const peer: Subject = { pairs: await kamailioPairs(kamailio, pairCount), pids: () => familyOf(kamailio.pid) };
    await callInTurn(ours.pairs, warmUp);
    await callInTurn(peer.pairs, warmUp);
    const databaseCpuMs = (): number => familyCpuMs(product.pid) - cpuMs([product.pid]);
    const databaseBefore = databaseCpuMs();
    const row = await compare({
      name: 'BP2 a complete call, signalling only',
      unit: 'ms',
      atMost: 4,
      rounds,
      ours: () => cpuPerCall(ours),
      peer: () => cpuPerCall(peer),
    });
    const database = (databaseCpuMs() - databaseBefore) / (rounds * callsPerRound);
    return [
      {
        ...row,
        notes: [
          `0 failed of ${String(rounds * callsPerRound)}: one failure ends the run`,
          'INVITE, 180, 200, ACK, BYE, 200 between two WebSockets; ours is a B2BUA with call records, Kamailio relays and records nothing',
          `ours is the Node process; its PostgreSQL takes ${database.toFixed(2)} ms a call beside it for the record`,
        ],
      },
    ];
  } finally {
    await Promise.all([product.stop(), kamailio.stop()]);
  }
}

export const bench: Bench = {
  name: 'call-signalling',
  describe: 'BP2: CPU of a complete call without media, against a stateful relay of Kamailio',
  run: measure,
};
