import { z } from 'zod';

/** What the server pushes about dial plans on /ws; of plans themselves to those with `plans.read`. */
export const dialplanNotifications = {
  /** The draft, the name, the attachments or the published version of a plan changed, or it came or went: re-read what is shown. */
  'plan.changed': z.object({ planId: z.string(), revision: z.number().int(), publishedVersion: z.number().int().nullable() }),
  /** How many calls are in which node now; nodes without calls are left out. At most once per second and plan. */
  'plan.live': z.object({ planId: z.string(), nodes: z.array(z.object({ nodeId: z.string(), count: z.number().int() })) }),
  /** A plan wants this person to know something of a call (node `notify`). */
  'plan.notice': z.object({ callId: z.string(), text: z.string() }),
} as const;
