/** Pieces in memory until there are so many; then the browser has them as a Blob, which it puts on disk when it is large. */
const piecesInMemory = 64;

/** What came of a file so far. */
export class KeptPieces {
  #blobs: Blob[] = [];
  #pieces: Uint8Array<ArrayBuffer>[] = [];

  add(piece: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push(piece);
    if (this.#pieces.length < piecesInMemory) return;
    this.#blobs.push(new Blob(this.#pieces));
    this.#pieces = [];
  }

  /** All of it, of no type: nothing that a browser would run or show by itself. */
  blob(): Blob {
    return new Blob([...this.#blobs, ...this.#pieces], { type: 'application/octet-stream' });
  }
}
