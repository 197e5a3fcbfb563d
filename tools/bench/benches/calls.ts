import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { compare, rounds } from '../kit/bench.ts';
import type { Bench } from '../kit/bench.ts';
import { FarEnd } from '../kit/far-end.ts';
import { cpuMs, familyOf } from '../kit/process-cpu.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const ours = path.join(root, 'server/media/testing/call-load.ts');
const bare = path.join(root, 'tools/bench/peers/bare-sfu.ts');
const calls = 10;
const settleMs = 2000;
const measureMs = 10_000;
const answered = z.object({ answer: z.string() });
/** Of the packets that should arrive while measuring, at least so many must: otherwise nothing was measured. */
const leastDelivery = 0.75;

/** CPU microseconds that Node and the SFU worker spend on each packet passed on in ten calls, in steady state. */
async function cpuOf(script: string): Promise<number> {
  const child = spawn('taskset', ['-c', '0', process.execPath, script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const farEnds: FarEnd[] = [];
  try {
    await openCalls(child, farEnds);
    await until(() => farEnds.every((end) => end.isConnected && end.received > 0));
    await delay(settleMs);
    const processes = familyOf(child.pid ?? 0);
    const received = sum(farEnds);
    const before = cpuMs(processes);
    await delay(measureMs);
    const usedUs = (cpuMs(processes) - before) * 1000;
    const packets = sum(farEnds) - received;
    const delivered = packets / ((farEnds.length * measureMs) / 20);
    if (delivered < leastDelivery) throw new Error(`only ${(delivered * 100).toFixed(0)} % of the packets arrived`);
    return usedUs / packets;
  } finally {
    await Promise.all(farEnds.map((end) => end.close()));
    child.stdin?.end();
    await once(child, 'exit');
  }
}

async function openCalls(child: ChildProcess, farEnds: FarEnd[]): Promise<void> {
  if (!child.stdout || !child.stdin) throw new Error('the subject has no pipes');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  for (let leg = 0; leg < calls * 2; leg += 1) {
    const end = new FarEnd();
    farEnds.push(end);
    child.stdin.write(`${JSON.stringify({ call: `call ${Math.floor(leg / 2)}`, offer: await end.offer() })}\n`);
    const line = await lines.next();
    if (line.done) throw new Error('the subject ended early');
    await end.acceptAnswer(answered.parse(JSON.parse(line.value)).answer);
  }
}

function sum(farEnds: readonly FarEnd[]): number {
  return farEnds.reduce((total, end) => total + end.received, 0);
}

async function until(check: () => boolean): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!check()) {
    if (performance.now() > endMs) throw new Error('the calls do not come up');
    await delay(50);
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export const bench: Bench = {
  name: 'calls',
  describe: 'BP6: CPU of Node and SFU worker for 10 calls, against bare mediasoup',
  run: async () => [
    await compare({
      name: 'BP6 ten calls: CPU of Node and worker per packet',
      unit: 'µs',
      atMost: 1.05,
      rounds,
      ours: () => cpuOf(ours),
      peer: () => cpuOf(bare),
      notes: ['subject: the media engine without SIP; steady state, 1,000 packets a second each way; far ends (werift) on another core'],
    }),
  ],
};
