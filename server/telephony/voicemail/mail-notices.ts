import type { Language } from '../../../protocol/dialplan/sounds.ts';
import { readAll } from '../../media/index.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Mail, Mailer } from '../../platform/mail/mailer.ts';
import type { SealedObjects } from '../../storage/index.ts';
import { messageMail } from './message-mail.ts';
import type { NoticeStore } from './notice-store.ts';
import type { Message, VoicemailStore } from './voicemail-store.ts';

/** What voicemail needs to tell people by mail. */
export interface MailWay {
  readonly mailer: Mailer;
  /** For people who have no language of their own and no extension. */
  readonly languageOf: (tenantId: string) => Promise<Language>;
  /** Where people find Deskline, without a slash at the end. */
  readonly address: string | undefined;
}

export interface MailNoticesParts extends MailWay {
  readonly store: Pick<VoicemailStore, 'box' | 'message'>;
  readonly notices: NoticeStore;
  readonly objects: SealedObjects;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
}

/** Waits before the second, third, … attempt. After the last one people are not told. */
const waitsMs = [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000] as const;
/** What a mail server surely takes. */
const maxAttachmentBytes = 8 * 2 ** 20;

/** What was tried of one mail. */
interface Progress {
  readonly failures: number;
  /** Languages in which the mail server took it. */
  readonly told: Set<Language>;
}

/**
 * Tells the people of a box by mail of each new message: once, each in their own language, in the background, again when the mail server
 * does not take it.
 */
export class MailNotices {
  readonly #parts: MailNoticesParts;
  readonly #timers = new Set<Timer>();
  #isClosed = false;

  constructor(parts: MailNoticesParts) {
    this.#parts = parts;
  }

  /** Goes on with what a dead run of this server did not send. */
  async recover(tenantId: string): Promise<void> {
    for (const id of await this.#parts.notices.due(tenantId, this.#parts.nodeId)) void this.#attempt(tenantId, id);
  }

  /** A message is there. Never rejects. */
  async handleKept(tenantId: string, boxId: string, messageId: string): Promise<void> {
    const { store, notices, logger } = this.#parts;
    try {
      if (((await store.box(tenantId, boxId))?.emailNotice ?? 'none') === 'none') return;
      await notices.setNotice(tenantId, messageId, 'due');
      await this.#attempt(tenantId, messageId);
    } catch (error) {
      logger.error({ err: error, tenantId, messageId }, 'people could not be told of a message by mail');
    }
  }

  /** What is due is sent by the next start. Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) timer.stop();
    this.#timers.clear();
  }

  async #attempt(tenantId: string, messageId: string, { failures, told }: Progress = { failures: 0, told: new Set() }): Promise<void> {
    const { notices, logger } = this.#parts;
    try {
      await this.#send(tenantId, messageId, told);
      await notices.setNotice(tenantId, messageId, 'sent');
    } catch (error) {
      logger.warn({ err: error, tenantId, messageId, failures: failures + 1 }, 'a mail about a message was not taken');
      const waitMs = waitsMs[failures];
      if (waitMs !== undefined) this.#later(waitMs, () => this.#attempt(tenantId, messageId, { failures: failures + 1, told }));
      else await notices.setNotice(tenantId, messageId, 'failed');
    }
  }

  async #send(tenantId: string, messageId: string, told: Set<Language>): Promise<void> {
    const { store, mailer, address } = this.#parts;
    const message = await store.message(tenantId, messageId);
    const box = message && (await store.box(tenantId, message.boxId));
    // Deleted meanwhile, or nobody wants mail any more: there is nothing to tell.
    if (!message || message.deletedAt || !box || box.emailNotice === 'none') return;
    const attachments = box.emailNotice === 'with-audio' ? await this.#audioOf(tenantId, message) : [];
    const untold = [...(await this.#readers(tenantId, box.id))].filter(([language]) => !told.has(language));
    const sent = await Promise.allSettled(
      untold.map(async ([language, to]) => {
        await mailer.send({ to, ...messageMail(message, language, address), attachments });
        told.add(language);
      }),
    );
    const failed = sent.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Addresses by the language that their people read. */
  async #readers(tenantId: string, boxId: string): Promise<ReadonlyMap<Language, readonly string[]>> {
    const { notices, languageOf } = this.#parts;
    const byLanguage = new Map<Language, readonly string[]>();
    for (const { email, language: own } of await notices.readers(tenantId, boxId)) {
      const language = own ?? (await languageOf(tenantId));
      byLanguage.set(language, [...(byLanguage.get(language) ?? []), email]);
    }
    return byLanguage;
  }

  async #audioOf(tenantId: string, { objectId }: Message): Promise<NonNullable<Mail['attachments']>> {
    const content = await readAll(this.#parts.objects, tenantId, objectId);
    return content.length > maxAttachmentBytes ? [] : [{ name: 'voicemail.ogg', contentType: 'audio/ogg', content: Buffer.from(content) }];
  }

  #later(ms: number, work: () => Promise<void>): void {
    if (this.#isClosed) return;
    const timer = this.#parts.clock.after(ms, () => {
      this.#timers.delete(timer);
      void work();
    });
    this.#timers.add(timer);
  }
}
