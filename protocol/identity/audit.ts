import { z } from 'zod';
import { listQuerySchema, pageOf } from '../wire/page.ts';

/** GET /api/admin/audit: newest first. Everything that is given has to hold. */
export const auditQuerySchema = listQuerySchema.extend({
  /** Who did it, or whom it was done to. */
  person: z.uuid().optional(),
  /** Exactly this action. */
  action: z.string().max(100).optional(),
  /** From this moment on. */
  from: z.iso.datetime().optional(),
  /** Before this moment. */
  until: z.iso.datetime().optional(),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  action: z.string(),
  actorName: z.string().nullable(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** What the subject is called, or was when it was deleted. */
  subjectName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  /** Names of the ids that stand in before and after. */
  names: z.record(z.string(), z.string()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditPageSchema = pageOf(auditEntrySchema);

/** GET /api/admin/audit/actions: every action that stands in the log. */
export const auditActionsSchema = z.object({ items: z.array(z.string()) });
