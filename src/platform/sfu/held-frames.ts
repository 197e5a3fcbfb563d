/** Together with the first picture of a large screen: some hundred kilobytes, and as much again for each second. */
export const holdLimits = { frames: 120, bytes: 4 * 1024 * 1024, ms: 3_000 } as const;

/**
 * Frames of a stream that nobody has named yet, in their order. When they are too many, too large or too old (`drop`) none is kept any more: what
 * follows a missing frame is of no use without a new key frame.
 */
export class HeldFrames<Frame extends { readonly data: ArrayBuffer }> {
  #frames: Frame[] = [];
  #bytes = 0;
  #hasDropped = false;

  /** Something came that is not kept. */
  get hasDropped(): boolean {
    return this.#hasDropped;
  }

  add(frame: Frame): void {
    this.#bytes += frame.data.byteLength;
    if (this.#hasDropped || this.#frames.length >= holdLimits.frames || this.#bytes > holdLimits.bytes) return this.drop();
    this.#frames.push(frame);
    return undefined;
  }

  /** None of them, and none after them. */
  drop(): void {
    this.#hasDropped = true;
    this.#frames = [];
  }

  /** All of them; none is here any more. */
  take(): readonly Frame[] {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }
}
