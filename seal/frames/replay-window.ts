const windowFrames = 1024n;

/** Lets each counter of a key through once; what is 1024 frames behind the newest is too late. */
export class ReplayWindow {
  #newest = -1n;
  readonly #seen = new Uint8Array(Number(windowFrames));

  /** Whether a frame of this counter would be let through now. */
  isFresh(counter: bigint): boolean {
    if (counter > this.#newest) return true;
    if (counter <= this.#newest - windowFrames) return false;
    return this.#seen[Number(counter % windowFrames)] !== 1;
  }

  /** Only for frames whose tag fitted: a forger does not move the window. */
  note(counter: bigint): void {
    if (counter > this.#newest) {
      const from = counter - this.#newest > windowFrames ? counter - windowFrames + 1n : this.#newest + 1n;
      for (let at = from; at < counter; at += 1n) this.#seen[Number(at % windowFrames)] = 0;
      this.#newest = counter;
    }
    this.#seen[Number(counter % windowFrames)] = 1;
  }
}
