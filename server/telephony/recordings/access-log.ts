import type { RecordingSide } from '../../../protocol/media/recordings.ts';
import type { Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RecordingStore } from './recording-store.ts';

/** A player asks for one range after the other, and for two tracks at once: that is one listening. */
const listeningMs = 10 * 60_000;
/** Both voices are exported one after the other: that is one export. The same voice again is another one. */
const exportMs = 60_000;
const maxRemembered = 1000;

interface Access {
  readonly sinceMs: number;
  /** Of an export: the tracks that it had. */
  readonly sides: Set<RecordingSide>;
  /** That it is written down. Whoever asks at the same moment waits for the same line. */
  readonly written: Promise<void>;
}

/** Writes down who listened to or exported what: one line for each listening, and for each export. */
export class AccessLog {
  readonly #store: Pick<RecordingStore, 'addAccess'>;
  readonly #clock: Clock;
  /** Accesses of late, oldest first. */
  readonly #accesses = new Map<string, Access>();

  constructor({ store, clock }: { readonly store: Pick<RecordingStore, 'addAccess'>; readonly clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** On disk when this resolves. */
  async note(
    { tenantId, userId }: Actor,
    recordingId: string,
    { purpose, side }: { readonly purpose: 'listen' | 'export'; readonly side: RecordingSide },
  ): Promise<void> {
    const key = `${tenantId} ${userId} ${recordingId} ${purpose}`;
    const known = this.#accesses.get(key);
    if (known && this.#belongs(known, purpose, side)) {
      known.sides.add(side);
      return known.written;
    }
    const sinceMs = this.#clock.now();
    const access = {
      sinceMs,
      sides: new Set([side]),
      written: this.#store.addAccess(tenantId, recordingId, { userId, purpose, atMs: sinceMs }),
    };
    this.#remember(key, access);
    try {
      await access.written;
    } catch (error) {
      // What is not written down is to be written with the next attempt.
      if (this.#accesses.get(key) === access) this.#accesses.delete(key);
      throw error;
    }
  }

  #belongs({ sinceMs, sides }: Access, purpose: 'listen' | 'export', side: RecordingSide): boolean {
    const ageMs = this.#clock.now() - sinceMs;
    return purpose === 'listen' ? ageMs < listeningMs : ageMs < exportMs && !sides.has(side);
  }

  #remember(key: string, access: Access): void {
    this.#accesses.delete(key);
    this.#accesses.set(key, access);
    const [oldest] = this.#accesses.keys();
    if (oldest !== undefined && this.#accesses.size > maxRemembered) this.#accesses.delete(oldest);
  }
}
