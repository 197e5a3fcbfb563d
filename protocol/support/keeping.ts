import { z } from 'zod';

/** Why content of a session is deleted. */
export const vanishRuleSchema = z.enum(['camera-72-hours', 'tenant-setting', 'tenant-ended']);
export type VanishRule = z.infer<typeof vanishRuleSchema>;

/** What becomes of a session's content. Also in lists. */
export const keepingSchema = z.object({
  /** When it is deleted, if nobody holds it; null as long as no rule says so. */
  goneAt: z.iso.datetime().nullable(),
  rule: vanishRuleSchema.nullable(),
  isHeld: z.boolean(),
  /** Nothing of it is given out any more. */
  isGone: z.boolean(),
  /** When the last of it was deleted. */
  vanishedAt: z.iso.datetime().nullable(),
});
export type Keeping = z.infer<typeof keepingSchema>;
