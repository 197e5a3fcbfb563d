import { execFileSync } from 'node:child_process';
import { concat, normalise, resample, sampleRate, silence } from './samples.ts';

/** What is said, per language. */
const sentences = {
  en: 'The person you are calling is not available. Please try again later.',
  de: 'Der gewünschte Gesprächspartner ist zurzeit nicht erreichbar. Bitte versuchen Sie es später noch einmal.',
};

export type SpeechLanguage = keyof typeof sentences;

/**
 * Speaks the announcement with the program espeak-ng, which runs as a process of its own and is no part of the product.
 * Returns undefined where it is not installed (Debian: apt-get install espeak-ng).
 */
export function unavailableAnnouncement(language: SpeechLanguage): Float64Array | undefined {
  const wav = speak(language);
  if (!wav) return undefined;
  const rate = wav.readUInt32LE(24);
  const pcm = wav.subarray(44);
  const samples = Float64Array.from({ length: Math.floor(pcm.byteLength / 2) }, (_, index) => pcm.readInt16LE(index * 2) / 32_768);
  const spoken = concat(silence(0.3), normalise(resample(samples, rate, sampleRate), -20), silence(1.5));
  const frame = sampleRate / 50;
  return concat(spoken, new Float64Array((frame - (spoken.length % frame)) % frame));
}

function speak(language: SpeechLanguage): Buffer | undefined {
  try {
    return execFileSync('espeak-ng', ['-v', language, '-s', '150', '--stdout', sentences[language]], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 16_777_216,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
