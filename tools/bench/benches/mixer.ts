import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { compare, rounds, type Bench, type BenchResult } from '../kit/bench.ts';

const run = promisify(execFile);
const subject = path.resolve(import.meta.dirname, '../../../server/media/testing/mixer-load.ts');
const seconds = 20;
const speakers = 3;
/** The same bitrate, frames and effort as ours. */
const opus = ['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-frame_duration', '20', '-compression_level', '5'];
const subjectSays = z.object({ cpuMs: z.number(), packets: z.number() });

/** Processor time of ours for one member and second, in milliseconds. */
async function ours(members: number): Promise<number> {
  const { stdout } = await run(process.execPath, [subject, String(members), String(speakers), String(seconds)]);
  const { cpuMs, packets } = subjectSays.parse(JSON.parse(stdout));
  // Everybody gets a packet for every frame.
  if (packets < members * seconds * 50 * 0.99) throw new Error(`only ${String(packets)} packets were mixed`);
  return cpuMs / members / seconds;
}

/** One Opus file for each member: a tone of those who speak, silence of the others. */
async function voices(folder: string, members: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: members }, async (_, member) => {
      const file = path.join(folder, `${String(member)}.ogg`);
      const source =
        member < speakers
          ? `sine=${String(200 + member * 60)}:r=48000:d=${String(seconds)}`
          : `anullsrc=r=48000:cl=mono:d=${String(seconds)}`;
      await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...opus, file]);
      return file;
    }),
  );
}

/** The peer: ffmpeg decodes all, makes for each member the sum of the others (amix), and encodes each with libopus. */
async function ffmpeg(files: readonly string[]): Promise<number> {
  const split = files.map(
    (_file, at) =>
      `[${String(at)}:a]asplit=${String(files.length - 1)}${files.map((_other, ear) => (ear === at ? '' : `[m${String(at)}e${String(ear)}]`)).join('')}`,
  );
  const mix = files.map((_file, ear) => {
    const others = files.map((_other, at) => (at === ear ? '' : `[m${String(at)}e${String(ear)}]`)).join('');
    return `${others}amix=inputs=${String(files.length - 1)}:normalize=0,alimiter=level=false[ear${String(ear)}]`;
  });
  const inputs = files.flatMap((file) => ['-i', file]);
  const outputs = files.flatMap((_file, ear) => ['-map', `[ear${String(ear)}]`, '-ac', '1', ...opus, '-f', 'null', '-']);
  const threads = ['-threads', '1', '-filter_complex_threads', '1'];
  const args = [
    '-hide_banner',
    '-benchmark',
    '-nostdin',
    ...threads,
    ...inputs,
    '-filter_complex',
    [...split, ...mix].join(';'),
    ...outputs,
  ];
  const { stderr } = await run('ffmpeg', args, { maxBuffer: 64 * 2 ** 20 });
  const [, user = '', system = ''] = /bench: utime=([\d.]+)s stime=([\d.]+)s/u.exec(stderr) ?? [];
  const cpuMs = (Number(user) + Number(system)) * 1_000;
  if (!(cpuMs > 0)) throw new Error('ffmpeg did not say what it took');
  return cpuMs / files.length / seconds;
}

async function conferenceOf(members: number): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskline-mixer-'));
  try {
    const files = await voices(folder, members);
    const result = await compare({
      name: `a conference of ${String(members)}, ${String(speakers)} speak: processor time of a member and second`,
      unit: 'ms',
      atMost: 1,
      rounds,
      ours: () => ours(members),
      peer: () => ffmpeg(files),
    });
    const onOneCore = Math.floor(1_000 / result.ours.median);
    return {
      ...result,
      notes: ['peer: ffmpeg, decode, amix for each ear, libopus for each ear', `${String(onOneCore)} members on one core`],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const bench: Bench = {
  name: 'mixer',
  describe: 'processor time of the mixer for each member of a conference of 3, 10 and 30, beside ffmpeg',
  run: async () => [await conferenceOf(3), await conferenceOf(10), await conferenceOf(30)],
};
