/** What of a recording is in the player. */
export interface PlayedPart {
  readonly bytes: number;
  /** Where it ends, seconds. */
  readonly endsAt: number;
}

/** Held behind what is shown, so that going back a little fetches nothing. */
export const behindBytes = 32 * 1024 * 1024;
/** Held before what is shown. */
export const aheadBytes = 16 * 1024 * 1024;

export interface PlayLimits {
  readonly behind: number;
  readonly ahead: number;
}
const usual: PlayLimits = { behind: behindBytes, ahead: aheadBytes };

/** What is held of a recording around the place that is shown: never more than both limits and one part. */
export class PlayWindow {
  readonly #limits: PlayLimits;
  #parts: readonly PlayedPart[] = [];

  /** @param limits bytes */
  constructor(limits: PlayLimits = usual) {
    this.#limits = limits;
  }

  get heldBytes(): number {
    return this.#parts.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  add(part: PlayedPart): void {
    this.#parts = [...this.#parts, part];
  }

  /** Whether more may come while `now` (seconds) is shown. */
  wantsMore(now: number): boolean {
    const ahead = this.#parts.filter(({ endsAt }) => endsAt > now).reduce((sum, { bytes }) => sum + bytes, 0);
    return ahead < this.#limits.ahead;
  }

  /** Forgets what is too far behind. @returns until where, seconds; undefined: nothing is */
  drop(now: number): number | undefined {
    let behind = 0;
    let kept = this.#parts.length;
    for (const [at, { bytes, endsAt }] of [...this.#parts.entries()].toReversed()) {
      if (endsAt <= now) behind += bytes;
      if (behind > this.#limits.behind) break;
      kept = at;
    }
    if (kept === 0) return undefined;
    const until = this.#parts[kept - 1]?.endsAt;
    this.#parts = this.#parts.slice(kept);
    return until;
  }
}
