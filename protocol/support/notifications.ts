import { z } from 'zod';

/** What pages of staff are told on /ws. */
export const supportNotifications = {
  /** A session began, changed or ended: read it again. */
  'support.sessions-changed': z.object({ sessionId: z.uuid() }),
} as const;
