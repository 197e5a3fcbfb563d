import { execFileSync } from 'node:child_process';
import type { Language } from '../../protocol/dialplan/sounds.ts';
import { concat, normalise, resample, sampleRate, samplesIn, silence } from './samples.ts';

/** What is said to a caller whose callee is not there, per language. */
const unavailable: Readonly<Record<Language, string>> = {
  en: 'The person you are calling is not available. Please try again later.',
  de: 'Der gewünschte Gesprächspartner ist zurzeit nicht erreichbar. Bitte versuchen Sie es später noch einmal.',
};

/** Level of speech: the root mean square of what is not silent. */
const speechDbfs = -19;

/** Silence around what is said, in seconds. Parts of a number are put together and have little. */
export interface Pauses {
  readonly before: number;
  readonly after: number;
}

/** Undefined where espeak-ng is not installed. */
export function unavailableAnnouncement(language: Language): Float64Array | undefined {
  return speech(unavailable[language], language, { before: 0.3, after: 1.5 });
}

/**
 * Speaks a sentence with the program espeak-ng, which runs as a process of its own and is no part of the product.
 * Returns undefined where it is not installed (Debian: apt-get install espeak-ng).
 */
export function speech(sentence: string, language: Language, pauses: Pauses): Float64Array | undefined {
  const wav = speak(sentence, language);
  if (!wav) return undefined;
  const rate = wav.readUInt32LE(24);
  const pcm = wav.subarray(44);
  const samples = Float64Array.from({ length: Math.floor(pcm.byteLength / 2) }, (_, index) => pcm.readInt16LE(index * 2) / 32_768);
  const said = trimmed(normalise(resample(samples, rate, sampleRate), speechDbfs));
  const spoken = concat(silence(pauses.before), said, silence(pauses.after));
  const frame = sampleRate / 50;
  return concat(spoken, new Float64Array((frame - (spoken.length % frame)) % frame));
}

/** Without the silence at both ends, except for 10 ms that keep soft sounds. */
function trimmed(samples: Float64Array): Float64Array {
  const isHeard = (sample: number): boolean => Math.abs(sample) > 0.003;
  const margin = samplesIn(0.01);
  const first = Math.max(0, samples.findIndex(isHeard) - margin);
  const last = Math.min(samples.length, samples.findLastIndex(isHeard) + margin);
  return samples.subarray(first, last);
}

function speak(sentence: string, language: Language): Buffer | undefined {
  try {
    return execFileSync('espeak-ng', ['-v', language, '-s', '150', '--stdout', '--', sentence], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 16_777_216,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
