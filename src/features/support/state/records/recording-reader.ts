import type { ArtefactOpener, Bytes } from '../../../../../seal/index.ts';

export interface RecordingReaderParts {
  readonly opener: Pick<ArtefactOpener, 'contentType' | 'isWhole'>;
  /** What is in the first part. */
  readonly first: Bytes;
  /** How many parts there are. */
  readonly parts: number;
  /** Fetches and opens one. Rejects with ApiFailure and RecordFailure. */
  readonly open: (part: number) => Promise<Bytes>;
}

/** A recording that is opened part by part: no more of it is in memory than whoever reads it holds. */
export class RecordingReader {
  readonly contentType: string;
  readonly #parts: RecordingReaderParts;
  #next = 0;

  constructor(parts: RecordingReaderParts) {
    this.#parts = parts;
    this.contentType = parts.opener.contentType;
  }

  /** What was read of it, 0 to 1. */
  get share(): number {
    return this.#next / this.#parts.parts;
  }

  /** Once all is read. False: it has no end, because a page was closed or a line was cut. */
  get isWhole(): boolean {
    return this.#parts.opener.isWhole;
  }

  /** What comes next; undefined: that was all. Not called again before it is answered. Rejects with ApiFailure and RecordFailure. */
  async read(): Promise<Bytes | undefined> {
    const { first, parts, open } = this.#parts;
    if (this.#next >= parts) return undefined;
    const content = this.#next === 0 ? first : await open(this.#next);
    this.#next += 1;
    return content;
  }
}
