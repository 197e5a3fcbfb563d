import { z } from 'zod';

/** GET /api/setup: whether this installation still waits for its first admin. */
export const setupStateSchema = z.object({ isOpen: z.boolean() });

/** POST /api/setup: the page /setup?token=… that a start with DEMO=0 prints. 204; then sign in. */
export const setupRequestSchema = z.object({
  token: z.string().min(1).max(200),
  tenantName: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  displayName: z.string().trim().min(1).max(120),
  password: z.string().min(1).max(1024),
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;
