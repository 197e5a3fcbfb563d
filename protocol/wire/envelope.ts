import { z } from 'zod';

/** First message in each direction on /ws. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocolVersion: z.number().int(),
  oldestSupportedVersion: z.number().int(),
  serverStartedAt: z.string().optional(),
});
export type Hello = z.infer<typeof helloSchema>;

/** A push from the server on /ws: one JSON object per text frame. `sequence` counts per connection: a gap means re-read. */
export const notificationFrameSchema = z.object({
  type: z.literal('notification'),
  sequence: z.number().int(),
  name: z.string(),
  data: z.unknown(),
});
export type NotificationFrame = z.infer<typeof notificationFrameSchema>;

/** Codes with which the server closes /ws (RFC 6455 §7.4.2: 4000-4999 are ours). */
export const closeCodes = {
  /** The web session ended: go to /login. */
  sessionEnded: 4401,
  /** This page is older than what the server still understands: reload it. */
  clientTooOld: 4426,
  /** This page is newer than the server: wait and connect again. */
  serverTooOld: 4427,
  /** No hello within 10 s, or something that is not in the protocol. */
  protocolError: 4400,
  /** The page does not read what it is sent: connect again and re-read. */
  tooSlow: 4408,
} as const;

/** What a server and a page of these versions mean to each other. */
export function compatibilityOf(
  server: Pick<Hello, 'protocolVersion' | 'oldestSupportedVersion'>,
  client: Pick<Hello, 'protocolVersion' | 'oldestSupportedVersion'>,
): 'fits' | 'client-too-old' | 'server-too-old' {
  if (client.protocolVersion < server.oldestSupportedVersion) return 'client-too-old';
  if (server.protocolVersion < client.oldestSupportedVersion) return 'server-too-old';
  return 'fits';
}
