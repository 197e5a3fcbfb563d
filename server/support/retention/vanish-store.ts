import type { ReceiptFacts } from '../../../protocol/support/retention.ts';
import type { StoredArtefact } from '../artefacts/artefact-store.ts';
import type { SupportSession } from '../sessions/session-store.ts';
import type { StoredReceipt } from './receipt.ts';

/** Rows that a session has, before they go. */
export interface SessionRows {
  /** Objects, also those that follow in a file. */
  readonly files: readonly { readonly objectId: string; readonly kind: StoredArtefact['kind'] }[];
  readonly log: { readonly entries: number; readonly bytes: number; readonly sha256: string };
  readonly notes: number;
  readonly seats: number;
  readonly invites: number;
}

/** The rows that go, and what is written about it. */
export interface VanishStore {
  /** Sessions whose content is to go now, first those that were begun; without those of `except`. */
  due(tenantId: string, at: Date, page: { readonly limit: number; readonly except: readonly string[] }): Promise<readonly string[]>;
  /** From now on nothing is added to it or read of it, and nobody can hold it. Undefined when it is held, not due, or gone already. */
  begin(tenantId: string, sessionId: string, at: Date): Promise<SupportSession | undefined>;
  rowsOf(tenantId: string, sessionId: string): Promise<SessionRows>;
  receiptOf(tenantId: string, sessionId: string): Promise<StoredReceipt | undefined>;
  /** Keeps the first receipt of a session; gives that one. */
  addReceipt(tenantId: string, facts: ReceiptFacts): Promise<StoredReceipt>;
  /** Deletes all rows but the session's bare figures, completes the receipt and writes it into the audit log: all or nothing. */
  finish(tenantId: string, receipt: StoredReceipt, at: Date): Promise<void>;
  /** Of these, the sessions whose content is gone. */
  withoutContent(tenantId: string, sessionIds: readonly string[]): Promise<readonly string[]>;
  /** What else a tenant has of support, when its time is over and no session is left. Says whether there was anything. */
  endTenant(tenantId: string, at: Date): Promise<boolean>;
}
