import { z } from 'zod';

/** What the server pushes about identity on /ws. */
export const identityNotifications = {
  /** This web session was revoked or signed out elsewhere: the page goes to /login. */
  'session.ended': z.object({
    why: z.enum(['signed-out', 'revoked', 'disabled', 'deleted', 'expired', 'password-changed', 'tenant-ended']),
  }),
  /** My role or name changed: re-read GET /api/session. */
  'me.changed': z.object({}),
} as const;
