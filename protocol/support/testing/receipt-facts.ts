import type { ReceiptFacts } from '../retention.ts';

/** Of a camera session with one still. */
export const receiptFacts: ReceiptFacts = {
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
