import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { z } from 'zod';
import { spreadOf } from '../kit/bench.ts';
import type { Bench, BenchResult } from '../kit/bench.ts';
import { cpuMs } from '../kit/process-cpu.ts';

const subject = path.resolve(import.meta.dirname, '../../../server/media/testing/prompt-load.ts');
const sampledPlayers = 25;
const warmUpMs = 2000;
const measureMs = 8000;
const rounds = 5;
const goalMs = 10;
/** RTP timestamp units of Opus in a millisecond. */
const unitsPerMs = 48;

/** A sound of ours, or two clips one after the other. */
type Content = 'sound' | 'clips';

const started = z.tuple([z.string()]);
const subjectReady = z.object({ worker: z.number() });

interface Round {
  readonly p99Ms: number;
  readonly medianMs: number;
  readonly maxMs: number;
  readonly packets: number;
  readonly expected: number;
  readonly cpuShare: number;
}

/**
 * How late RTP packets of prompt players arrive at a receiver of their own process: against the earliest packet of the same
 * stream by RTP time. Players, ticker, SFU worker and Node are pinned to one core, the receiver to another.
 */
async function measure(players: number, content: Content): Promise<Round> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const offsets = new Map<number, number[]>();
  let isMeasuring = false;
  socket.on('message', (packet) => {
    const now = performance.now();
    if (!isMeasuring || packet.byteLength < 12 || (packet.readUInt8(1) & 0x7f) !== 111) return;
    const ssrc = packet.readUInt32BE(8);
    const known = offsets.get(ssrc) ?? [];
    offsets.set(ssrc, known);
    known.push(now - packet.readUInt32BE(4) / unitsPerMs);
  });
  const child = spawn(
    'taskset',
    ['-c', '0', process.execPath, subject, String(players), String(sampledPlayers), String(socket.address().port), content],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const [line] = started.parse(await once(createInterface(child.stdout), 'line'));
    const { worker } = subjectReady.parse(JSON.parse(line));
    await delay(warmUpMs);
    const processes = [worker, ...(child.pid === undefined ? [] : [child.pid])];
    const before = cpuMs(processes);
    isMeasuring = true;
    await delay(measureMs);
    isMeasuring = false;
    return summarise(offsets, (cpuMs(processes) - before) / measureMs);
  } finally {
    child.stdin.end();
    await once(child, 'exit');
    socket.close();
  }
}

function summarise(offsets: ReadonlyMap<number, readonly number[]>, cpuShare: number): Round {
  const late = [...offsets.values()].flatMap((times) => {
    const earliest = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
    return times.map((time) => time - earliest);
  });
  const sorted = late.toSorted((a, b) => a - b);
  const at = (fraction: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
  return {
    p99Ms: at(0.99),
    medianMs: at(0.5),
    maxMs: at(1),
    packets: sorted.length,
    expected: Math.round((sampledPlayers * measureMs) / 20),
    cpuShare,
  };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function resultFor(players: number, content: Content = 'sound'): Promise<BenchResult> {
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await measure(players, content));
  const ours = spreadOf(measured.map((round) => round.p99Ms));
  const median = spreadOf(measured.map((round) => round.medianMs)).median;
  const max = spreadOf(measured.map((round) => round.maxMs)).max;
  const cpu = spreadOf(measured.map((round) => round.cpuShare * 100)).median;
  const packets = measured.map((round) => `${round.packets}/${round.expected}`).join(', ');
  return {
    name: `BP14 ${players} prompt players${content === 'clips' ? ' of clips' : ''} on one core: p99 packet lateness`,
    unit: 'ms',
    goal: `< ${goalMs} ms at 500`,
    ours,
    isMet: ours.median < goalMs,
    notes: [
      `median ${median.toFixed(1)} ms, latest ${max.toFixed(1)} ms, ${cpu.toFixed(0)} % of the core`,
      `sampled packets received/expected: ${packets}`,
    ],
  };
}

export const bench: Bench = {
  name: 'prompt-players',
  describe: 'BP14: how late the packets of 100, 500 and 800 prompt players are',
  run: async () => [await resultFor(100), await resultFor(500), await resultFor(500, 'clips'), await resultFor(800)],
};
