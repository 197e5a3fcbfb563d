import type { Logger } from '../../platform/logger.ts';
import type { ObjectReader, SealedObjects } from '../../storage/index.ts';

/** Where the audio of prompts lies: sealed, one object each, never changed. */
export class PromptObjects {
  readonly #objects: SealedObjects;
  readonly #logger: Logger;

  constructor(options: { readonly objects: SealedObjects; readonly logger: Logger }) {
    this.#objects = options.objects;
    this.#logger = options.logger;
  }

  /** Resolves to the object's id once it is on disk. */
  async keep(tenantId: string, content: Uint8Array): Promise<string> {
    const writer = await this.#objects.create({ tenantId, retentionClass: 'prompts', contentType: 'audio/ogg' });
    try {
      await writer.write(content);
      await writer.finish();
      return writer.id;
    } catch (error) {
      await writer.discard();
      throw error;
    }
  }

  /** Whoever asked closes the reader. */
  open(tenantId: string, objectId: string): Promise<ObjectReader | undefined> {
    return this.#objects.open(tenantId, objectId);
  }

  async readAll(tenantId: string, objectId: string): Promise<Buffer> {
    const reader = await this.#objects.open(tenantId, objectId);
    if (!reader) throw new Error('the audio of a prompt is not there');
    try {
      return await reader.read(0, reader.facts.bytes);
    } finally {
      await reader.close();
    }
  }

  /** Never rejects: what was to be done is done, and audio that nothing names harms nobody. */
  async remove(tenantId: string, objectId: string): Promise<void> {
    try {
      await this.#objects.delete(tenantId, objectId);
    } catch (error) {
      this.#logger.warn({ err: error, tenantId, objectId }, 'the audio of a prompt could not be removed');
    }
  }
}
