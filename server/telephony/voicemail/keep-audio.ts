import { recordingContentType } from '../../media/index.ts';
import type { RetentionClass, SealedObjects } from '../../storage/index.ts';

/** Seals a recording; gives the id of its object. Nothing is left behind when it fails. @throws {StorageError} */
export async function keepAudio(
  objects: SealedObjects,
  owner: { readonly tenantId: string; readonly retentionClass: RetentionClass },
  content: Uint8Array,
): Promise<string> {
  const writer = await objects.create({ ...owner, contentType: recordingContentType });
  try {
    await writer.write(content);
    await writer.finish();
    return writer.id;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
