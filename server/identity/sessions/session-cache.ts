import type { Clock } from '../../platform/clock.ts';
import { LruMap } from '../../platform/lru-map.ts';
import type { Session, Tenant, User } from '../entities.ts';

/** Everything that a request needs to know about who asks. */
export interface LiveSession {
  readonly tenant: Tenant;
  readonly user: User;
  readonly session: Session;
  /** Extension numbers, in the order in which they were made. */
  readonly extensions: readonly string[];
}

interface Entry {
  readonly live: LiveSession;
  readonly readAtMs: number;
}

/** Long enough to spare the database, short enough for what another node changes. */
const maxAgeMs = 30_000;
const maxEntries = 5_000;

/** Live sessions by token hash. What is read while something changes is not kept. */
export class SessionCache {
  readonly #clock: Clock;
  readonly #entries = new LruMap<string, Entry>(maxEntries);
  #changes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get(hash: string): LiveSession | undefined {
    const entry = this.#entries.get(hash);
    if (!entry) return undefined;
    if (this.#clock.monotonicMs() - entry.readAtMs < maxAgeMs) return entry.live;
    this.#entries.delete(hash);
    return undefined;
  }

  /** Reads with `read` and keeps the answer, unless a change was told meanwhile: the answer may be older than it. */
  async fill(hash: string, read: () => Promise<LiveSession | undefined>): Promise<LiveSession | undefined> {
    const changesBefore = this.#changes;
    const live = await read();
    if (live && changesBefore === this.#changes) this.#entries.set(hash, { live, readAtMs: this.#clock.monotonicMs() });
    return live;
  }

  /** Replaces what is known of one session, if it is. */
  refresh(hash: string, live: LiveSession): void {
    if (this.get(hash)) this.#entries.set(hash, { live, readAtMs: this.#clock.monotonicMs() });
  }

  forget(isGone: (live: LiveSession) => boolean): void {
    this.#changes += 1;
    this.#entries.deleteWhere((entry) => isGone(entry.live));
  }
}
