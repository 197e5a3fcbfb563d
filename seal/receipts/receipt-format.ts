import { z } from 'zod';
import { leafProof } from '../events/certificate-event.ts';
import { bytesText, sha256 } from '../events/shapes.ts';

const number = z.number().int().min(1);
const key = z.string().regex(/^[\w-]{43}$/u);
const signature = z.string().regex(/^[\w-]{86}$/u);

/** What the chain begins with. */
const receiptHeader = z.strictObject({
  format: z.literal('deskline receipt'),
  version: z.literal(1),
  sessionId: z.uuid(),
  tenantName: z.string().max(200),
  /** Scheme, host and port of the pages. */
  origin: z.string().max(200),
  /** Hash of the build that made it. */
  build: z.string().max(128),
});
export type ReceiptHeader = z.infer<typeof receiptHeader>;

/** Who said something: the key that signed it, and whom the customer's page took them for. */
const receiptPerson = z.strictObject({
  key,
  seatId: z.uuid(),
  name: z.string().max(80),
  role: z.enum(['customer', 'expert']),
  /** Name of the expert who vouched; null for who needed nobody. */
  vouchedBy: z.string().max(80).nullable(),
});
export type ReceiptPerson = z.infer<typeof receiptPerson>;

const receiptEntry = z.strictObject({
  /** Place in the session's log; numbers ascend, with gaps where keys were agreed. */
  number,
  /** SHA-256 of the entry before; of the header for the first. */
  previous: sha256,
  from: receiptPerson,
  /** Canonical JSON: what was said, where, as its sender signed it. */
  signed: z.string().max(200_000),
  /** Ed25519. */
  signature,
});
export type ReceiptEntry = z.infer<typeof receiptEntry>;

/** A tenant's root, or a browser that it approved, says that a key is of one of its experts. */
const leafCertificate = leafProof.extend({ key, name: z.string().max(80) });
export type LeafCertificate = z.infer<typeof leafCertificate>;

export const receiptFile = z.strictObject({
  header: receiptHeader,
  /** Set by who came later: the head that their chain goes on from, as the customer's page told it. */
  follows: z.strictObject({ number: z.number().int().min(0), hash: sha256 }).nullable(),
  entries: z.array(receiptEntry).max(50_000),
  certificates: z.array(leafCertificate).max(100),
});
export type ReceiptFile = z.infer<typeof receiptFile>;

/** Names in which nothing of the envelope is left out. */
export const saidText = z.strictObject({
  session: z.string(),
  group: bytesText,
  epoch: z.number().int(),
  leaf: z.number().int(),
  lane: z.enum(['log', 'now']),
  sequence: z.number().int().min(1),
  event: z.json(),
});
