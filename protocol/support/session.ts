import { z } from 'zod';
import { listQuerySchema, pageOf } from '../wire/page.ts';
import { keepingSchema } from './keeping.ts';
import { inviteStateSchema, outcomeSchema, sessionKindSchema, sessionStateSchema } from './states.ts';

/** A support session as staff see it in lists. Nothing of what was said or shown is here: the server does not have it. */
export const sessionSummarySchema = z.object({
  id: z.uuid(),
  kind: sessionKindSchema,
  state: sessionStateSchema,
  ownerId: z.uuid(),
  ownerName: z.string(),
  /** As the customer gave it; while nobody came, whom the expert expects, or empty. */
  customerName: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endReason: z.string().nullable(),
  /** From the first customer's coming to the end, or until now. */
  seconds: z.int().nullable(),
  /** Everything that the customer ever allowed in it. */
  capabilities: z.array(z.string()),
  outcome: outcomeSchema.nullable(),
  rating: z.int().nullable(),
  people: z.array(z.string()),
  /** What becomes of what was kept of it. */
  keeping: keepingSchema,
  version: z.int(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;
/** GET /api/support/sessions */
export const sessionPageSchema = pageOf(sessionSummarySchema);

export const sessionSortSchema = z.enum(['createdAt', 'startedAt', 'seconds', 'ownerName', 'customerName', 'rating']);
export const sessionQuerySchema = listQuerySchema.extend({
  state: sessionStateSchema.optional(),
  sort: sessionSortSchema.default('createdAt'),
  direction: z.enum(['ascending', 'descending']).default('descending'),
  /** `team`: one's own, and what waits of everybody. */
  scope: z.enum(['mine', 'team', 'all']).default('mine'),
});
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

/** GET /api/support/sessions/{id} */
export const sessionDetailSchema = sessionSummarySchema.extend({ mayManage: z.boolean() });
export type SessionDetail = z.infer<typeof sessionDetailSchema>;

/** POST /api/support/sessions */
export const createSessionSchema = z.object({
  kind: sessionKindSchema,
  /** Whom the expert expects, e.g. the other party of a call. */
  customerName: z.string().trim().max(80).optional(),
});
/**
 * POST /api/support/sessions/{id}/assign
 * `from`: whose it is, as whoever assigns it knows. When it is somebody else's by now, nothing is done: `taken`, with whose in the fields.
 */
export const assignSessionSchema = z.object({ userId: z.uuid(), from: z.uuid().optional() });
export type AssignSession = z.infer<typeof assignSessionSchema>;
/** PUT /api/support/sessions/{id}/outcome */
export const putOutcomeSchema = z.object({ outcome: outcomeSchema, version: z.int() });
export type PutOutcome = z.infer<typeof putOutcomeSchema>;

/** GET /api/support/sessions/{id}/relay-view: the ciphertext as it lies in the log. */
export const relayViewQuerySchema = z.object({ after: z.coerce.number().int().nonnegative().default(0) });
export const relayViewSchema = z.object({
  entries: z.array(z.object({ number: z.int(), at: z.iso.datetime(), from: z.string(), bytes: z.int(), body: z.string() })),
  /** When the log of a session that is over is deleted; null while it runs. */
  deletedAt: z.iso.datetime().nullable(),
  lastNumber: z.int(),
});
export type RelayView = z.infer<typeof relayViewSchema>;

/** GET /api/support/reports */
export const reportQuerySchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
export const reportSchema = z.object({
  sessions: z.int(),
  reached: z.int(),
  seconds: z.int(),
  averageRating: z.number().nullable(),
  ratings: z.int(),
  outcomes: z.object({ solved: z.int(), unsolved: z.int(), 'follow-up': z.int(), 'not-reached': z.int(), none: z.int() }),
  /** In how many sessions the customer allowed each; what never was is left out. */
  capabilities: z.array(z.object({ name: z.string(), sessions: z.int() })),
  people: z.array(
    z.object({ userId: z.uuid(), name: z.string(), sessions: z.int(), seconds: z.int(), averageRating: z.number().nullable() }),
  ),
});
export type SupportReport = z.infer<typeof reportSchema>;

export const cannedReplySchema = z.object({ title: z.string().trim().min(1).max(80), text: z.string().trim().min(1).max(4_000) });
export type CannedReply = z.infer<typeof cannedReplySchema>;
/** GET and PUT /api/support/canned-replies */
export const cannedRepliesSchema = z.object({ items: z.array(cannedReplySchema).max(200), version: z.int() });
export type CannedReplies = z.infer<typeof cannedRepliesSchema>;

/** GET /api/support/invites/{routingId}: who invites, for a page that nobody signed in to. */
export const inviteStatusSchema = z.object({
  /** `tenant-ended`: whoever invited is no customer of this service any more. */
  state: z.enum([...inviteStateSchema.options, 'tenant-ended']),
  kind: sessionKindSchema,
  tenantName: z.string(),
  ownerName: z.string(),
});
export type InviteStatus = z.infer<typeof inviteStatusSchema>;
