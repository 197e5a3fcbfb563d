import type { RecordingDetails } from '../../../../../protocol/media/recordings.ts';

export type Envelope = NonNullable<RecordingDetails['tracks'][number]['envelope']>;

/** One column of a drawn waveform: heights from 0 to 1. */
export interface Bar {
  readonly peak: number;
  readonly rms: number;
}

const silence: Bar = { peak: 0, rms: 0 };

/**
 * The columns of a track over a clock of `durationMs`, which may be longer than the track: the rest is silence. A column is as high as the
 * loudest moment in it, so that a short word is not lost in a long call.
 */
export function barsOf(envelope: Envelope | null, durationMs: number, columns: number): readonly Bar[] {
  if (envelope === null || durationMs <= 0) return Array.from({ length: columns }, () => silence);
  const momentsPerColumn = ((durationMs / 1000) * envelope.perSecond) / columns;
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor(column * momentsPerColumn);
    const to = Math.max(from + 1, Math.floor((column + 1) * momentsPerColumn));
    return { peak: highest(envelope.peak, from, to), rms: highest(envelope.rms, from, to) };
  });
}

function highest(levels: readonly number[], from: number, to: number): number {
  let best = 0;
  for (let at = from; at < Math.min(to, levels.length); at += 1) best = Math.max(best, levels[at] ?? 0);
  return best;
}

/** A level as a height: speech lies between -50 and 0 dBFS, and a linear scale would show a flat line. */
export function heightOf(level: number): number {
  if (level <= 0) return 0;
  const floorDb = -50;
  return Math.max(0, Math.min(1, 1 - (20 * Math.log10(level)) / floorDb));
}

/** The moment under a point of the drawing. */
export function momentAt(share: number, durationMs: number): number {
  return Math.round(Math.max(0, Math.min(1, share)) * durationMs);
}
