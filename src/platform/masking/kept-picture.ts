/** A copy claims to be this much older than it is: a new picture that is on its way meanwhile says when its capture began, and none may go back. */
const captureMs = 10;

/** The last picture of a source as it came, unmasked, for going again. Pictures of a source are few: it is given back as soon as it is copied. */
export class KeptPicture {
  #frame: VideoFrame | undefined;
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #about: (VideoFrameBufferInit & { readonly keptAt: number }) | undefined;

  keep(frame: VideoFrame, now: number): void {
    this.drop();
    const { format, visibleRect, displayWidth, displayHeight, timestamp, colorSpace } = frame;
    // What only the graphics card can read is not copied.
    if (format === null || visibleRect === null) return;
    const { width: codedWidth, height: codedHeight } = visibleRect;
    this.#frame = frame.clone();
    this.#about = { format, codedWidth, codedHeight, displayWidth, displayHeight, timestamp, colorSpace, keptAt: now };
  }

  /** @returns the same picture as of now; undefined when there is none, or another by the time that it is copied */
  async again(now: () => number): Promise<VideoFrame | undefined> {
    const about = this.#about;
    if (!about) return undefined;
    if (this.#frame) await this.#copy(this.#frame);
    if (about !== this.#about || !this.#bytes) return undefined;
    const { keptAt, ...init } = about;
    const elapsedMs = Math.max(0, now() - keptAt - captureMs);
    return new VideoFrame(this.#bytes, { ...init, timestamp: init.timestamp + 1 + Math.round(elapsedMs * 1_000) });
  }

  drop(): void {
    this.#frame?.close();
    this.#frame = undefined;
    this.#bytes = undefined;
    this.#about = undefined;
  }

  async #copy(frame: VideoFrame): Promise<void> {
    const bytes = new Uint8Array(frame.allocationSize());
    const layout = await frame.copyTo(bytes);
    if (frame !== this.#frame || !this.#about) return;
    this.#bytes = bytes;
    this.#about = Object.assign(this.#about, { layout });
    this.#frame = undefined;
    frame.close();
  }
}
