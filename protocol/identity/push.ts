import { z } from 'zod';
import { languageSchema } from './session.ts';

/** What a browser is told of while no page is open. */
export const pushKindSchema = z.enum(['voicemail', 'missed-call', 'plan']);
export type PushKind = z.infer<typeof pushKindSchema>;
export const pushKinds = pushKindSchema.options;

/** Base64url of exactly so many bytes, without padding. */
const base64url = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${String(Math.ceil((bytes * 4) / 3))}}$`, 'u'));

/** PUT /api/push/subscription: this browser is told from now on, or goes on being told. */
export const putPushSubscriptionSchema = z.object({
  endpoint: z.url().max(1_000),
  /** As `PushSubscription.toJSON()` gives them: a P-256 point of 65 bytes, a secret of 16. */
  keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
  language: languageSchema,
  /** Absent: as it was, for the browser that had `replaces`; else everything. */
  kinds: z.array(pushKindSchema).max(pushKinds.length).optional(),
  /** The endpoint that the browser had before its push service gave it another one. */
  replaces: z.url().max(1_000).optional(),
});
export type PutPushSubscription = z.infer<typeof putPushSubscriptionSchema>;

/** One browser that is told. */
export const pushSubscriptionSchema = z.object({
  id: z.string(),
  /** Base64url SHA-256 of the endpoint: a browser knows its own by it. */
  fingerprint: z.string(),
  userAgent: z.string(),
  kinds: z.array(pushKindSchema),
  createdAt: z.iso.datetime(),
  /** When its push service last took something. */
  lastOkAt: z.iso.datetime().nullable(),
});
export type OwnPushSubscription = z.infer<typeof pushSubscriptionSchema>;

/** GET /api/push: one's own browsers, newest first. */
export const pushOverviewSchema = z.object({
  /** For `PushManager.subscribe()` (RFC 8292 §4): base64url. */
  publicKey: z.string(),
  items: z.array(pushSubscriptionSchema),
});
export type PushOverview = z.infer<typeof pushOverviewSchema>;

/** What travels to the service worker, encrypted for that browser alone. It holds no number in full. */
export interface PushPayload {
  readonly title: string;
  readonly body: string;
  /** Notices of one tag take one another's place. */
  readonly tag: string;
  /** A path of this site that a click opens. */
  readonly path: string;
  readonly language: 'en' | 'de';
}
