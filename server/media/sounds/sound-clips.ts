import type { Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Clip } from '../media-engine.ts';
import type { BuiltInClips } from './built-in-clips.ts';

/** Finds the audio of a tenant's prompts. */
export interface PromptClips {
  /** `undefined` when this tenant has no such prompt. */
  clipOf(tenantId: string, promptId: string): Promise<Clip | undefined>;
}

export interface SoundClipsOptions {
  readonly builtIn: BuiltInClips;
  readonly prompts: PromptClips;
  readonly logger: Logger;
}

/** Makes clips of what plans, queues and voicemail boxes say. */
export class SoundClips {
  readonly #options: SoundClipsOptions;

  constructor(options: SoundClipsOptions) {
    this.#options = options;
  }

  /**
   * The clips of `sounds`, in order. Never rejects: in the place of a prompt that is not there (any more) the caller hears that it
   * is not available, and what cannot be read at all is left out; both are logged.
   */
  async clips(tenantId: string, sounds: readonly Sound[], language: Language): Promise<readonly Clip[]> {
    const parts = await Promise.all(sounds.map((sound) => this.#clipsOf(tenantId, sound, language)));
    return parts.flat();
  }

  async #clipsOf(tenantId: string, sound: Sound, language: Language): Promise<readonly Clip[]> {
    try {
      return await this.#find(tenantId, sound, language);
    } catch (error) {
      this.#options.logger.error({ err: error, tenantId, kind: sound.kind }, 'a sound cannot be played');
      return [];
    }
  }

  async #find(tenantId: string, sound: Sound, language: Language): Promise<readonly Clip[]> {
    const { builtIn } = this.#options;
    switch (sound.kind) {
      case 'phrase':
        return [await builtIn.phrase(sound.phrase, language)];
      case 'number':
        return Promise.all(builtIn.number(sound.value, language));
      case 'digits':
        return Promise.all(builtIn.digits(sound.digits, language));
      default:
        return [await this.#prompt(tenantId, sound.promptId, language)];
    }
  }

  async #prompt(tenantId: string, promptId: string, language: Language): Promise<Clip> {
    const { builtIn, prompts, logger } = this.#options;
    const found = await prompts.clipOf(tenantId, promptId);
    if (found) return found;
    logger.warn({ tenantId, promptId }, 'a prompt that is to be played does not exist');
    return builtIn.phrase('not-available', language);
  }
}
