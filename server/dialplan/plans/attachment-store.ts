/** What is dialled to come into a plan. */
export interface StoredAttachment {
  readonly pbxId: string;
  readonly kind: 'extension' | 'number';
  /** Digits of an extension, or E.164 with its plus. */
  readonly value: string;
  readonly planId: string;
  readonly entryId: string;
}

/** Attachments of one tenant, in one transaction: the one place that says what leads into a plan. */
export interface AttachmentStore {
  list(): Promise<readonly StoredAttachment[]>;
  ofPlan(planId: string): Promise<readonly StoredAttachment[]>;
  /** @throws {StoreConflict} field `items` when another plan has one of them. */
  replace(planId: string, attachments: readonly Omit<StoredAttachment, 'planId'>[]): Promise<void>;
}
