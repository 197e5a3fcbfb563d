import type { CallbackEnd, CallbackState } from '../../../protocol/telephony/callbacks.ts';
import type { Presentation } from '../../../protocol/dialplan/effects.ts';
import type { Changer } from '../groups/named-store.ts';
import type { PersonParty } from '../history/call-record.ts';

/** A kept place as it is on disk. Times are milliseconds since the Unix epoch. */
export interface StoredCallback {
  readonly id: string;
  readonly queueId: string;
  /** The call in which it was asked for. */
  readonly callId: string;
  readonly pbxId: string;
  readonly caller: PersonParty;
  readonly priority: number;
  readonly skills: readonly string[];
  /** What agents see of the caller. */
  readonly presentation: Presentation;
  /** Since when the caller waited: the rank among those of one priority. */
  readonly joinedAtMs: number;
  readonly askedAtMs: number;
  readonly state: CallbackState;
  /** How often the caller was rung in vain. */
  readonly attempts: number;
  /** After an attempt in vain. */
  readonly nextAttemptAtMs: number | undefined;
  /** Who took it last. */
  readonly agentName: string | undefined;
  readonly ended: { readonly atMs: number; readonly how: CallbackEnd } | undefined;
}

/** Where kept places outlive the server. The tenant comes first, always. */
export interface CallbackStore {
  /**
   * Keeps a place, unless the caller has one in this queue: then that one stays. Gives the one that counts.
   * @throws {StorageError} `reference` when the queue or the caller is gone
   */
  keep(tenantId: string, place: StoredCallback): Promise<StoredCallback>;
  /** Places that have not ended, the oldest first. */
  live(tenantId: string): Promise<readonly StoredCallback[]>;
  /** Writes state, attempts and end; what is gone stays gone. `by`: who cancelled it, for the audit log. */
  save(tenantId: string, place: StoredCallback, by?: Changer): Promise<void>;
  /** The last of these queues that ended, the newest first. */
  ended(tenantId: string, queueIds: readonly string[], limit: number): Promise<readonly StoredCallback[]>;
  /** Deletes what ended before; gives how many. */
  prune(tenantId: string, endedBeforeMs: number): Promise<number>;
}
