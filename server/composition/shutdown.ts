import type { Logger } from '../platform/logger.ts';

interface Step {
  readonly name: string;
  readonly close: () => Promise<void> | void;
}

/** What was started, to be closed in the opposite order. A step that fails is logged and does not keep the others from closing. */
export class Shutdown {
  readonly #steps: Step[] = [];
  readonly #logger: Logger;
  readonly #lifetime = new AbortController();
  #running: Promise<void> | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Aborted when stopping is over: subscriptions of the whole server live as long. */
  get lifetime(): AbortSignal {
    return this.#lifetime.signal;
  }

  /** Adds a step that runs before all that were added earlier. */
  add(name: string, close: Step['close']): void {
    this.#steps.push({ name, close });
  }

  /** Closes everything once; later calls wait for the first. */
  stop(why: string): Promise<void> {
    return (this.#running ??= this.#close(why));
  }

  async #close(why: string): Promise<void> {
    this.#logger.info({ why }, 'stopping');
    for (const { name, close } of this.#steps.toReversed()) {
      try {
        await close();
      } catch (error) {
        this.#logger.error({ err: error, step: name }, 'a part did not close cleanly');
      }
    }
    this.#lifetime.abort();
    this.#logger.info('stopped');
  }
}
