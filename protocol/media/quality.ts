import { z } from 'zod';

/** What one leg measured since it opened. Loss as a fraction 0..1, times in milliseconds. */
export const legQualitySchema = z.object({
  codec: z.string().optional(),
  packetsReceived: z.number().int().nonnegative(),
  packetsSent: z.number().int().nonnegative(),
  /** Fraction of the packets that the far end sent and we did not get. */
  lossIn: z.number().min(0).max(1),
  /** Fraction of our packets that the far end reported lost (RTCP receiver report). */
  lossOut: z.number().min(0).max(1),
  jitterMs: z.number().nonnegative(),
  roundTripMs: z.number().nonnegative().optional(),
  /** Estimated mean opinion score, 1..4.5 (see mos.ts). */
  mos: z.number().min(1).max(4.5).optional(),
});
export type LegQuality = z.infer<typeof legQualitySchema>;
