/** A copy claims to be this much older than it is: a new picture that is on its way meanwhile says when its capture began, and none may go back. */
const captureMs = 10;

interface Picture {
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** Microseconds. */
  readonly timestamp: number;
  readonly keptAt: number;
}
interface Content {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly how: Omit<VideoFrameBufferInit, 'timestamp'>;
}

/** The last picture of a source as it came, unmasked, for going again. Pictures of a source are few: it is given back as soon as it is copied. */
export class KeptPicture {
  #picture: Picture | undefined;
  #frame: VideoFrame | undefined;
  #content: Content | undefined;

  keep(frame: VideoFrame, now: number): void {
    this.drop();
    const { displayWidth, displayHeight, timestamp } = frame;
    this.#picture = { displayWidth, displayHeight, timestamp, keptAt: now };
    // What only the graphics card can read is not copied.
    if (frame.format !== null) this.#frame = frame.clone();
  }

  /**
   * `isHiding`: what was sent of it may not stay in sight, so that it is black from now on where it cannot be copied.
   * @returns the same picture as of now; undefined when it cannot be copied, when there is none, or another by the time that it is copied
   */
  async again(now: () => number, { isHiding = false } = {}): Promise<VideoFrame | undefined> {
    const picture = this.#picture;
    if (!picture) return undefined;
    if (this.#frame) await this.#copy(this.#frame);
    if (picture !== this.#picture) return undefined;
    if (isHiding) this.#content ??= blackOf(picture);
    if (!this.#content) return undefined;
    const elapsedMs = Math.max(0, now() - picture.keptAt - captureMs);
    const { displayWidth, displayHeight, timestamp } = picture;
    const when = timestamp + 1 + Math.round(elapsedMs * 1_000);
    return new VideoFrame(this.#content.bytes, { ...this.#content.how, displayWidth, displayHeight, timestamp: when });
  }

  drop(): void {
    this.#frame?.close();
    this.#picture = this.#frame = this.#content = undefined;
  }

  async #copy(frame: VideoFrame): Promise<void> {
    const content = await contentOf(frame).catch(() => undefined);
    if (frame !== this.#frame) return;
    this.#content = content;
    this.#frame = undefined;
    frame.close();
  }
}

async function contentOf(frame: VideoFrame): Promise<Content | undefined> {
  const { format, visibleRect, colorSpace } = frame;
  if (format === null || visibleRect === null) return undefined;
  const { width: codedWidth, height: codedHeight } = visibleRect;
  const bytes = new Uint8Array(frame.allocationSize());
  const layout = await frame.copyTo(bytes);
  return { bytes, how: { format, codedWidth, codedHeight, colorSpace, layout } };
}

function blackOf({ displayWidth: codedWidth, displayHeight: codedHeight }: Picture): Content {
  return { bytes: new Uint8Array(codedWidth * codedHeight * 4), how: { format: 'RGBX', codedWidth, codedHeight } };
}
