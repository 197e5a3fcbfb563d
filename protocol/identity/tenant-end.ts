import { z } from 'zod';

/** So many days after its end a tenant's content is deleted. */
export const endedKeptDays = { pbx: 30, support: 90 } as const;

const dayMs = 86_400_000;

/** A tenant's end, and what follows when. */
export const tenantEndSchema = z.object({
  endedAt: z.iso.datetime(),
  /** Recordings, voicemail, prompts, call records. Until then the end can be taken back. */
  pbxGoneAt: z.iso.datetime(),
  /** Support sessions with everything that was kept of them. */
  supportGoneAt: z.iso.datetime(),
  /** The deletion has begun. */
  isFinal: z.boolean(),
});
export type TenantEnd = z.infer<typeof tenantEndSchema>;

/** GET /api/organisation, and the answer to its end and to its taking back. */
export const organisationSchema = z.object({ name: z.string(), end: tenantEndSchema.nullable() });
export type Organisation = z.infer<typeof organisationSchema>;

/** POST /api/organisation/end: the name as somebody typed it, and who they are once more. */
export const endTenantSchema = z.object({ name: z.string().trim().min(1).max(200), password: z.string().min(1).max(1024) });
export type EndTenant = z.infer<typeof endTenantSchema>;

/** When what is gone after an end at this moment; milliseconds since the Unix epoch. */
export function goneAtMs(endedAtMs: number): { readonly pbx: number; readonly support: number } {
  return { pbx: endedAtMs + endedKeptDays.pbx * dayMs, support: endedAtMs + endedKeptDays.support * dayMs };
}
