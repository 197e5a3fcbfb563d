/** Before the first call was handled, one is taken to last this long. */
const firstGuessMs = 180_000;
/** Weight of the newest call in the average (exponential smoothing). */
const weight = 0.2;

/** How long a caller will probably wait: calls before them, shared among the agents, each of the average length. */
export class WaitEstimate {
  #averageMs = firstGuessMs;

  /** A call was handled, wrap-up included. */
  handled(ms: number): void {
    this.#averageMs += weight * (ms - this.#averageMs);
  }

  /** Whole minutes, rounded up; undefined without agents. Position 1 is next. */
  minutes(position: number, agents: number): number | undefined {
    if (agents === 0) return undefined;
    return Math.ceil((position * this.#averageMs) / agents / 60_000);
  }
}
