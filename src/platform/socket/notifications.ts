import { dialplanNotifications } from '../../../protocol/dialplan/notifications.ts';
import { identityNotifications } from '../../../protocol/identity/notifications.ts';
import { supportNotifications } from '../../../protocol/support/notifications.ts';
import { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { LiveSocket } from './live-socket.ts';

/** Everything that the server pushes. */
export const notifications = {
  ...identityNotifications,
  ...telephonyNotifications,
  ...dialplanNotifications,
  ...supportNotifications,
} as const;

/** The page's live line. */
export type Live = LiveSocket<typeof notifications>;
