/** Nobody's hand rests longer than this between two inputs that belong together. */
const livelyMs = 5_000;
/** What an input changes is painted and captured within this: what comes just before it would hold it up in the encoder. */
const changeMs = 50;
/** Of a picture that stands still: its encoder takes it at the latest a second after the one before. */
const quietMs = [250, 250, 500] as const;
/** As often as the eye needs, and not more pixels a second than an old computer encodes beside its work. */
const leastMs = 33;
const pixelsPerMs = 30_000;

/**
 * When the picture that is there is sent again although nothing new was captured. Chromium's encoder for screens leaves out a picture that comes
 * sooner after another than the mean of the last seconds (0.85 of it), and does not come back to it: on a screen on which little moves that is
 * up to 0.85 s. So what stands still is sent a few times more; and while somebody's hand is in the page so often that hardly anything comes
 * too soon.
 */
export class AgainPace {
  #writtenAt: number | undefined;
  #touchedAt = -Infinity;
  #times = 0;
  #everyMs = leastMs;

  /** A new picture goes. */
  noteNew(now: number, pixels: number): void {
    this.#writtenAt = now;
    this.#times = 0;
    this.#everyMs = Math.max(leastMs, pixels / pixelsPerMs);
  }

  /** The same one went again. */
  noteAgain(now: number): void {
    this.#writtenAt = now;
    this.#times += 1;
  }

  /** It went with other masks: the encoder may leave it out as it may a new one. */
  noteMasked(now: number): void {
    this.#writtenAt = now;
    this.#times = 0;
  }

  /** Somebody does something in the page from afar. */
  touch(now: number): void {
    this.#touchedAt = now;
  }

  /** When the picture is due again; undefined: not before something happens. */
  dueAt(now: number): number | undefined {
    if (this.#writtenAt === undefined) return undefined;
    if (now - this.#touchedAt < livelyMs) {
      const nextAt = this.#writtenAt + this.#everyMs;
      return Math.max(nextAt, Math.min(this.#touchedAt + changeMs, nextAt + changeMs));
    }
    const waitMs = quietMs[this.#times];
    return waitMs === undefined ? undefined : this.#writtenAt + waitMs;
  }
}
