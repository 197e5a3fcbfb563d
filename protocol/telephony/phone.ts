import { z } from 'zod';
import { endCauseSchema } from './call.ts';
import { ringReasonSchema } from './ring-reason.ts';
import { legQualitySchema } from '../media/quality.ts';

/** What colleagues see of a person. */
export const presenceSchema = z.enum(['available', 'in-call', 'do-not-disturb', 'offline']);
export type Presence = z.infer<typeof presenceSchema>;

/** GET /api/people?query= → { items }: whom one can call, best match first. */
export const personSchema = z.object({
  userId: z.string(),
  displayName: z.string(),
  loginName: z.string(),
  extensions: z.array(z.string()),
  presence: presenceSchema,
});
export type Person = z.infer<typeof personSchema>;
export const peopleSchema = z.object({ items: z.array(personSchema) });

/** POST /api/phone/registration: what the softphone needs to register; the token lives 60 s. */
export const phoneRegistrationSchema = z.object({
  token: z.string(),
  tokenExpiresInSeconds: z.number().int(),
  /** `sip:alice@main.acme.deskline.internal` */
  address: z.string(),
  displayName: z.string(),
  /** Path of the WebSocket on this origin. */
  path: z.literal('/sip'),
});
export type PhoneRegistration = z.infer<typeof phoneRegistrationSchema>;

/** GET/PUT /api/phone/settings */
export const phoneSettingsSchema = z.object({
  doNotDisturb: z.boolean(),
  callWaiting: z.boolean(),
  /** How long my devices ring before the caller hears that nobody answers. */
  noAnswerSeconds: z.number().int().min(5).max(120),
});
export type PhoneSettings = z.infer<typeof phoneSettingsSchema>;

export const callPartySchema = z.object({ userId: z.string().nullable(), displayName: z.string(), number: z.string() });

/** GET /api/calls?before=&limit=&query= : my calls, newest first. */
export const callRecordSchema = z.object({
  id: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  other: callPartySchema,
  startedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  cause: endCauseSchema.nullable(),
  isMissed: z.boolean(),
  /** A missed call that I have not seen yet. */
  isNew: z.boolean(),
  quality: legQualitySchema.nullable(),
  /** What was dialled, when a plan led the call to `other`. */
  via: callPartySchema.nullable().default(null),
  /** Why my phones rang, when a plan, a group or a queue rang them. */
  because: ringReasonSchema.nullable().default(null),
  /** Who took a call that was offered to me as well. */
  answeredBy: z.string().nullable().default(null),
});
export type CallRecord = z.infer<typeof callRecordSchema>;
export const callHistorySchema = z.object({ items: z.array(callRecordSchema), nextBefore: z.string().nullable() });
export const callHistoryQuerySchema = z.object({
  before: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  query: z.string().trim().max(100).default(''),
});
/** POST /api/calls/seen: everything missed up to now was seen. 204. */

/** POST /api/connection-test { offer, path } → { id, answer }: an echo leg on the SFU over one path. DELETE /api/connection-test/{id}. */
export const connectionTestRequestSchema = z.object({ offer: z.string().max(20_000), path: z.enum(['udp', 'tcp']) });
export const connectionTestSchema = z.object({ id: z.string(), answer: z.string() });
