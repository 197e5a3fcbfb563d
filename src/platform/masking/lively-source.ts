/** A hand that does nothing for this long rests. */
const restMs = 5_000;
const livelyRate = 60;

/** A source that is captured more often while somebody does something from afar in what it shows: what that changes waits half as long. */
export class LivelySource {
  readonly #source: MediaStreamTrack;
  readonly #usual: MediaTrackConstraints;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(source: MediaStreamTrack) {
    this.#source = source;
    this.#usual = source.getConstraints();
  }

  touch(): void {
    if (this.#rest === undefined) this.#apply({ ...this.#usual, frameRate: { max: livelyRate } });
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      this.#apply(this.#usual);
    }, restMs);
  }

  /** Mine, idempotent. */
  close(): void {
    clearTimeout(this.#rest);
  }

  /** A wish: where the browser cannot, all stays as it was. */
  #apply(constraints: MediaTrackConstraints): void {
    this.#source.applyConstraints(constraints).catch(() => undefined);
  }
}
