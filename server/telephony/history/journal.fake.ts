import type { CallEvent, CallSnapshot } from './call-record.ts';
import type { Journal, JournalEntry } from './journal.ts';

/** A journal in memory: what was written is on disk at once, unless the database is `isDown`. */
export class FakeJournal implements Journal {
  isDown = false;
  readonly entries: JournalEntry[] = [];

  write(entry: JournalEntry): Promise<boolean> {
    this.entries.push(entry);
    // A database that is down answers nobody; the real journal keeps the entry and tries again.
    return this.isDown ? new Promise(() => undefined) : Promise.resolve(true);
  }

  recordOf(callId: string): CallSnapshot | undefined {
    return this.entries.findLast((entry) => entry.snapshot.id === callId)?.snapshot;
  }

  get last(): CallSnapshot | undefined {
    return this.entries.at(-1)?.snapshot;
  }

  eventsOf(callId: string): readonly CallEvent[] {
    return this.entries.filter((entry) => entry.snapshot.id === callId).flatMap((entry) => entry.events);
  }
}
