import type { SealedObjects } from '../../storage/index.ts';
import { readOggRecording } from '../opus/ogg-recording.ts';
import { samplesPerMs } from '../opus/opus-packets.ts';

/** What there is of a recording whose recorder is gone; undefined when there is no such object. @throws {StorageError} */
export async function measureRecording(
  objects: SealedObjects,
  tenantId: string,
  objectId: string,
): Promise<{ readonly durationMs: number; readonly isWhole: boolean } | undefined> {
  const reader = await objects.open(tenantId, objectId);
  if (!reader) return undefined;
  try {
    const { bytes, isWhole } = reader.facts;
    // A recorder that was killed in its first second left nothing.
    const samples = bytes === 0 ? 0 : readOggRecording(await reader.read(0, bytes)).samples;
    return { durationMs: Math.round(samples / samplesPerMs), isWhole };
  } finally {
    await reader.close();
  }
}
