import { z } from 'zod';
import { listQuerySchema, pageOf } from '../wire/page.ts';
import { keepingSchema, vanishRuleSchema } from './keeping.ts';
import { artefactKindSchema } from './records.ts';
import { sessionKindSchema } from './states.ts';

/** What was deleted of one kind of thing; hashes are of the bytes as they lay in the store (ciphertext). */
export const receiptItemSchema = z.object({
  what: z.enum([...artefactKindSchema.options, 'log', 'unlisted']),
  bytes: z.int().nonnegative(),
  /** SHA-256, hexadecimal; null when the bytes were gone already. */
  sha256: z.string().nullable(),
});
export type ReceiptItem = z.infer<typeof receiptItemSchema>;

export const receiptCountsSchema = z.object({
  files: z.int(),
  fileBytes: z.int(),
  logEntries: z.int(),
  logBytes: z.int(),
  seats: z.int(),
  invites: z.int(),
  notes: z.int(),
  names: z.int(),
});

/** That something was deleted, and by which rule: no content, no names. Its hash over these fields, in this order, is in the audit log. */
export const receiptFactsSchema = z.object({
  id: z.uuid(),
  sessionId: z.uuid(),
  kind: sessionKindSchema,
  rule: vanishRuleSchema,
  sessionEndedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** Before the first byte went. */
  begunAt: z.iso.datetime(),
  counts: receiptCountsSchema,
  items: z.array(receiptItemSchema),
});
export type ReceiptFacts = z.infer<typeof receiptFactsSchema>;
/** What a receipt's hash is over: the JSON of its facts, fields in the order of their schema, without blanks. */
export function receiptTextOf(facts: ReceiptFacts): string {
  return JSON.stringify(receiptFactsSchema.parse(facts));
}

export const deletionReceiptSchema = receiptFactsSchema.extend({
  /** After the last byte and row went; null while the deletion runs. */
  completedAt: z.iso.datetime().nullable(),
  /** SHA-256 of the JSON of the facts, hexadecimal. */
  sha256: z.string(),
});
export type DeletionReceipt = z.infer<typeof deletionReceiptSchema>;
export const receiptSortSchema = z.enum(['begunAt', 'sessionEndedAt', 'kind', 'rule', 'files']);
/** GET /api/support/receipts, newest first; `query` is part of the id of a session or receipt, or of a hash. */
export const receiptQuerySchema = listQuerySchema.extend({
  sort: receiptSortSchema.default('begunAt'),
  direction: listQuerySchema.shape.direction.unwrap().default('descending'),
});
export type ReceiptQuery = z.infer<typeof receiptQuerySchema>;
export const receiptPageSchema = pageOf(deletionReceiptSchema);

export const sessionHoldSchema = z.object({
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** Who asked for its end. */
  releaseAskedBy: z.string().nullable(),
  /** Whether it was I who asked: then somebody else has to agree. */
  didIAsk: z.boolean(),
});
export type SessionHold = z.infer<typeof sessionHoldSchema>;

/** What is held, as whoever manages support sees it. No names of customers. */
export const heldSessionSchema = sessionHoldSchema.extend({
  sessionId: z.uuid(),
  kind: sessionKindSchema,
  ownerName: z.string(),
  /** Null while it runs. */
  endedAt: z.iso.datetime().nullable(),
});
export type HeldSession = z.infer<typeof heldSessionSchema>;
export const holdSortSchema = z.enum(['at', 'by', 'ownerName', 'kind']);
/** GET /api/support/holds, newest first; `query` is part of a reason or of a colleague's name. */
export const holdQuerySchema = listQuerySchema.extend({
  sort: holdSortSchema.default('at'),
  direction: listQuerySchema.shape.direction.unwrap().default('descending'),
});
export type HoldQuery = z.infer<typeof holdQuerySchema>;
export const heldPageSchema = pageOf(heldSessionSchema);

/** PUT /api/support/sessions/{id}/hold */
export const sessionHoldRequestSchema = z.object({ reason: z.string().trim().min(3).max(500) });

/** GET /api/support/sessions/{id}/keeping */
export const sessionKeepingSchema = keepingSchema.extend({
  hold: sessionHoldSchema.nullable(),
  mayHold: z.boolean(),
  receipt: deletionReceiptSchema.nullable(),
  /** Files that can be downloaded before. */
  files: z.array(z.object({ id: z.uuid(), kind: artefactKindSchema, name: z.string(), bytes: z.int() })),
});
export type SessionKeeping = z.infer<typeof sessionKeepingSchema>;

/** GET and PUT /api/support/retention */
export const supportRetentionSchema = z.object({
  /** Days after the end for which content of screen sessions is kept; null: until 90 days after the tenant's end. */
  screenDays: z.int().min(1).max(3_650).nullable(),
  version: z.int().nonnegative(),
});
export type SupportRetention = z.infer<typeof supportRetentionSchema>;
