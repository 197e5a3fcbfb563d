import { z } from 'zod';

/** What the server pushes about remote support on /ws. */
export const supportNotifications = {
  /** A session that I may see began, changed or ended: re-read it. */
  'support.sessions-changed': z.object({ sessionId: z.uuid() }),
} as const;
