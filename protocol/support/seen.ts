import { z } from 'zod';
import { mediaKindSchema, mediaSourceSchema } from './relay.ts';
import { seatRoleSchema } from './states.ts';

/** How much is looked at of what passes through the server (docs/spec/support.md, SU543 and SU545). */
export const seenLimits = {
  /** RTP packets of each stream. */
  packets: 8,
  /** The newest ones. */
  streams: 16,
  /** How long a stream is listened to at most. */
  waitMs: 2_000,
  /** Of what is only passed on: the last messages, and as many pieces of files. */
  passed: 16,
  /** Of each, from its beginning: 340 letters of base64url. */
  startBytes: 255,
  /** After the last look nothing of it is noted any more. */
  lookMs: 120_000,
} as const;

/** paused: its sender sends nothing now; silent: nothing came while it was listened to; gone: it ended meanwhile. */
const seenStandingSchema = z.enum(['seen', 'paused', 'silent', 'gone']);

export const seenStreamSchema = z.object({
  producerId: z.string(),
  seatId: z.uuid(),
  source: mediaSourceSchema,
  kind: mediaKindSchema,
  /** As the SFU knows it, e.g. `video/VP8`; null when nothing could be heard of it. */
  mimeType: z.string().nullable(),
  standing: seenStandingSchema,
  /** base64url of RTP packets as they are forwarded, in the order of coming. */
  packets: z.array(z.string()),
});
export type SeenStream = z.infer<typeof seenStreamSchema>;

export const seenPassedSchema = z.object({
  kind: z.enum(['message', 'piece']),
  at: z.iso.datetime(),
  from: z.uuid(),
  /** null: to everybody else in the session. */
  to: z.uuid().nullable(),
  bytes: z.int(),
  /** base64url of its first bytes. */
  start: z.string(),
});
export type SeenPassed = z.infer<typeof seenPassedSchema>;

/** POST /api/support/sessions/{id}/sample: bytes that pass through the server right now, as they are. */
export const seenSampleSchema = z.object({
  at: z.iso.datetime(),
  /** False: nobody is in it. */
  isLive: z.boolean(),
  seats: z.array(z.object({ id: z.uuid(), name: z.string(), role: seatRoleSchema })),
  streams: z.array(seenStreamSchema),
  /** Since when it was noted what is passed on; null when nobody is there to pass anything. */
  notedSince: z.iso.datetime().nullable(),
  passed: z.array(seenPassedSchema),
});
export type SeenSample = z.infer<typeof seenSampleSchema>;
