import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deletionReceiptSchema, receiptTextOf, type DeletionReceipt } from '../../../../../protocol/support/retention.ts';
import { receiptFacts } from '../../../../../protocol/support/testing/receipt-facts.ts';
import { doesHashFit, receiptFile } from './receipt-file.ts';

const receipt: DeletionReceipt = {
  ...receiptFacts,
  completedAt: '2026-03-04T10:00:06.000Z',
  sha256: createHash('sha256').update(receiptTextOf(receiptFacts)).digest('hex'),
};

describe('a deletion receipt as a file', () => {
  it('[SU396] says of itself whether its hash fits; a changed figure is seen', async () => {
    expect(await doesHashFit(receipt)).toBe(true);
    expect(await doesHashFit({ ...receipt, counts: { ...receipt.counts, files: 2 } })).toBe(false);
    expect(await doesHashFit({ ...receipt, rule: 'tenant-setting' })).toBe(false);
  });

  it('[SU396] is whole in its file, whatever the order of its fields', async () => {
    const { name, blob } = receiptFile(receipt);
    expect(name).toBe(`deletion-receipt-${receiptFacts.sessionId}.json`);
    const read: unknown = JSON.parse(await blob.text());
    expect(read).toEqual(receipt);
    const turned = deletionReceiptSchema.parse(Object.fromEntries(Object.entries(receipt).toReversed()));
    expect(await doesHashFit(turned)).toBe(true);
  });
});
