import { randomInt } from 'node:crypto';
import type { ObjectReader, RetentionClass, SealedObjects } from '../../storage/index.ts';
import { MediaError } from '../media-engine.ts';
import { readOggRecording } from '../opus/ogg-recording.ts';
import type { OggRecording } from '../opus/ogg-recording.ts';
import { OggWriter, preSkipSamples } from '../opus/ogg-writer.ts';
import { packetSamples, samplesPerMs } from '../opus/opus-packets.ts';
import type { AudioDesk } from './audio-desk.ts';
import { recordingContentType } from './recorder.ts';

export interface TrimRequest {
  readonly tenantId: string;
  readonly objectId: string;
  readonly retentionClass: RetentionClass;
}

export interface Trimmed {
  readonly objectId: string;
  readonly durationMs: number;
}

/** Kept before and behind speech, so that no sound is cut off. */
const marginMs = 250;
const pageSamples = 1000 * samplesPerMs;

/**
 * Takes the silence at the begin and the end out of a recording: a new object is written without decoding, the old one deleted. Gives
 * undefined when nobody says anything in it; the object is left alone then.
 * @throws {StorageError}
 * @throws {MediaError} `unavailable` when there is no such recording
 */
export async function trimSilence(objects: SealedObjects, desk: AudioDesk, request: TrimRequest): Promise<Trimmed | undefined> {
  const file = await readAll(objects, request.tenantId, request.objectId);
  const bounds = await desk.ask('speech', file);
  if (!bounds) return undefined;
  const recording = readOggRecording(file);
  const [from, to] = [Math.max(0, bounds.startMs - marginMs), Math.min(recording.samples / samplesPerMs, bounds.endMs + marginMs)];
  const { pages, samples } = cutOut(recording, from * samplesPerMs, to * samplesPerMs);
  const writer = await objects.create({
    tenantId: request.tenantId,
    retentionClass: request.retentionClass,
    contentType: recordingContentType,
  });
  try {
    for (const page of pages) await writer.write(page);
    await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  await objects.delete(request.tenantId, request.objectId);
  return { objectId: writer.id, durationMs: Math.round(samples / samplesPerMs) };
}

/** A file's bytes. @throws {MediaError} `unavailable` when there is none */
export async function readAll(objects: SealedObjects, tenantId: string, objectId: string): Promise<Buffer> {
  const reader: ObjectReader | undefined = await objects.open(tenantId, objectId);
  if (!reader) throw new MediaError('unavailable', 'there is no such recording');
  try {
    return await reader.read(0, reader.facts.bytes);
  } finally {
    await reader.close();
  }
}

/** Begins 80 ms before `from`: the decoder is warm when it is heard. */
function cutOut(
  { packets, preSkip }: OggRecording,
  from: number,
  to: number,
): { readonly pages: readonly Buffer[]; readonly samples: number } {
  const ogg = new OggWriter({ serial: randomInt(2 ** 32), channels: 1, inputSampleRate: 48_000 });
  const pages: Buffer[] = [ogg.begin()];
  // With the recording's own pre-skip; what is heard from `from` on is decoded from `from - 80 ms` on.
  let at = 0;
  let begin: number | undefined;
  let paged = 0;
  for (const packet of packets) {
    const [start, end] = [at, at + packetSamples(packet)];
    at = end;
    if (end <= preSkip + from - preSkipSamples || start >= preSkip + to) continue;
    begin ??= start;
    if (ogg.samples - paged >= pageSamples) {
      const page = ogg.closePage();
      if (page) pages.push(page);
      paged = ogg.samples;
    }
    const full = ogg.add(packet, end - start);
    if (full) pages.push(full);
  }
  const endSamples = Math.min(ogg.samples, Math.round(preSkip + to - (begin ?? 0)));
  pages.push(ogg.end(endSamples));
  return { pages, samples: endSamples - preSkipSamples };
}
