import { z } from 'zod';
import { pageOf } from '../wire/page.ts';
import { capabilitySchema } from './capabilities.ts';

export const sessionKindSchema = z.enum(['screen', 'camera']);
/** waiting: nobody came yet; done: ended, by whomever. */
export const sessionStateNameSchema = z.enum(['waiting', 'active', 'done']);
export const outcomeSchema = z.enum(['solved', 'unsolved', 'follow-up', 'not-reached']);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What the server knows of a session: who and when; never what was said or shown. */
export const sessionSummarySchema = z.object({
  id: z.uuid(),
  kind: sessionKindSchema,
  state: sessionStateNameSchema,
  ownerId: z.uuid(),
  ownerName: z.string(),
  /** As the customer wrote it; null before somebody came. */
  customerName: z.string().nullable(),
  /** Everybody who had a seat. */
  people: z.array(z.string()),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endReason: z.string().nullable(),
  /** From start to end. */
  seconds: z.number().int().nonnegative().nullable(),
  /** Which capabilities were granted at some time. */
  capabilities: z.array(capabilitySchema),
  outcome: outcomeSchema.nullable(),
  /** Sealed to the tenant's key, base64url. */
  sealedNotes: z.string().nullable(),
  rating: z.number().int().min(1).max(5).nullable(),
  version: z.number().int(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;
export const sessionPageSchema = pageOf(sessionSummarySchema);

/** POST /api/support/sessions */
export const newSessionSchema = z.object({ kind: sessionKindSchema });
/** GET /api/support/sessions */
export const sessionQuerySchema = z.object({
  query: z.string().trim().max(200).default(''),
  state: sessionStateNameSchema.optional(),
  scope: z.enum(['mine', 'all']).default('mine'),
  sort: z.enum(['createdAt', 'customerName', 'ownerName', 'seconds']).default('createdAt'),
  direction: z.enum(['ascending', 'descending']).default('descending'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(50),
});
export type SessionQuery = z.infer<typeof sessionQuerySchema>;
/** POST /api/support/sessions/{id}/assign: to take it, one's own id. */
export const assignSessionSchema = z.object({ userId: z.uuid(), version: z.number().int() });
/** PUT /api/support/sessions/{id}/outcome */
export const setOutcomeSchema = z.object({
  outcome: outcomeSchema.nullable(),
  sealedNotes: z.string().max(100_000).nullable(),
  version: z.number().int(),
});

export const artefactKindSchema = z.enum(['recording', 'receipt', 'transcript', 'still']);
/** Something of a session that its experts kept: sealed before it came here. */
export const artefactSchema = z.object({
  id: z.uuid(),
  kind: artefactKindSchema,
  name: z.string().max(200),
  bytes: z.number().int().nonnegative(),
  createdAt: z.iso.datetime(),
});
export const artefactsSchema = z.object({ items: z.array(artefactSchema) });
/** POST /api/support/sessions/{id}/artefacts?kind=…&name=… with the sealed bytes as body */
export const newArtefactSchema = z.object({ kind: artefactKindSchema, name: z.string().trim().min(1).max(200) });

/** GET /api/support/sessions/{id}/relay-view: what the server sees of a session, entry by entry. */
export const relayViewSchema = z.object({
  items: z.array(z.object({ number: z.number().int(), from: z.uuid(), at: z.iso.datetime(), bytes: z.number().int(), body: z.string() })),
  total: z.number().int(),
});
export const relayViewQuerySchema = z.object({ after: z.coerce.number().int().nonnegative().default(0) });

/** GET /api/support/reports */
export const reportQuerySchema = z.object({ from: z.iso.date(), to: z.iso.date() });
export const reportRowSchema = z.object({
  /** null: all together. */
  userId: z.uuid().nullable(),
  name: z.string(),
  sessions: z.number().int(),
  reached: z.number().int(),
  seconds: z.number().int(),
  solved: z.number().int(),
  /** Mean of 1 to 5; null without any. */
  rating: z.number().nullable(),
});
export const reportSchema = z.object({ total: reportRowSchema, people: z.array(reportRowSchema) });

/** GET and PUT /api/support/canned-replies: the tenant's list, whole. */
export const cannedReplySchema = z.object({ shortcut: z.string().trim().min(1).max(30), text: z.string().trim().min(1).max(2_000) });
export const cannedRepliesSchema = z.object({ items: z.array(cannedReplySchema).max(200), version: z.number().int() });
