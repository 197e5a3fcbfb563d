import type { CallEvent, CallOffer, CallSnapshot } from './call-record.ts';

/** A party as stored: the person may have been deleted since. */
export interface StoredParty {
  readonly userId: string | undefined;
  readonly displayName: string;
  readonly number: string;
}

/** A call record as read back. */
export interface StoredCall extends Omit<CallSnapshot, 'caller' | 'callee' | 'via' | 'pbxId' | 'offers' | 'path'> {
  readonly pbxId: string | undefined;
  readonly caller: StoredParty;
  readonly callee: StoredParty | undefined;
  readonly via: StoredParty | undefined;
  /** How the person who asks was rung by a plan, a group or a queue. */
  readonly offer: (Omit<CallOffer, 'userId'> & { readonly seenAtMs: number | undefined }) | undefined;
  /** When the callee saw that they missed it; milliseconds since the Unix epoch. */
  readonly seenAtMs: number | undefined;
}

/** Where the next page begins: behind this call, newest first. */
export interface HistoryPosition {
  readonly startedAtMs: number;
  readonly id: string;
}

export interface HistoryFilter {
  readonly userId: string;
  readonly before?: HistoryPosition;
  readonly limit: number;
  /** Part of the other party's name or number; empty matches all. */
  readonly query: string;
}

/** Call records and call events of each tenant. Every method throws StorageError. */
export interface CallRecordStore {
  /**
   * Writes records (each replaces what was there, but never un-ends or un-sees a call) and adds events, in one
   * transaction. Repeating it changes nothing.
   */
  save(tenantId: string, snapshots: readonly CallSnapshot[], events: readonly CallEvent[]): Promise<void>;
  /** Calls that a person made, got, or was rung for by a plan, a group or a queue; newest first. */
  list(tenantId: string, filter: HistoryFilter): Promise<readonly StoredCall[]>;
  /** Marks all missed calls of a person that started up to now as seen; says how many were new. */
  markSeen(tenantId: string, userId: string, atMs: number): Promise<number>;
  /** Missed calls that the person has not seen. */
  countNew(tenantId: string, userId: string): Promise<number>;
  /** The caller's way through plans as JSON of `PathStep[]`; undefined for a call that is not the tenant's or took no such way. */
  path(tenantId: string, callId: string): Promise<unknown>;
  /**
   * Ends every unfinished call of a node as `server-stopped`, at the last moment that it is known to have lived, and
   * adds the `ended` event. Only for a node that has just started. Returns how many there were.
   */
  closeUnfinished(tenantId: string, nodeId: string): Promise<number>;
}
