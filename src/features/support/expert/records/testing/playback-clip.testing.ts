import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const clipSeconds = 120;

/** Two minutes whose left half is of brightness 16 and gets brighter by 1.7 each second, and whose right half is noise, which keeps it large. */
export function makeClip(): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'playback-'));
  const file = path.join(folder, 'clip.webm');
  const picture = `color=black:s=160x90:r=5:d=${String(clipSeconds)},format=gray,geq=lum='if(lt(X,80),16+T*1.7,random(1)*255)'`;
  const how = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '400k', '-g', '10', '-pix_fmt', 'yuv420p'];
  try {
    // As a browser's recorder writes it: without an index and without a length.
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, ...how, '-live', '1', '-f', 'webm', file]);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
