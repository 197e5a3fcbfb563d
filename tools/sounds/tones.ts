import { amplitude, concat, sampleRate, samplesIn, silence } from './samples.ts';

/** Rise and fall of a tone, so that it does not click. */
const rampSeconds = 0.01;
/** Call progress tones at -20 dBFS, as phones play them. */
const toneDbfs = -20;

/** A sine of `frequency` Hz with soft edges. */
export function tone(frequency: number, seconds: number, dbfs = toneDbfs): Float64Array {
  const length = samplesIn(seconds);
  const ramp = samplesIn(rampSeconds);
  const level = amplitude(dbfs) * Math.SQRT2;
  return Float64Array.from({ length }, (_, index) => {
    const edge = Math.min(1, index / ramp, (length - 1 - index) / ramp);
    return level * edge * Math.sin((2 * Math.PI * frequency * index) / sampleRate);
  });
}

/**
 * The tones of ETSI TS 101 041-2 and ITU-T E.180/Q.35 as used in most of Europe: 425 Hz. Each is one period of its cadence,
 * a multiple of 20 ms.
 */
export const tones = {
  /** 1 s on, 4 s off. */
  ringback: () => concat(tone(425, 1), silence(4)),
  /** 0.48 s on, 0.48 s off. */
  busy: () => concat(tone(425, 0.48), silence(0.48)),
  /** 0.24 s on, 0.24 s off: the network, not the person, is busy. */
  congestion: () => concat(tone(425, 0.24), silence(0.24)),
  /** Two short beeps, then a long pause: another call is waiting. */
  callWaiting: () => concat(tone(425, 0.2), silence(0.2), tone(425, 0.2), silence(3.4)),
  /** Speak now. */
  beep: () => concat(silence(0.1), tone(1_000, 0.4), silence(0.1)),
  /** This call is being recorded: 1400 Hz as in ITU-T E.180/Q.35. */
  recordingBeep: () => concat(tone(1_400, 0.4), silence(0.1)),
};
