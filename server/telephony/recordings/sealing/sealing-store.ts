import type { RecordingReceipt } from '../recording-store.ts';

/** A key that recordings' keys are sealed to, signed by the root. */
export interface StoredRecordingKey {
  readonly version: number;
  readonly publicKey: Buffer;
  readonly signature: Buffer;
}

/** A tenant's keys as far as the server knows them. */
export interface StoredSealing {
  readonly isOn: boolean;
  readonly rootPublicKey: Buffer;
  readonly recoveryPin: Buffer;
  /** Of the rings. */
  readonly version: number;
  /** Oldest first, at least one. */
  readonly keys: readonly StoredRecordingKey[];
}

/** A ring: a blob that only its browser opens. */
export interface StoredRing {
  readonly ring: Buffer;
  readonly signature: Buffer;
}

/** A browser that may open, or asks to; or the recovery code, which belongs to nobody. */
export interface StoredBrowser {
  readonly id: string;
  readonly kind: 'browser' | 'recovery';
  readonly userId: string | undefined;
  readonly name: string;
  readonly publicKey: Buffer;
  readonly isManager: boolean;
  /** Undefined while it waits. */
  readonly approved: { readonly certificate: Buffer; readonly ring: StoredRing } | undefined;
  readonly createdAtMs: number;
}

export interface Founding extends Pick<StoredSealing, 'rootPublicKey' | 'recoveryPin'> {
  readonly key: StoredRecordingKey;
  readonly browsers: readonly StoredBrowser[];
}

export interface ApprovalChange {
  /** Which rings the approving browser knew. */
  readonly version: number;
  readonly isManager: boolean;
  readonly certificate: Buffer;
  readonly ring: StoredRing;
}

export interface RemovalChange {
  /** Which rings are replaced. */
  readonly version: number;
  readonly key: StoredRecordingKey;
  readonly removedAt: Date;
  /** For every approved browser but the removed one, by id. */
  readonly rings: ReadonlyMap<string, StoredRing>;
}

/** Says `changed` when the rings are no longer the ones that were seen, `gone` when there is no such browser. */
export type SealingOutcome = 'done' | 'changed' | 'gone';

/** What the server keeps of sealing: public halves, signatures, and blobs that it cannot open. Everything throws StorageError. */
export interface SealingStore {
  get(tenantId: string): Promise<StoredSealing | undefined>;
  /** In the order in which they asked. */
  browsers(tenantId: string): Promise<readonly StoredBrowser[]>;
  /** False when there are keys already. */
  found(tenantId: string, founding: Founding, receipt: RecordingReceipt): Promise<boolean>;
  /** False when there are no keys, or it was so already. */
  setOn(tenantId: string, isOn: boolean, receipt: RecordingReceipt): Promise<boolean>;
  /** Adds one that waits; of a person's waiting ones only the newest five stay. False when the id is taken. */
  ask(tenantId: string, browser: StoredBrowser & { readonly userId: string }, receipt: RecordingReceipt): Promise<boolean>;
  approve(tenantId: string, id: string, change: ApprovalChange, receipt: RecordingReceipt): Promise<SealingOutcome>;
  /** Removes one that waits. */
  withdraw(tenantId: string, id: string, receipt: RecordingReceipt): Promise<boolean>;
  /** Removes an approved browser and keeps that it was, adds the next key, replaces all rings. `changed` also when a ring is missing or too many. */
  remove(tenantId: string, id: string, change: RemovalChange, receipt: RecordingReceipt): Promise<SealingOutcome>;
}

/** How many browsers of one person wait at most. */
export const maxWaiting = 5;
