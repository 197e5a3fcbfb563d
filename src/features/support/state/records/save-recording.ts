import type { Bytes } from '../../../../../seal/index.ts';
import type { RecordingReader } from './recording-reader.ts';

/** A file that grows as it is written. */
export interface GrowingFile {
  write(content: Bytes): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

export type RecordingSource = Pick<RecordingReader, 'read' | 'share' | 'contentType'>;

/** Writes a recording part by part. Rejects with why it did not come to an end; the file is not there then. */
export async function writeRecording(source: RecordingSource, file: GrowingFile, onProgress: (share: number) => void): Promise<void> {
  try {
    for (let content = await source.read(); content !== undefined; content = await source.read()) {
      await file.write(content);
      onProgress(source.share);
    }
    await file.close();
  } catch (failure) {
    // Why it failed is what counts.
    await file.abort().catch(() => undefined);
    throw failure;
  }
}

/** Where no file can be written: one Blob of one for each part, so that the browser may hold them outside of the page. */
export async function blobOf(source: RecordingSource, onProgress: (share: number) => void): Promise<Blob> {
  const blobs: Blob[] = [];
  for (let content = await source.read(); content !== undefined; content = await source.read()) {
    blobs.push(new Blob([content]));
    onProgress(source.share);
  }
  return new Blob(blobs, { type: source.contentType });
}
