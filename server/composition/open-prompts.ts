import type { Language } from '../../protocol/dialplan/sounds.ts';
import type { Config } from '../config/config.ts';
import { createPrompts, createSpeech, type Prompts, type PromptUse } from '../media/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/index.ts';

export interface OpenPrompts {
  readonly config: Config;
  readonly storage: Storage;
  /** Whatever plays prompts. */
  readonly uses: readonly PromptUse[];
  readonly soundsDir: string;
  readonly logger: Logger;
}

/** Prompts, and who reads texts aloud. */
export function openPrompts({ config, storage, uses, soundsDir, logger }: OpenPrompts): Prompts {
  const { TTS_URL: url, TTS_KIND: kind, TTS_KEY: key, TTS_MODEL: model, TTS_VOICES: voices } = config;
  const speech = createSpeech({ url, kind, key, model, voices: voices === undefined ? undefined : voicesOf(voices) });
  return createPrompts({ storage, speech, uses, soundsDir, logger: logger.child({ domain: 'media' }) });
}

/** `en:amy,de:thorsten`, whose form the configuration checked. */
function voicesOf(text: string): readonly { readonly language: Language; readonly id: string }[] {
  return text.split(',').map((part) => ({ language: part.startsWith('de:') ? 'de' : 'en', id: part.slice(3) }));
}
