import { createHash } from 'node:crypto';
import { receiptTextOf, type DeletionReceipt, type ReceiptFacts } from '../../../protocol/support/retention.ts';

/** A receipt as it is kept. */
export interface StoredReceipt {
  readonly facts: ReceiptFacts;
  readonly completedAt: Date | undefined;
  readonly sha256: Buffer;
}

/** SHA-256 of the JSON of the facts, fields in the order of their schema. */
export function digestOf(facts: ReceiptFacts): Buffer {
  return createHash('sha256').update(receiptTextOf(facts)).digest();
}

export function receiptOf({ facts, completedAt, sha256 }: StoredReceipt): DeletionReceipt {
  return { ...facts, completedAt: completedAt?.toISOString() ?? null, sha256: sha256.toString('hex') };
}
