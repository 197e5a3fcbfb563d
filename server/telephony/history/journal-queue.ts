import type { CallEvent, CallSnapshot } from './call-record.ts';
import type { JournalEntry } from './journal.ts';

/** Calls that may wait for the database: a day's calls of a large office, about 40 MB. */
export const maxWaitingCalls = 20_000;
/** Events of one call that may wait. */
export const maxWaitingEvents = 1_000;

/** What is to be written of one call: its newest state and every event since the last one on disk. */
export interface Waiting {
  readonly snapshot: CallSnapshot;
  readonly events: readonly CallEvent[];
  readonly isMilestone: boolean;
  readonly done: readonly ((isWritten: boolean) => void)[];
}

/** Entries in order of arrival, one per call: a newer entry of a call joins the one that waits. */
export class JournalQueue {
  #byCall = new Map<string, Waiting>();

  get size(): number {
    return this.#byCall.size;
  }

  /** False when there is no room. */
  add(entry: JournalEntry, done: (isWritten: boolean) => void): boolean {
    const before = this.#byCall.get(entry.snapshot.id);
    if (!before && this.#byCall.size >= maxWaitingCalls) return false;
    if (before && before.events.length + entry.events.length > maxWaitingEvents) return false;
    this.#byCall.set(entry.snapshot.id, merge(before, { ...entry, done: [done] }));
    return true;
  }

  /** Takes up to `count` of the oldest, all of one tenant: a transaction is bound to one. */
  take(count: number): readonly Waiting[] {
    const taken: Waiting[] = [];
    for (const [id, waiting] of this.#byCall) {
      if (taken.length >= count) break;
      if (taken[0] && waiting.snapshot.tenantId !== taken[0].snapshot.tenantId) continue;
      taken.push(waiting);
      this.#byCall.delete(id);
    }
    return taken;
  }

  /** Puts back what could not be written, before all others. */
  putBack(batch: readonly Waiting[]): void {
    const rest = this.#byCall;
    this.#byCall = new Map();
    for (const waiting of batch) {
      const newer = rest.get(waiting.snapshot.id);
      rest.delete(waiting.snapshot.id);
      this.#byCall.set(waiting.snapshot.id, newer ? merge(waiting, newer) : waiting);
    }
    for (const [id, waiting] of rest) this.#byCall.set(id, waiting);
  }
}

function merge(before: Waiting | undefined, after: Waiting): Waiting {
  if (!before) return after;
  return {
    snapshot: after.snapshot,
    events: [...before.events, ...after.events],
    isMilestone: before.isMilestone || after.isMilestone,
    done: [...before.done, ...after.done],
  };
}
