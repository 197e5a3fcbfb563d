/** Runs of one code that a browser takes part in: each gives the other side one guess. */
const mostUnfinished = 3;

/** How often a code was begun and not finished. `burnt` stays. */
export class RunCount {
  #open = 0;
  #unfinished = 0;

  get isBurnt(): boolean {
    return this.#unfinished >= mostUnfinished;
  }

  /** False when no further run may be begun now. */
  begin(): boolean {
    if (this.#open + this.#unfinished >= mostUnfinished) return false;
    this.#open += 1;
    return true;
  }

  finish(): void {
    this.#open -= 1;
  }

  /** True when this one burns the code. */
  fail(): boolean {
    this.#open -= 1;
    this.#unfinished += 1;
    return this.#unfinished === mostUnfinished;
  }
}

/** For the life of the page: a seat that begins again does not begin to count again. */
const counts = new Map<string, RunCount>();

export function runCountOf(seatId: string, routing: string): RunCount {
  const name = `${seatId}/${routing}`;
  const known = counts.get(name) ?? new RunCount();
  counts.set(name, known);
  return known;
}
