import type { Clip } from '../media-engine.ts';
import { opusClip } from '../sounds/opus-clip.ts';
import type { PromptClips } from '../sounds/sound-clips.ts';
import type { PromptObjects } from './prompt-objects.ts';
import type { PromptStore } from './prompt-store.ts';

/** Prompts as clips. A prompt with new audio has a new object, and so another key: players load it anew. */
export class LibraryClips implements PromptClips {
  readonly #store: Pick<PromptStore, 'get'>;
  readonly #objects: PromptObjects;

  constructor(options: { readonly store: Pick<PromptStore, 'get'>; readonly objects: PromptObjects }) {
    this.#store = options.store;
    this.#objects = options.objects;
  }

  async clipOf(tenantId: string, promptId: string): Promise<Clip | undefined> {
    const prompt = await this.#store.get(tenantId, promptId);
    if (!prompt) return undefined;
    const { objectId, durationMs } = prompt;
    return opusClip({ key: `prompt/${objectId}`, durationMs, read: () => this.#objects.readAll(tenantId, objectId) });
  }
}
