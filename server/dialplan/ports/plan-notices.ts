import { z } from 'zod';
import type { dialplanNotifications } from '../../../protocol/dialplan/notifications.ts';
import type { Attempt, Notice, Outbox, PushNotices, Subscribers } from '../../identity/index.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { HttpPort, NotifyPort, PlanNotice } from './outside-ports.ts';

export interface PlanNoticesOptions {
  /** Keeps notices until they are sent, each once. */
  readonly outbox: Pick<Outbox, 'add' | 'connect'>;
  /** Reaches people whose pages are closed. */
  readonly push: Pick<PushNotices, 'tell'>;
  readonly subscribers: Pick<Subscribers, 'byUser'>;
  readonly notices: Pick<Notifier<typeof dialplanNotifications>, 'toUser'>;
  /** The guarded one: webhooks go to hosts on the tenant's list only. */
  readonly http: HttpPort;
  /** No mail is sent when absent. */
  readonly mail: Mailer | undefined;
  /** Where a person reads mail; undefined for an unknown or disabled one. */
  readonly emailOf: (tenantId: string, userId: string) => Promise<string | undefined>;
}

const webhookSeconds = 5;
const contentSchema = z.object({ callId: z.string(), text: z.string() });

/** Tells people what a plan wants them to know: in their browsers, by mail, or another system by a webhook ([DP370] and following). */
export class PlanNotices implements NotifyPort {
  readonly #options: PlanNoticesOptions;

  constructor(options: PlanNoticesOptions) {
    this.#options = options;
    const { outbox } = options;
    outbox.connect('plan-push', (tenantId, notice) => this.#push(tenantId, notice));
    outbox.connect('plan-email', (tenantId, notice) => this.#mail(tenantId, notice));
    outbox.connect('plan-webhook', (tenantId, notice) => this.#post(tenantId, notice));
  }

  /** Kept when it resolves, each receiver by themselves: one who cannot be told does not keep the others from being told. */
  async send(tenantId: string, { onceKey, channel, to, callId, text }: PlanNotice): Promise<void> {
    const content = JSON.stringify({ callId, text });
    await this.#options.outbox.add(
      tenantId,
      to.map((whom) => ({ onceKey, channel: `plan-${channel}`, whom, text: content })),
    );
  }

  async #push(tenantId: string, { whom: userId, onceKey, text: content }: Notice): Promise<Attempt> {
    const { subscribers, push, notices } = this.#options;
    const { callId, text } = contentSchema.parse(JSON.parse(content));
    const person = await subscribers.byUser(tenantId, userId);
    if (!person || person.isDisabled) return { kind: 'failed' };
    await push.tell(tenantId, [userId], { kind: 'plan', text, onceKey });
    notices.toUser({ tenantId, userId }, 'plan.notice', { callId, text });
    return { kind: 'sent' };
  }

  async #mail(tenantId: string, { whom, onceKey, text: content }: Notice): Promise<Attempt> {
    const { mail, emailOf } = this.#options;
    const { text } = contentSchema.parse(JSON.parse(content));
    const to = whom.includes('@') ? whom : await emailOf(tenantId, whom);
    if (!mail || to === undefined) return { kind: 'failed' };
    await mail.send({ to: [to], subject: subjectOf(text), text, onceKey });
    return { kind: 'sent' };
  }

  async #post(tenantId: string, { whom: url, onceKey, text: content }: Notice): Promise<Attempt> {
    // What the other side answers is its own matter; the limit of time is of the request, not of the call.
    const body = { id: onceKey, ...contentSchema.parse(JSON.parse(content)) };
    const question = { about: 'http', method: 'POST', url, body, timeoutSeconds: webhookSeconds, pick: {} } as const;
    await this.#options.http.request(tenantId, question, new AbortController().signal);
    return { kind: 'sent' };
  }
}

/** The first line, short enough for a list of mails. */
function subjectOf(text: string): string {
  const line = text.trim().split(/\r?\n/u)[0] ?? '';
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
