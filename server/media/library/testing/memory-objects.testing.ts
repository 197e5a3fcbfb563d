import { Readable } from 'node:stream';
import { newId } from '../../../platform/ids.ts';
import type { NewObject, ObjectFacts, ObjectReader, ObjectWriter, SealedObjects } from '../../../storage/objects/sealed-objects.ts';

interface Kept {
  readonly object: NewObject;
  readonly content: Buffer;
  readonly isWhole: boolean;
}

/** Objects in memory, not sealed. */
export class MemoryObjects implements SealedObjects {
  readonly kept = new Map<string, Kept>();

  async create(object: NewObject): Promise<ObjectWriter> {
    const id = newId();
    const chunks: Uint8Array[] = [];
    const keep = (isWhole: boolean): ObjectFacts => {
      const content = Buffer.concat(chunks);
      this.kept.set(id, { object, content, isWhole });
      return { id, contentType: object.contentType, bytes: content.byteLength, isWhole };
    };
    return {
      id,
      write: async (content) => void chunks.push(content),
      closeChunk: async () => void keep(false),
      finish: async () => keep(true),
      cut: async () => keep(false),
      discard: async () => void this.kept.delete(id),
    };
  }

  async open(tenantId: string, id: string): Promise<ObjectReader | undefined> {
    const kept = this.kept.get(id);
    if (!kept || kept.object.tenantId !== tenantId) return undefined;
    const { content, isWhole, object } = kept;
    return {
      facts: { id, contentType: object.contentType, bytes: content.byteLength, isWhole },
      read: async (start, end) => content.subarray(start, end),
      stream: (start, end) => Readable.from([content.subarray(start, end)]),
      close: async () => undefined,
    };
  }

  async delete(tenantId: string, id: string): Promise<void> {
    if (this.kept.get(id)?.object.tenantId === tenantId) this.kept.delete(id);
  }
}
