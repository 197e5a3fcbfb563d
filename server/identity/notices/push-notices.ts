import { createHash } from 'node:crypto';
import type { PushPayload } from '../../../protocol/identity/push.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PushMessage, PushSender } from '../../platform/push/push-sender.ts';
import type { Notice } from './notice-store.ts';
import type { Attempt, Outbox } from './outbox.ts';
import type { PushSubscription, PushSubscriptionStore } from './push-subscription-store.ts';
import { noticeWords, personNoticeSchema, type PersonNotice } from './push-words.ts';

export interface PushNoticesOptions {
  readonly outbox: Pick<Outbox, 'add' | 'connect'>;
  readonly subscriptions: PushSubscriptionStore;
  readonly sender: Pick<PushSender, 'send'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const toPerson = 'push';
const toBrowser = 'browser';
const hourSeconds = 3_600;
/** How long a push service keeps it. What a plan says is about now, a message waits for its person. */
const ttlSeconds = { voicemail: 24 * hourSeconds, 'missed-call': 24 * hourSeconds, plan: 4 * hourSeconds } as const;
/** Refusals in a row after which a browser is given up. */
const maxRefused = 10;

/** Tells people in their browsers, also while no page is open: each notice once to each browser that wants its kind. */
export class PushNotices {
  readonly #options: PushNoticesOptions;

  constructor(options: PushNoticesOptions) {
    this.#options = options;
    options.outbox.connect(toPerson, (tenantId, notice) => this.#spread(tenantId, notice));
    options.outbox.connect(toBrowser, (tenantId, notice) => this.#send(tenantId, notice));
  }

  /** Kept when it resolves. The same `onceKey` again tells nobody twice. */
  async tell(
    tenantId: string,
    userIds: readonly string[],
    { onceKey, ...notice }: PersonNotice & { readonly onceKey: string },
  ): Promise<void> {
    const text = JSON.stringify(notice);
    await this.#options.outbox.add(
      tenantId,
      userIds.map((whom) => ({ onceKey, channel: toPerson, whom, text })),
    );
  }

  /** One for each browser: what one of them does not take is no matter of the others. */
  async #spread(tenantId: string, { onceKey, whom, text }: Notice): Promise<Attempt> {
    const { outbox, subscriptions } = this.#options;
    const { kind } = personNoticeSchema.parse(JSON.parse(text));
    const browsers = (await subscriptions.ofUser(tenantId, whom)).filter(({ kinds }) => kinds.includes(kind));
    await outbox.add(
      tenantId,
      browsers.map(({ id }) => ({ onceKey, channel: toBrowser, whom: id, text })),
    );
    return { kind: 'sent' };
  }

  async #send(tenantId: string, { onceKey, whom, text }: Notice): Promise<Attempt> {
    const { subscriptions, sender, clock, logger } = this.#options;
    const browser = await subscriptions.byId(tenantId, whom);
    if (!browser) return { kind: 'failed' };
    const outcome = await sender.send(browser.target, messageOf(onceKey, personNoticeSchema.parse(JSON.parse(text)), browser));
    switch (outcome.kind) {
      case 'taken':
        await subscriptions.noteTaken(tenantId, whom, new Date(clock.now()));
        return { kind: 'sent' };
      case 'gone':
        await subscriptions.remove(tenantId, whom);
        return { kind: 'failed' };
      case 'later':
        logger.debug({ tenant: tenantId, subscription: whom, reason: outcome.why }, 'a push service takes nothing now');
        return { kind: 'later', afterMs: outcome.afterMs };
      case 'refused':
        logger.warn({ tenant: tenantId, subscription: whom, reason: outcome.why }, 'a push service refused a notice');
        await subscriptions.noteRefused(tenantId, whom, maxRefused);
    }
    return { kind: 'failed' };
  }
}

/** Topic and tag are the notice's own: one that goes out twice after a crash is shown once. */
function messageOf(onceKey: string, notice: PersonNotice, { language }: PushSubscription): PushMessage {
  const topic = createHash('sha256').update(onceKey).digest('base64url').slice(0, 24);
  const payload: PushPayload = { ...noticeWords(notice, language), tag: topic, path: '/phone', language };
  return { text: JSON.stringify(payload), ttlSeconds: ttlSeconds[notice.kind], urgency: notice.kind === 'plan' ? 'high' : 'normal', topic };
}
