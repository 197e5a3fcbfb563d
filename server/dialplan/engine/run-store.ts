import type { PathStep } from '../../../protocol/dialplan/run.ts';

/** A call's way through a plan as it is kept. Times are milliseconds since the Unix epoch. */
export interface StoredRun {
  readonly callId: string;
  readonly planId: string;
  readonly version: number;
  /** The server that has the call. */
  readonly nodeId: string;
  readonly startedAtMs: number;
  readonly caller: { readonly userId: string | undefined; readonly name: string; readonly number: string };
  readonly dialled: string;
  /** Who answered a ring of the plan. */
  readonly answeredBy: string | undefined;
  readonly path: readonly PathStep[];
  /** Undefined while the call is in the plan. */
  readonly endedAtMs: number | undefined;
  readonly endWhy: string | undefined;
}

/** Runs of each tenant. Every method throws StorageError. */
export interface RunStore {
  /** Writes a run as it is now; a later one replaces it, but never un-ends it. */
  save(tenantId: string, run: StoredRun): Promise<void>;
  ofCall(tenantId: string, callId: string): Promise<StoredRun | undefined>;
  /** Newest first. */
  ofPlan(tenantId: string, planId: string, limit: number): Promise<readonly StoredRun[]>;
  /** Ends every unfinished run of a node as `server-restarted`, at `atMs`. Only for a node that has just started. Returns how many there were. */
  closeUnfinished(tenantId: string, nodeId: string, atMs: number): Promise<number>;
  /** Deletes at most `limit` runs that were kept for 13 months at `nowMs`. Returns how many it deleted. */
  removeKept(tenantId: string, nowMs: number, limit: number): Promise<number>;
}
