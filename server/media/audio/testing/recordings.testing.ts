import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Makes a recording with ffmpeg: a source of its own (`sine=440:d=2`), output arguments, and the file's ending. */
export function recordingOf(source: string, ending: string, ...args: readonly string[]): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskline-recording-'));
  const file = path.join(folder, `a.${ending}`);
  try {
    execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-f', 'lavfi', '-i', source, ...args, file], { stdio: 'pipe' });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What EBU R 128 says of an Ogg Opus file, measured here and not by the code under test. */
export function loudnessOf(ogg: Uint8Array): { readonly lufs: number; readonly peakDb: number } {
  const script =
    'ffmpeg -nostdin -hide_banner -nostats -f ogg -i pipe:0 -af apad=pad_dur=0.4,ebur128=peak=true:framelog=verbose -f null - 2>&1';
  const said = execFileSync('sh', ['-c', script], { input: ogg, encoding: 'utf8' });
  return { lufs: Number(/I: +(-?[\d.]+) LUFS/u.exec(said)?.[1]), peakDb: Number(/Peak: +(-?[\d.]+) dBFS/u.exec(said)?.[1]) };
}
