import type { FrameOrigin } from '../../../seal/frames/index.ts';

export interface Words {
  readonly hasBegun?: true;
  readonly origin?: FrameOrigin;
  readonly isOver?: true;
}

/**
 * What the page says of streams whose transforms are not here yet: messages and transforms come by ways of their own. Of a stream whose
 * transform was here nothing is kept, however late the page speaks of it.
 */
export class EarlyWords {
  readonly #words = new Map<number, Words>();
  /** Transforms come in the order in which they were made, and so streams are numbered. */
  #latest = 0;

  /** What was said first stands: the first name is the only one. */
  add(stream: number, words: Words): void {
    if (stream > this.#latest) this.#words.set(stream, { ...words, ...this.#words.get(stream) });
  }

  /** Its transform is here. @returns what was said of it before */
  take(stream: number): Words {
    const words = this.#words.get(stream) ?? {};
    this.#words.delete(stream);
    this.#latest = Math.max(this.#latest, stream);
    return words;
  }
}
