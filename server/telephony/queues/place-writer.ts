import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { inBackground } from '../calls/background.ts';
import type { Changer } from '../groups/named-store.ts';
import type { CallbackStore, StoredCallback } from './callback-store.ts';

export interface PlaceWriterOptions {
  readonly tenantId: string;
  readonly store: Pick<CallbackStore, 'save'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const againAfterMs = 5_000;

interface Unwritten {
  readonly place: StoredCallback;
  readonly by: Changer | undefined;
}

/**
 * Writes what becomes of kept places behind what happens: one at a time, the newest state of each. While the database is away it
 * tries again, so that nobody is called back twice.
 */
export class PlaceWriter {
  readonly #options: PlaceWriterOptions;
  readonly #unwritten = new Map<string, Unwritten>();
  #isWriting = false;
  #again: Timer | undefined;
  #isClosed = false;

  constructor(options: PlaceWriterOptions) {
    this.#options = options;
  }

  write(place: StoredCallback, by: Changer | undefined): void {
    this.#unwritten.set(place.id, { place, by });
    inBackground(this.#options.logger, 'writing kept places', this.#run());
  }

  /** No more attempts; what is under way is written. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#again?.stop();
  }

  async #run(): Promise<void> {
    const { tenantId, store, logger } = this.#options;
    if (this.#isWriting || this.#again) return;
    this.#isWriting = true;
    try {
      for (const [id, unwritten] of this.#unwritten) {
        await store.save(tenantId, unwritten.place, unwritten.by);
        // While it was written there may have been something newer.
        if (this.#unwritten.get(id) === unwritten) this.#unwritten.delete(id);
      }
    } catch (error) {
      logger.error({ err: error, waiting: this.#unwritten.size }, 'kept places could not be written');
      this.#tryAgain();
    } finally {
      this.#isWriting = false;
    }
    if (this.#unwritten.size > 0 && !this.#again && !this.#isClosed) await this.#run();
  }

  #tryAgain(): void {
    if (this.#isClosed) return;
    this.#again = this.#options.clock.after(againAfterMs, () => {
      this.#again = undefined;
      inBackground(this.#options.logger, 'writing kept places', this.#run());
    });
  }
}
