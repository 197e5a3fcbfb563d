import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  deletionReceiptSchema,
  receiptTextOf,
  type DeletionReceipt,
  type ReceiptFacts,
} from '../../../../../protocol/support/retention.ts';
import { doesHashFit, receiptFile } from './receipt-file.ts';

const facts: ReceiptFacts = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  sessionId: '01890a5d-ac96-774b-bcce-b302099a8058',
  kind: 'camera',
  rule: 'camera-72-hours',
  sessionEndedAt: '2026-03-01T10:00:00.000Z',
  dueAt: '2026-03-04T10:00:00.000Z',
  begunAt: '2026-03-04T10:00:05.000Z',
  counts: { files: 1, fileBytes: 9, logEntries: 2, logBytes: 8, seats: 1, invites: 0, notes: 1, names: 1 },
  items: [{ what: 'still', bytes: 9, sha256: null }],
};
const receipt: DeletionReceipt = {
  ...facts,
  completedAt: '2026-03-04T10:00:06.000Z',
  sha256: createHash('sha256').update(receiptTextOf(facts)).digest('hex'),
};

describe('a deletion receipt as a file', () => {
  it('[SU396] says of itself whether its hash fits; a changed figure is seen', async () => {
    expect(await doesHashFit(receipt)).toBe(true);
    expect(await doesHashFit({ ...receipt, counts: { ...receipt.counts, files: 2 } })).toBe(false);
    expect(await doesHashFit({ ...receipt, rule: 'tenant-setting' })).toBe(false);
  });

  it('[SU396] is whole in its file, whatever the order of its fields', async () => {
    const { name, blob } = receiptFile(receipt);
    expect(name).toBe(`deletion-receipt-${facts.sessionId}.json`);
    const read: unknown = JSON.parse(await blob.text());
    expect(read).toEqual(receipt);
    const turned = deletionReceiptSchema.parse(Object.fromEntries(Object.entries(receipt).toReversed()));
    expect(await doesHashFit(turned)).toBe(true);
  });
});
