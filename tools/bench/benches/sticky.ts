import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { rounds, spreadOf, type Bench, type BenchResult } from '../kit/bench.ts';

const run = promisify(execFile);

const subject = path.join(import.meta.dirname, '../../../src/platform/tracking/testing/tracking-load.testing.ts');
const subjectSays = z.object({
  oursFps: z.number(),
  searchFps: z.number(),
  peerFps: z.number(),
  worstShare: z.number(),
  lostFrames: z.number(),
});
type Said = z.infer<typeof subjectSays>;

/** In a process of its own, on one core. */
async function once(): Promise<Said> {
  const { stdout } = await run('taskset', ['-c', '0', process.execPath, subject], { maxBuffer: 2 ** 20 });
  return subjectSays.parse(JSON.parse(stdout));
}

async function measure(): Promise<readonly BenchResult[]> {
  const said: Said[] = [];
  for (let round = 0; round < rounds; round += 1) said.push(await once());
  const peer = spreadOf(said.map(({ peerFps }) => peerFps));
  const row = (name: string, fps: (one: Said) => number, notes: readonly string[]): BenchResult => ({
    name: `S7 ${name}, 720p, one core`,
    unit: 'frames/s',
    goal: '≥ 30',
    ours: spreadOf(said.map(fps)),
    peer,
    ratio: spreadOf(said.map((one) => fps(one) / one.peerFps)),
    isMet: spreadOf(said.map(fps)).median >= 30,
    notes,
  });
  const worst = Math.max(...said.map(({ worstShare }) => worstShare));
  return [
    row('frames followed', ({ oursFps }) => oursFps, [
      'peer: the same frames made small and grey, and nothing else',
      `farthest from the object: ${(worst * 100).toFixed(2)} % of the picture; ${String(Math.max(...said.map((one) => one.lostFrames)))} frames lost`,
    ]),
    row('frames in which a lost object is searched', ({ searchFps }) => searchFps, []),
  ];
}

export const bench: Bench = {
  name: 'sticky',
  describe: 'frames of 1280 by 720 in which a drawing is followed in a second on one core, over a clip of a pan',
  run: measure,
};
