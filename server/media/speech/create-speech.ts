import type { Language } from '../../../protocol/dialplan/sounds.ts';
import { EspeakSpeech } from './espeak.ts';
import { HttpSpeech } from './http-speech.ts';
import type { SpeechSynthesis, Voice } from './speech-synthesis.ts';

export interface SpeechOptions {
  /** A speech service; espeak-ng on this machine when absent. */
  readonly url?: string | undefined;
  readonly kind: 'piper' | 'openai';
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  /** `en:amy,de:thorsten`: what can be chosen, the usual one of each language first. */
  readonly voices?: readonly { readonly language: Language; readonly id: string }[] | undefined;
}

/** What OpenAI's own service has; each speaks both languages. */
const openAiVoices = ['alloy', 'ash', 'coral', 'echo', 'fable', 'nova', 'onyx', 'sage', 'shimmer'];
/** Piper's voices that most people load. */
const piperVoices = { en: ['en_GB-alba-medium', 'en_US-lessac-medium'], de: ['de_DE-thorsten-medium'] };

/** Chooses who reads texts aloud. */
export function createSpeech(options: SpeechOptions): SpeechSynthesis {
  if (options.url === undefined) return new EspeakSpeech();
  return new HttpSpeech({ kind: options.kind, url: options.url, key: options.key, model: options.model, voices: voicesOf(options) });
}

function voicesOf({ voices, kind }: SpeechOptions): readonly Voice[] {
  if (voices) return voices.map(({ language, id }) => ({ id, name: id, language }));
  return (['en', 'de'] as const).flatMap((language) =>
    (kind === 'openai' ? openAiVoices : piperVoices[language]).map((id) => ({ id, name: id, language })),
  );
}
