import type { Doer } from '../sessions/session-store.ts';

/** Notes on a session, as a browser sealed them. */
export interface StoredNotes {
  /** Undefined when nobody wrote any. */
  readonly sealed: Buffer | undefined;
  /** 0 when nobody wrote any. */
  readonly version: number;
  readonly changedAt: Date | undefined;
  readonly changedBy: string | undefined;
}

/** Where notes are kept. */
export interface NoteStore {
  /** Who takes what is there is written down. Undefined when there is no such session. */
  read(tenantId: string, sessionId: string, by: Doer): Promise<StoredNotes | undefined>;
  /** Undefined when they were changed since `version`. */
  write(
    tenantId: string,
    sessionId: string,
    change: { readonly sealed: Buffer; readonly version: number; readonly at: Date; readonly byName: string },
    by: Doer,
  ): Promise<StoredNotes | undefined>;
}
