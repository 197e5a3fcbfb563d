import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { freePortRange } from '../../../e2e/fixtures/ports.ts';
import { compare, rounds, type Bench } from '../kit/bench.ts';
import { FarEnd } from '../kit/far-end.ts';
import { pin, subjectCore } from '../kit/pin.ts';
import { commandOf, cpuMs, familyOf } from '../kit/process-cpu.ts';
import { Janus } from '../peers/janus.ts';

const subject = path.resolve(import.meta.dirname, '../../../server/media/testing/room-load.ts');
const listeners = 8;
/** About 2 Mbit/s. With twice of it the load client, whose SRTP is JavaScript, does not keep up with what Janus agrees on. */
const speech = { burst: 5, payloadBytes: 1_000 };
const expectedPerSecond = speech.burst * 50 * listeners;
const settleMs = 2_000;
const measureMs = 8_000;
const leastDelivery = 0.75;
const answered = z.object({ answer: z.string() });

/** CPU microseconds of `pids` for each packet that arrives at a listener. */
async function perPacket(pids: readonly number[], ends: readonly FarEnd[]): Promise<number> {
  await until(() => ends.every((end) => end.received > 0));
  await delay(settleMs);
  const [cpu, got, begin] = [cpuMs(pids), sum(ends), performance.now()];
  await delay(measureMs);
  const [usedUs, packets, seconds] = [(cpuMs(pids) - cpu) * 1_000, sum(ends) - got, (performance.now() - begin) / 1_000];
  const delivered = packets / (expectedPerSecond * seconds);
  if (delivered < leastDelivery) throw new Error(`only ${(delivered * 100).toFixed(0)} % of the packets arrived`);
  return usedUs / packets;
}

async function ours(): Promise<number> {
  const child = spawn('taskset', ['-c', String(subjectCore), process.execPath, subject, address()], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const join = async (end: FarEnd, direction: 'send' | 'receive'): Promise<void> => {
    child.stdin.write(`${JSON.stringify({ direction, offer: await end.offer() })}\n`);
    const line = await lines.next();
    if (line.done) throw new Error('the room ended early');
    await end.acceptAnswer(answered.parse(JSON.parse(line.value)).answer);
  };
  const { speaker, ends } = people();
  try {
    await join(speaker, 'send');
    for (const end of ends) await join(end, 'receive');
    const workers = familyOf(child.pid ?? 0).filter((pid) => commandOf(pid).startsWith('mediasoup-w'));
    return await perPacket(workers, ends);
  } finally {
    await Promise.all([speaker, ...ends].map((end) => end.close()));
    child.stdin.end();
    await once(child, 'exit');
  }
}

async function peer(): Promise<number> {
  const janus = await Janus.start(await freePortRange(1));
  pin(janus.pid, subjectCore);
  const { speaker, ends } = people();
  try {
    const room = await janus.makeRoom();
    const { answer, feed, ready } = await janus.publish(room, await speaker.offer());
    await speaker.acceptAnswer(answer);
    await ready;
    for (const end of ends) await janus.subscribe(room, feed, (offer) => end.answer(offer));
    return await perPacket([janus.pid], ends);
  } finally {
    await Promise.all([speaker, ...ends].map((end) => end.close()));
    await janus.stop();
  }
}

function people(): { readonly speaker: FarEnd; readonly ends: readonly FarEnd[] } {
  const listening = { ...speech, burst: 0 };
  return { speaker: new FarEnd(speech), ends: Array.from({ length: listeners }, () => new FarEnd(listening)) };
}

/** Janus takes no loopback addresses. */
function address(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

function sum(ends: readonly FarEnd[]): number {
  return ends.reduce((total, end) => total + end.received, 0);
}

async function until(check: () => boolean): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!check()) {
    if (performance.now() > endMs) throw new Error('the room does not come up');
    await delay(50);
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export const bench: Bench = {
  name: 'rooms',
  describe: 'BP5: CPU of the media worker for each packet passed on in a room of nine, against Janus',
  run: async () => [
    await compare({
      name: 'BP5 a room of nine, one sends: worker CPU per packet passed on',
      unit: 'µs',
      // 1.5 times the packets in the same time.
      atMost: 1 / 1.5,
      rounds,
      ours,
      peer,
      notes: [
        'peer: Janus 1.1.2 VideoRoom, all its threads; 250 packets of 1,000 bytes a second to eight listeners (werift) on the other core',
      ],
    }),
  ],
};
