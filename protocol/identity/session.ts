import { z } from 'zod';
import { roleSchema } from './role.ts';
import { tenantEndSchema } from './tenant-end.ts';

export const languageSchema = z.enum(['en', 'de']);
export type Language = z.infer<typeof languageSchema>;

/** POST /api/session */
export const signInSchema = z.object({ email: z.string().trim().min(1).max(254), password: z.string().min(1).max(1024) });

/** GET /api/session, and the answer to a sign-in. */
export const meSchema = z.object({
  userId: z.string(),
  email: z.string(),
  displayName: z.string(),
  role: roleSchema,
  language: languageSchema.optional(),
  tenant: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    /** When its time is over. */
    end: tenantEndSchema.optional(),
  }),
  mustChangePassword: z.boolean(),
  /** To be sent back as header `X-CSRF-Token` with every request that changes something. */
  csrfToken: z.string(),
  extensions: z.array(z.string()),
  protocolVersion: z.number().int(),
});
export type Me = z.infer<typeof meSchema>;

/** GET /api/sessions → { items }: one per place where this person is signed in. DELETE /api/sessions/{id} ends one. */
export const webSessionSchema = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  userAgent: z.string(),
  address: z.string(),
});
export const webSessionListSchema = z.object({ items: z.array(webSessionSchema) });
export type WebSession = z.infer<typeof webSessionSchema>;

/** POST /api/password */
export const changePasswordSchema = z.object({ current: z.string().min(1).max(1024), next: z.string().min(1).max(1024) });
/** PATCH /api/session: the person's own settings. */
export const updateMeSchema = z.object({ language: languageSchema });
