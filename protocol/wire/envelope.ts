import { z } from 'zod';

/** First message in each direction on /ws. */
export const helloSchema = z.object({ type: z.literal('hello'), protocolVersion: z.number().int(), oldestSupportedVersion: z.number().int(), serverStartedAt: z.string().optional() });
export type Hello = z.infer<typeof helloSchema>;

/** A push from the server on /ws: one JSON object per text frame. `sequence` counts per connection: a gap means re-read. */
export const notificationFrameSchema = z.object({ type: z.literal('notification'), sequence: z.number().int(), name: z.string(), data: z.unknown() });
export type NotificationFrame = z.infer<typeof notificationFrameSchema>;
