import type { RecordingPolicy, RecordingSide } from '../../../protocol/media/recordings.ts';
import type { Envelope } from '../../media/index.ts';
import type { AccessEntry, NewRecording, PolicyKey, Recording, RecordingEnd, StoredHold, StoredSealedNotes } from './recording.ts';

export interface RecordingFilter {
  /** Only recordings with this person in them. */
  readonly userIds: readonly string[];
  /** Looked for in notes, tags, names and numbers; '' finds all. */
  readonly query: string;
  readonly tag: string | undefined;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  readonly isHeld?: boolean | undefined;
  /** Only what has sealed notes. */
  readonly hasSealedNotes?: boolean;
  /** Newest first unless set. */
  readonly isOldestFirst?: boolean;
  readonly before: { readonly startedAtMs: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** What somebody writes on a recording, on top of a version of it. */
export interface NotesChange {
  readonly notes?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly sealedNotes?: StoredSealedNotes | undefined;
  readonly version: number;
}

/** Something for the audit log, written with what it is about. */
export interface RecordingReceipt {
  readonly actorUserId: string | undefined;
  readonly action: string;
  readonly address?: string | undefined;
  readonly after?: Readonly<Record<string, string | number | boolean>>;
}

/** The rows of recorded calls. Everything throws StorageError. */
export interface RecordingStore {
  add(tenantId: string, recording: NewRecording, receipt: RecordingReceipt): Promise<void>;
  finish(tenantId: string, id: string, end: RecordingEnd): Promise<void>;
  setEnvelope(tenantId: string, id: string, track: { readonly side: RecordingSide; readonly envelope: Envelope }): Promise<void>;
  get(tenantId: string, id: string): Promise<Recording | undefined>;
  /** Newest first, or oldest. */
  list(tenantId: string, filter: RecordingFilter): Promise<readonly Recording[]>;
  /** Says `changed` when somebody was faster. */
  annotate(tenantId: string, id: string, change: NotesChange): Promise<'done' | 'changed' | 'gone'>;
  /** Replaces the hold if it still is what it was. Says whether it did. */
  setHold(
    tenantId: string,
    id: string,
    change: { readonly from: StoredHold | undefined; readonly to: StoredHold | undefined },
    receipt: RecordingReceipt,
  ): Promise<boolean>;
  /** Recordings that this node left unfinished. */
  unfinished(tenantId: string, nodeId: string): Promise<readonly Recording[]>;
  /** Recordings from before `atMs` that nobody holds, oldest first, without those of `except`. */
  older(
    tenantId: string,
    atMs: number,
    page: { readonly limit: number; readonly except: readonly string[] },
  ): Promise<readonly Recording[]>;
  /**
   * Deletes its rows, unless somebody holds it: says whether it did. `deleteBytes` runs while the row is locked, before the commit: nobody
   * can hold it in between, and what fails is done again the next time. The receipt stays in the audit log.
   */
  remove(tenantId: string, id: string, receipt: RecordingReceipt, deleteBytes: () => Promise<void>): Promise<boolean>;
  addAccess(tenantId: string, id: string, entry: AccessEntry): Promise<void>;
  /** Newest first, at most 200. */
  listAccess(tenantId: string, id: string): Promise<readonly AccessEntry[]>;
  policies(tenantId: string, keys: readonly PolicyKey[]): Promise<readonly RecordingPolicy[]>;
  setPolicy(tenantId: string, key: PolicyKey, policy: RecordingPolicy, receipt: RecordingReceipt): Promise<void>;
}

/** How many accesses are listed. */
export const maxAccessEntries = 200;
