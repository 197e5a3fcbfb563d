import { z } from 'zod';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PushSender } from '../../platform/push/push-sender.ts';
import { newVapidKeys, type VapidKeys } from '../../platform/push/vapid-keys.ts';
import type { Storage } from '../../storage/index.ts';
import type { IdentityEvents } from '../identity-events.ts';
import { SqlNoticeStore } from './notice-store.sql.ts';
import { Outbox } from './outbox.ts';
import { PushNotices } from './push-notices.ts';
import { PushSubscriptionService } from './push-subscription-service.ts';
import { SqlPushSubscriptionStore } from './push-subscription-store.sql.ts';

export interface NoticesOptions {
  readonly storage: Pick<Storage, 'db' | 'secrets'>;
  readonly sender: PushSender;
  readonly bus: Bus<IdentityEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What people are told beyond the pages that they have open: kept until it is sent, once each. */
export class Notices {
  readonly outbox: Outbox;
  readonly push: PushNotices;
  readonly subscriptions: PushSubscriptionService;
  readonly #db: NoticesOptions['storage']['db'];
  readonly #lifetime = new AbortController();

  constructor({ storage, sender, bus, clock, logger }: NoticesOptions) {
    this.#db = storage.db;
    const store = new SqlPushSubscriptionStore(storage);
    this.outbox = new Outbox({ store: new SqlNoticeStore(storage), clock, logger });
    this.push = new PushNotices({ outbox: this.outbox, subscriptions: store, sender, clock, logger });
    this.subscriptions = new PushSubscriptionService({ store, sender, bus, clock, logger }, this.#lifetime.signal);
  }

  /** Goes on with what a dead run left; every night, what is long over is forgotten. After all channels are connected. */
  async start(jobs: Storage['jobs']): Promise<void> {
    this.outbox.start();
    await jobs.repeat({ name: 'notices-purge', cron: '40 2 * * *', run: () => this.#purge() });
  }

  /** After whoever tells people, before storage. Idempotent. */
  async close(): Promise<void> {
    this.#lifetime.abort();
    await this.outbox.close();
  }

  async #purge(): Promise<void> {
    await this.outbox.purge();
    await this.subscriptions.purge((await this.#db.listTenants()).map(({ id }) => id));
  }
}

const vapidContext = 'installation/push-vapid';
const vapidSchema = z.object({ publicKey: z.string(), privateKey: z.string() });

/** The installation's pair for push services: made once, sealed in the database. Another one would end every subscription. */
export async function vapidKeysOf({ db, secrets }: Pick<Storage, 'db' | 'secrets'>): Promise<VapidKeys> {
  const fresh = secrets.seal(vapidContext, Buffer.from(JSON.stringify(newVapidKeys()), 'utf8')).toString('base64');
  const kept = await db.rememberOnce('push_vapid', fresh);
  return vapidSchema.parse(JSON.parse(secrets.open(vapidContext, Buffer.from(kept, 'base64')).toString('utf8')));
}
