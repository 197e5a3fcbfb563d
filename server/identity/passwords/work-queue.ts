import { ServiceError } from '../../platform/service-error.ts';

/** Runs at most `running` works at once; up to `waiting` more wait their turn, in order. */
export class WorkQueue {
  readonly #maxRunning: number;
  readonly #maxWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(running: number, waiting: number) {
    this.#maxRunning = running;
    this.#maxWaiting = waiting;
  }

  /** @throws {ServiceError} `unavailable` when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#maxRunning) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#maxWaiting) throw new ServiceError('unavailable', { retryAfterSeconds: 5 });
    // Who leaves hands its place over, so that nobody who comes later slips in between.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
