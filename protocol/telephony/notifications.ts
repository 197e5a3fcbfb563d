import { z } from 'zod';
import { callRecordSchema, phoneSettingsSchema, presenceSchema } from './phone.ts';
import { ownDeskSchema } from './queues.ts';

/** What the server pushes about telephony on /ws. The one catalogue: types derive from it. */
export const telephonyNotifications = {
  /** Somebody's presence changed (also mine). */
  'person.presence': z.object({ userId: z.string(), presence: presenceSchema }),
  /** The list of people changed: re-read it. */
  'people.changed': z.object({}),
  /** A call of mine began, was answered or ended: its record as it is now. */
  'call.recorded': z.object({ record: callRecordSchema }),
  /** My missed calls were seen in another tab or device. */
  'calls.seen': z.object({}),
  /** An emergency alert came or was acknowledged: who may handle them reads GET /api/emergency-alerts again. */
  'emergency.changed': z.object({}),
  /** My phone settings changed in another tab or device. */
  'phone.settings': z.object({ settings: phoneSettingsSchema }),
  /** My desk as an agent looks different; null when I am in no queue any more. */
  'agent.desk': ownDeskSchema,
  /** Who is to be called back changed: who may read GET /api/callbacks does so again. */
  'callbacks.changed': z.object({}),
  /** Something changed in a box of mine: re-read it. `newCount`: messages that nobody heard, in all my boxes. */
  'voicemail.changed': z.object({ newCount: z.number().int() }),
} as const;
