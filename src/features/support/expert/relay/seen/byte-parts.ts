/**
 * What bytes are that pass through the server. `ciphertext` and `tag` are the seal's and say nothing to it; `unsealed` is what has no seal where
 * one should be; all others are meant to be read.
 */
export type PartKind =
  | 'rtp'
  | 'extension'
  | 'descriptor'
  | 'clear'
  | 'seal'
  | 'ciphertext'
  | 'tag'
  | 'padding'
  | 'unsealed'
  | 'body'
  | 'handshake'
  | 'mls'
  | 'piece';

export interface BytePart {
  readonly kind: PartKind;
  /** Place in the whole. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export function isSealed({ kind }: Pick<BytePart, 'kind'>): boolean {
  return kind === 'ciphertext' || kind === 'tag';
}

/** How many bytes can be read, and how many cannot. */
export function countOf(parts: readonly BytePart[]): { readonly readable: number; readonly sealed: number } {
  let [readable, sealed] = [0, 0];
  for (const part of parts) {
    if (isSealed(part)) sealed += part.bytes.length;
    else readable += part.bytes.length;
  }
  return { readable, sealed };
}

/** Takes bytes from the front, part after part. */
export class Cutter {
  readonly parts: BytePart[] = [];
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  /** As many as there are, at most. Of nothing there is no part. */
  cut(kind: PartKind, length: number): void {
    const bytes = this.rest.subarray(0, Math.max(0, length));
    if (bytes.length === 0) return;
    this.parts.push({ kind, at: this.#at, bytes });
    this.#at += bytes.length;
  }
}
