import { describe, expect, it } from 'vitest';
import { blobOf, writeRecording, type GrowingFile, type RecordingSource } from './save-recording.ts';

/** A recording of as many parts, each of which is counted while it is read and not written. */
class Source implements RecordingSource {
  readonly contentType = 'video/webm';
  open = 0;
  most = 0;
  failsAt = Infinity;
  #at = 0;
  readonly #parts: number;

  constructor(parts: number) {
    this.#parts = parts;
  }

  get share(): number {
    return this.#at / this.#parts;
  }

  read: RecordingSource['read'] = async () => {
    if (this.#at === this.failsAt) throw new Error('changed on its way');
    if (this.#at === this.#parts) return undefined;
    this.#at += 1;
    this.open += 1;
    this.most = Math.max(this.most, this.open);
    return new Uint8Array([this.#at]);
  };
}

class File implements GrowingFile {
  readonly bytes: number[] = [];
  state: 'open' | 'closed' | 'gone' = 'open';
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  write: GrowingFile['write'] = async (content) => {
    await Promise.resolve();
    this.bytes.push(...content);
    this.#source.open -= 1;
  };
  close = async (): Promise<void> => void (this.state = 'closed');
  abort = async (): Promise<void> => void (this.state = 'gone');
}

describe('[SU293] a recording that is saved', () => {
  it('is written part by part: never more than one of them is here', async () => {
    const source = new Source(200);
    const file = new File(source);
    const shares: number[] = [];
    await writeRecording(source, file, (share) => shares.push(share));
    expect([file.bytes.length, file.bytes.at(-1), file.state, source.most]).toEqual([200, 200, 'closed', 1]);
    expect(shares.at(-1)).toBe(1);
    const whole = new Source(200);
    await blobOf(whole, () => undefined);
    expect(whole.most, 'control: a Blob takes all of them').toBe(200);
  });

  it('of which a part does not open is not there afterwards', async () => {
    const source = new Source(10);
    source.failsAt = 5;
    const file = new File(source);
    await expect(writeRecording(source, file, () => undefined)).rejects.toThrow('changed on its way');
    expect(file.state).toBe('gone');
  });
});
