import type { CallEvent, CallSnapshot } from './call-record.ts';

export interface JournalEntry {
  /** The whole record as it is now: a later one replaces it. */
  readonly snapshot: CallSnapshot;
  /** What happened since the last entry of this call, in order. */
  readonly events: readonly CallEvent[];
  /** The call began, was answered or ended: both people's pages are told. */
  readonly isMilestone: boolean;
}

/** Where calls write what happened. Never throws and never waits for the database unless asked to. */
export interface Journal {
  /** Resolves to true when the entry is on disk, to false when it was given up. */
  write(entry: JournalEntry): Promise<boolean>;
}

/** What the journal reports to /metrics. */
export interface JournalMetrics {
  /** Call records and events that wait for the database. */
  journalWaiting(calls: number): void;
  /** A record that the database refused or that found no room in memory: it is lost, and logged. */
  journalDropped(): void;
}
