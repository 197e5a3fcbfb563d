import type { Config } from '../config/config.ts';
import { Notices, vapidKeysOf, type IdentityEvents } from '../identity/index.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { WebPushSender } from '../platform/push/web-push-sender.ts';
import type { Storage } from '../storage/index.ts';

export interface OpenNotices {
  readonly config: Config;
  readonly storage: Pick<Storage, 'db' | 'secrets'>;
  readonly bus: Bus<IdentityEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What people are told beyond their open pages, by Web Push with this installation's keys. */
export async function openNotices({ config, storage, bus, clock, logger }: OpenNotices): Promise<Notices> {
  const keys = await vapidKeysOf(storage);
  const sender = new WebPushSender({ keys, subject: subjectOf(config), localOrigins: config.PUSH_LOCAL_ORIGINS, clock });
  return new Notices({ storage, sender, bus, clock, logger: logger.child({ domain: 'identity' }) });
}

/** Whom a push service may write to about us; some refuse what leads nowhere, such as localhost. */
function subjectOf({ PUBLIC_URL, SMTP_FROM, SIP_DOMAIN }: Config): string {
  const isPublic = PUBLIC_URL?.startsWith('https://') === true && !new URL(PUBLIC_URL).hostname.endsWith('localhost');
  return isPublic ? PUBLIC_URL : `mailto:${SMTP_FROM ?? `webmaster@${SIP_DOMAIN}`}`;
}
