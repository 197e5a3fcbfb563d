import type { Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RecordingStore } from './recording-store.ts';

/** A player asks for one range after the other, and for two tracks: that is one listening. */
const onceMs = 10 * 60_000;
const maxRemembered = 1000;

/** Writes down who listened to or exported what. */
export class AccessLog {
  readonly #store: Pick<RecordingStore, 'addAccess'>;
  readonly #clock: Clock;
  /** When somebody began to listen, oldest first. */
  readonly #listening = new Map<string, number>();

  constructor({ store, clock }: { readonly store: Pick<RecordingStore, 'addAccess'>; readonly clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  async note({ tenantId, userId }: Actor, recordingId: string, purpose: 'listen' | 'export'): Promise<void> {
    const key = `${tenantId} ${userId} ${recordingId}`;
    const atMs = this.#clock.now();
    const since = this.#listening.get(key);
    if (purpose === 'listen' && since !== undefined && atMs - since < onceMs) return;
    await this.#store.addAccess(tenantId, recordingId, { userId, purpose, atMs });
    if (purpose === 'export') return;
    this.#listening.delete(key);
    this.#listening.set(key, atMs);
    const [oldest] = this.#listening.keys();
    if (oldest !== undefined && this.#listening.size > maxRemembered) this.#listening.delete(oldest);
  }
}
