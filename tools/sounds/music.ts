import { normalise, sampleRate, samplesIn } from './samples.ts';

/** Beats of our tune; one is 0.8 s, so that a bar of four and the whole piece are whole 20 ms frames. */
const beatSeconds = 0.8;
const beatsPerBar = 4;

interface Bar {
  /** MIDI note numbers of the pad. */
  readonly chord: readonly number[];
  /** A note per half beat, or none. */
  readonly melody: readonly (number | undefined)[];
}

const rest = undefined;

/** "Waiting room", ten bars in D: Dmaj7 Bm7 Gmaj7 A6 F#m7 Bm7 Em7 A7 Gmaj7 A. Composed for this product. */
const bars: readonly Bar[] = [
  { chord: [50, 57, 61, 66], melody: [78, rest, 81, rest, 85, rest, 81, rest] },
  { chord: [47, 54, 57, 62], melody: [83, rest, rest, 81, 78, rest, rest, rest] },
  { chord: [43, 54, 59, 62], melody: [74, rest, 78, rest, 83, rest, 81, rest] },
  { chord: [45, 52, 57, 61], melody: [76, rest, rest, 73, 76, rest, rest, rest] },
  { chord: [42, 54, 57, 61], melody: [73, rest, 76, rest, 81, rest, 80, rest] },
  { chord: [47, 54, 57, 62], melody: [78, rest, rest, 81, 74, rest, rest, rest] },
  { chord: [40, 52, 55, 59], melody: [71, rest, 74, rest, 79, rest, 78, rest] },
  { chord: [45, 52, 55, 61], melody: [76, rest, 73, rest, 69, rest, rest, rest] },
  { chord: [43, 54, 59, 62], melody: [74, rest, 78, 79, 81, rest, 78, rest] },
  { chord: [45, 52, 57, 61], melody: [76, rest, rest, rest, 73, rest, rest, rest] },
];

/** The hold music: 32 s, soft pad and bell-like melody. What sounds beyond the end is laid over the beginning, so it loops without a seam. */
export function holdMusic(): Float64Array {
  const barSeconds = beatSeconds * beatsPerBar;
  const loop = new Float64Array(samplesIn(barSeconds * bars.length));
  for (const [index, bar] of bars.entries()) {
    const start = index * barSeconds;
    for (const note of bar.chord) addNote(loop, { start, note, seconds: barSeconds * 1.15, voice: pad });
    for (const [half, note] of bar.melody.entries()) {
      if (note !== undefined) addNote(loop, { start: start + (half * beatSeconds) / 2, note: note - 12, seconds: 2.6, voice: bell });
    }
  }
  return normalise(loop, -22);
}

/** A short phrase for an incoming call: two rising figures, then silence. */
export function ringtone(): Float64Array {
  const loop = new Float64Array(samplesIn(3.2));
  const figure = [74, 78, 81, 86];
  for (const startAt of [0, 0.9]) {
    for (const [index, note] of figure.entries()) addNote(loop, { start: startAt + index * 0.13, note, seconds: 1.1, voice: bell });
  }
  return normalise(loop, -16);
}

/** A voice: the sample of a note, `at` seconds after it began. */
type Voice = (frequency: number, at: number, seconds: number) => number;

/** Soft sum of a fundamental, a slightly detuned twin and a little octave, swelling and fading slowly. */
const pad: Voice = (frequency, at, seconds) => {
  const envelope = Math.min(1, at / 0.9) * Math.min(1, (seconds - at) / 0.9);
  const wave = sine(frequency, at) + 0.7 * sine(frequency * 1.003, at) + 0.18 * sine(frequency * 2, at);
  return 0.16 * envelope * wave;
};

/** A struck bar: a fundamental and two partials that die away faster. */
const bell: Voice = (frequency, at, seconds) => {
  const attack = Math.min(1, at / 0.006) * Math.min(1, (seconds - at) / 0.1);
  const wave =
    Math.exp(-2.4 * at) * sine(frequency, at) +
    0.3 * Math.exp(-5 * at) * sine(frequency * 2, at) +
    0.08 * Math.exp(-9 * at) * sine(frequency * 4, at);
  return 0.5 * attack * wave;
};

function sine(frequency: number, at: number): number {
  return Math.sin(2 * Math.PI * frequency * at);
}

function addNote(loop: Float64Array, part: { start: number; note: number; seconds: number; voice: Voice }): void {
  const frequency = 440 * 2 ** ((part.note - 69) / 12);
  const first = samplesIn(part.start);
  const length = samplesIn(part.seconds);
  for (let index = 0; index < length; index += 1) {
    const at = (first + index) % loop.length;
    loop[at] = (loop[at] ?? 0) + part.voice(frequency, index / sampleRate, part.seconds);
  }
}
