import type { dialplanNotifications } from '../../../protocol/dialplan/notifications.ts';
import type { Subscribers } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import { LruMap } from '../../platform/lru-map.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { HttpPort, NotifyPort, PlanNotice } from './outside-ports.ts';

export interface PlanNoticesOptions {
  readonly subscribers: Pick<Subscribers, 'byUser'>;
  readonly notices: Pick<Notifier<typeof dialplanNotifications>, 'toUser'>;
  /** The guarded one: webhooks go to hosts on the tenant's list only. */
  readonly http: HttpPort;
  /** No mail is sent when absent. */
  readonly mail: Mailer | undefined;
  /** Where a person reads mail; undefined for an unknown or disabled one. */
  readonly emailOf: (tenantId: string, userId: string) => Promise<string | undefined>;
  readonly logger: Logger;
}

/** Notices that are remembered as sent, so that none is sent twice. */
const maxRemembered = 10_000;
const webhookSeconds = 5;

/** Tells people what a plan wants them to know: on their pages, by mail, or another system by a webhook ([DP370] and following). */
export class PlanNotices implements NotifyPort {
  readonly #options: PlanNoticesOptions;
  readonly #sent = new LruMap<string, true>(maxRemembered);

  constructor(options: PlanNoticesOptions) {
    this.#options = options;
  }

  /** Rejects never: one who cannot be told does not keep the others from being told. */
  async send(tenantId: string, notice: PlanNotice): Promise<void> {
    if (this.#sent.get(notice.onceKey)) return;
    this.#sent.set(notice.onceKey, true);
    const told = await Promise.allSettled(notice.to.map((whom) => this.#tell(tenantId, whom, notice)));
    for (const one of told) {
      if (one.status === 'rejected')
        this.#options.logger.warn({ err: one.reason, call: notice.callId, channel: notice.channel }, 'a notice of a plan was not sent');
    }
  }

  async #tell(tenantId: string, whom: string, notice: PlanNotice): Promise<void> {
    switch (notice.channel) {
      case 'push':
        return this.#push(tenantId, whom, notice);
      case 'email':
        return this.#mail(tenantId, whom, notice);
      case 'webhook':
        return this.#post(tenantId, whom, notice);
    }
  }

  async #push(tenantId: string, userId: string, { callId, text }: PlanNotice): Promise<void> {
    const person = await this.#options.subscribers.byUser(tenantId, userId);
    if (!person || person.isDisabled) return;
    this.#options.notices.toUser({ tenantId, userId }, 'plan.notice', { callId, text });
  }

  async #mail(tenantId: string, whom: string, { text }: PlanNotice): Promise<void> {
    const { mail, emailOf } = this.#options;
    if (!mail) return;
    const to = whom.includes('@') ? whom : await emailOf(tenantId, whom);
    if (to !== undefined) await mail.send({ to: [to], subject: subjectOf(text), text });
  }

  async #post(tenantId: string, url: string, { callId, text, onceKey }: PlanNotice): Promise<void> {
    // What the other side answers is its own matter; the limit of time is of the request, not of the call.
    const question = { about: 'http', method: 'POST', url, body: { id: onceKey, callId, text }, timeoutSeconds: webhookSeconds } as const;
    await this.#options.http.request(tenantId, { ...question, pick: {} }, new AbortController().signal);
  }
}

/** The first line, short enough for a list of mails. */
function subjectOf(text: string): string {
  const line = text.trim().split(/\r?\n/u)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
