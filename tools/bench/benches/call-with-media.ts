import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { serverEnvironment, serverFlags } from '../../bootstrap/server-flags.mjs';
import { compare, rounds, type Bench, type BenchResult } from '../kit/bench.ts';
import { callInTurn, ourPairs } from '../kit/pairs.ts';
import { pin, subjectCore } from '../kit/pin.ts';
import { commandOf, cpuMs, familyOf } from '../kit/process-cpu.ts';
import { startSubject } from '../kit/product.ts';

const pairCount = 20;
const callsPerRound = 1_500;
const script = path.resolve(import.meta.dirname, '../peers/bare-calls.ts');

/** The server and its SFU workers, without the database. */
function mediaFamily(product: Product): readonly number[] {
  return [product.pid, ...familyOf(product.pid).filter((pid) => commandOf(pid).startsWith('mediasoup'))];
}

interface BareCalls {
  readonly pid: number;
  make(calls: number): Promise<void>;
  stop(): Promise<unknown>;
}

function startBareCalls(): BareCalls {
  const child = spawn(process.execPath, [...serverFlags, script], {
    env: { ...process.env, ...serverEnvironment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    make: async (calls) => {
      child.stdin.write(`${String(calls)}\n`);
      if ((await lines.next()).done) throw new Error('the bare script ended early');
    },
    stop: () => {
      child.stdin.end();
      return once(child, 'exit');
    },
  };
}

async function cpuPerCall(pids: readonly number[], run: (calls: number) => Promise<void>): Promise<number> {
  const before = cpuMs(pids);
  await run(callsPerRound);
  return (cpuMs(pids) - before) / callsPerRound;
}

async function measure(): Promise<readonly BenchResult[]> {
  const product = await startSubject();
  const bare = startBareCalls();
  try {
    const pairs = await ourPairs(product, pairCount);
    await callInTurn(pairs, callsPerRound);
    await bare.make(callsPerRound);
    pin(bare.pid, subjectCore);
    const row = await compare({
      name: 'BP2 a complete call with its media objects',
      unit: 'ms',
      atMost: 1.5,
      rounds,
      ours: () => cpuPerCall(mediaFamily(product), (calls) => callInTurn(pairs, calls)),
      peer: () => cpuPerCall(familyOf(bare.pid), (calls) => bare.make(calls)),
      notes: [
        'ours: Node and SFU workers, a call of INVITE to BYE with two dialogs, its record and the figures of both legs; nothing is sent over the legs',
        'peer: a script on bare mediasoup that makes and closes the same transports, producers and consumers, without any signalling',
      ],
    });
    return [row];
  } finally {
    await Promise.all([product.stop(), bare.stop()]);
  }
}

export const bench: Bench = {
  name: 'call-with-media',
  describe: 'BP2: CPU of a complete call with the real media engine, against bare mediasoup',
  run: measure,
};
