import { frameSamples } from './limiter.ts';
import type { MixSignal } from './mixer.ts';

const loudness = 3_500;
const rate = 48_000;
/** Of one note. */
const noteFrames = 5;
const fadeSamples = 480;

/** Two notes, rising when somebody comes and falling when somebody leaves, in frames of 20 ms. */
const notes = { joined: [523.25, 783.99], left: [783.99, 523.25] } as const satisfies Record<MixSignal, readonly number[]>;

/** The frames of a signal, made anew: it is a tenth of a millisecond of work. */
export function signalFrames(signal: MixSignal): Int16Array[] {
  return notes[signal].flatMap((hertz) => noteOf(hertz));
}

function noteOf(hertz: number): Int16Array[] {
  const length = noteFrames * frameSamples;
  return Array.from({ length: noteFrames }, (_, frame) =>
    Int16Array.from({ length: frameSamples }, (_sample, index) => {
      const at = frame * frameSamples + index;
      const fade = Math.min(1, at / fadeSamples, (length - 1 - at) / fadeSamples);
      return Math.round(loudness * fade * Math.sin((2 * Math.PI * hertz * at) / rate));
    }),
  );
}
