import { OpusEncoder } from '../opus/opus-codec.ts';
import { alawFromLinear, mulawFromLinear } from '../prompts/g711.ts';
import type { Clip } from '../media-engine.ts';

const frameMs = 20;
const frames = 15;
/** As ETSI and ITU-T recommend for a recording tone: 1400 Hz. */
const hertz = 1400;
const loudness = 4000;
const fadeMs = 10;

/** A short beep: a call is being recorded. Made here, so that it needs no file. */
export const recordingBeep: Clip = {
  key: 'recording-beep/1',
  durationMs: frames * frameMs,
  load: async (codec) => {
    if (codec === 'opus') {
      const encoder = new OpusEncoder(48_000);
      return tone(48_000).map((frame) => encoder.encode(frame));
    }
    const encode = codec === 'PCMU' ? mulawFromLinear : alawFromLinear;
    return tone(8000).map((frame) => Uint8Array.from(frame, encode));
  },
};

function tone(rate: number): Int16Array[] {
  const length = (rate * frameMs) / 1000;
  const fade = (rate * fadeMs) / 1000;
  const all = length * frames;
  return Array.from({ length: frames }, (_, frame) =>
    Int16Array.from({ length }, (_none, at) => {
      const sample = frame * length + at;
      const volume = Math.min(1, sample / fade, (all - sample) / fade);
      return Math.round(loudness * volume * Math.sin((2 * Math.PI * hertz * sample) / rate));
    }),
  );
}
