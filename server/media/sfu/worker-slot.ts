import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { LivingWorker } from './living-worker.ts';
import type { WorkerOptions } from './living-worker.ts';

/** Waits between attempts to start a replacement: at once, then slower and slower. */
const retryDelaysMs = [0, 100, 200, 500, 1000, 2000];

export interface SlotParts {
  readonly options: WorkerOptions;
  /** The port of this slot; its workers come and go, the port stays. 0 lets each worker choose. */
  readonly port: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called each time a worker of this slot is ready. */
  readonly onReady?: () => void;
}

/** A place for one worker. When the worker dies, its successor takes the same port, retrying until it is free. */
export class WorkerSlot {
  readonly #parts: SlotParts;
  #current: LivingWorker | undefined;
  #retry: Timer | undefined;
  #isClosed = false;

  constructor(parts: SlotParts) {
    this.#parts = parts;
  }

  /** The living worker, if there is one right now. */
  get current(): LivingWorker | undefined {
    return this.#current?.isClosed ? undefined : this.#current;
  }

  /** Starts the first worker. @throws {Error} when that fails: the caller decides what then. */
  async start(): Promise<void> {
    const { options, port, logger } = this.#parts;
    const worker = await LivingWorker.start(options, port);
    if (this.#isClosed) {
      worker.close();
      return;
    }
    this.#current = worker;
    logger.info({ pid: worker.pid, port }, 'media worker started');
    this.#parts.onReady?.();
    void worker.died.then(() => this.#replace(worker));
  }

  close(): void {
    this.#isClosed = true;
    this.#retry?.stop();
    this.#current?.close();
    this.#current = undefined;
  }

  #replace(dead: LivingWorker): void {
    if (this.#isClosed) return;
    this.#parts.logger.error({ pid: dead.pid, legs: dead.legs }, 'media worker died; starting another in its place');
    this.#current = undefined;
    this.#tryAgain(0);
  }

  #tryAgain(attempt: number): void {
    const delayMs = retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 0;
    this.#retry = this.#parts.clock.after(delayMs, () => {
      this.start().catch((error: unknown) => {
        this.#parts.logger.warn({ err: error, attempt, port: this.#parts.port }, 'media worker does not start; trying again');
        if (!this.#isClosed) this.#tryAgain(attempt + 1);
      });
    });
  }
}
