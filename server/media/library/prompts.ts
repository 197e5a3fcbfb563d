import type { Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Audit, Database, SealedObjects } from '../../storage/index.ts';
import { AudioWorkshop } from '../audio/workshop.ts';
import type { Clip } from '../media-engine.ts';
import { BuiltInClips } from '../sounds/built-in-clips.ts';
import { SoundClips } from '../sounds/sound-clips.ts';
import type { SpeechSynthesis } from '../speech/speech-synthesis.ts';
import { LibraryClips } from './library-clips.ts';
import { PromptObjects } from './prompt-objects.ts';
import { PromptService, type PromptUse } from './prompt-service.ts';
import { SqlPromptStore } from './prompt-store.sql.ts';

export interface PromptsOptions {
  readonly storage: { readonly db: Pick<Database, 'inTenant'>; readonly audit: Pick<Audit, 'append'>; readonly objects: SealedObjects };
  readonly speech: SpeechSynthesis;
  /** Whatever plays prompts says so here; more may be added until the first prompt is deleted. */
  readonly uses: readonly PromptUse[];
  /** Where the sounds of tools/sounds lie. */
  readonly soundsDir: string;
  readonly logger: Logger;
}

/** Prompts of tenants, and what plans, queues and boxes say with them. */
export interface Prompts {
  readonly service: PromptService;
  readonly workshop: AudioWorkshop;
  readonly speech: SpeechSynthesis;
  /** See `SoundClips`: never rejects. */
  clips(tenantId: string, sounds: readonly Sound[], language: Language): Promise<readonly Clip[]>;
}

export function createPrompts({ storage, speech, uses, soundsDir, logger }: PromptsOptions): Prompts {
  const store = new SqlPromptStore(storage.db, storage.audit);
  const objects = new PromptObjects({ objects: storage.objects, logger });
  const workshop = new AudioWorkshop();
  const sounds = new SoundClips({ builtIn: new BuiltInClips(soundsDir), prompts: new LibraryClips({ store, objects }), logger });
  return {
    service: new PromptService({ store, objects, workshop, speech, uses }),
    workshop,
    speech,
    clips: (tenantId, list, language) => sounds.clips(tenantId, list, language),
  };
}
