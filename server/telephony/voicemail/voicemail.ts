import type { BoxChoice } from '../../../protocol/dialplan/effects.ts';
import type { Language, Phrase } from '../../../protocol/dialplan/sounds.ts';
import { AudioDesk } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import type { BoxGreeting, GreetingWish } from './box-greeting.ts';
import type { GreetingService } from './greeting-service.ts';
import { tellInBrowsers } from './browser-notices.ts';
import { MailNotices } from './mail-notices.ts';
import type { MailboxPhone } from './mailbox-phone.ts';
import type { MailboxService } from './mailbox-service.ts';
import type { MailboxPins } from './mailbox-pins.ts';
import { MessageKeeper } from './message-keeper.ts';
import { MessagePurge } from './message-purge.ts';
import { MessageVisit, type MessageOutcome } from './message-visit.ts';
import type { SharedBoxService } from './shared-box-service.ts';
import { SqlNoticeStore } from './notice-store.sql.ts';
import { voicemailParts, type VoicemailOptions } from './voicemail-parts.ts';
import type { Box, VoicemailStore } from './voicemail-store.ts';

export type { VoicemailOptions };

export interface MessageRequest {
  readonly box: BoxChoice;
  readonly greeting: GreetingWish;
  readonly language: Language;
}

/** Voicemail: takes messages of callers, and gives people what is in their boxes. */
export class Voicemail {
  readonly mailboxes: MailboxService;
  readonly greetings: GreetingService;
  readonly sharedBoxes: SharedBoxService;
  readonly pins: MailboxPins;
  readonly #options: VoicemailOptions;
  readonly #store: VoicemailStore;
  readonly #keeper: MessageKeeper;
  readonly #mail: MailNotices | undefined;
  readonly #greeting: BoxGreeting;
  readonly #phone: MailboxPhone;
  readonly #desk = new AudioDesk();
  readonly #running = new Set<Promise<unknown>>();

  private constructor(options: VoicemailOptions) {
    const { storage, clock, logger, nodeId } = options;
    const { objects, db } = storage;
    const parts = voicemailParts(options, this.#desk);
    const { store, news, ticker } = parts;
    this.#options = options;
    this.#store = store;
    this.mailboxes = parts.mailboxes;
    this.pins = parts.pins;
    this.greetings = parts.greetings;
    this.sharedBoxes = parts.sharedBoxes;
    this.#greeting = parts.greeting;
    this.#phone = parts.phone;
    const notices = new SqlNoticeStore(db);
    this.#mail = options.mail && new MailNotices({ ...options.mail, store, notices, objects, clock, logger, nodeId });
    this.#keeper = new MessageKeeper({
      store,
      objects,
      desk: this.#desk,
      ticker,
      clock,
      logger,
      nodeId,
      onKept: (tenantId, boxId, messageId) => {
        news.tell(tenantId, boxId);
        void this.#mail?.handleKept(tenantId, boxId, messageId);
        this.#watch(tellInBrowsers({ store: this.#store, push: options.push, logger }, { tenantId, boxId, messageId }));
      },
    });
  }

  /** Finds what a dead run of this server left, then takes messages. */
  static async create(options: VoicemailOptions): Promise<Voicemail> {
    const voicemail = new Voicemail(options);
    const { db, jobs, objects } = options.storage;
    for (const tenant of await db.listTenants()) {
      await voicemail.#mail?.recover(tenant.id);
      await voicemail.#keeper.recover(tenant.id);
    }
    await new MessagePurge({ ...options, store: voicemail.#store, objects, database: db }).register(jobs);
    return voicemail;
  }

  /** Greeting, beep, message. `result` never rejects; `leave()` lets go of the caller and keeps what was said. */
  take(call: AttendedCall, request: MessageRequest): { readonly result: Promise<MessageOutcome>; leave(): void } {
    const left = new AbortController();
    const result = this.#take(call, request, left.signal).finally(() => this.#running.delete(result));
    this.#running.add(result);
    return { result, leave: () => left.abort() };
  }

  /** A person hears their own messages, and those of boxes that they share, after their PIN; then the call ends. Never rejects. */
  listen(call: AttendedCall, person: { readonly userId: string; readonly language: Language }): Promise<void> {
    const visit = this.#phone.listen(call, person).finally(() => this.#running.delete(visit));
    this.#running.add(visit);
    return visit;
  }

  /** Whether unanswered calls to this person go to their box. */
  isOnFor(tenantId: string, userId: string): Promise<boolean> {
    return this.#store.isOnFor(tenantId, userId);
  }

  /** Waits for messages whose calls just ended: calls are closed before this. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.#mail?.close();
    await this.#desk.close();
  }

  #watch(work: Promise<void>): void {
    const watched = work.finally(() => this.#running.delete(watched));
    this.#running.add(watched);
  }

  async #take(call: AttendedCall, request: MessageRequest, left: AbortSignal): Promise<MessageOutcome> {
    const { clock, logger } = this.#options;
    const { tenantId } = call;
    const { language } = request;
    try {
      const box = await this.#find(tenantId, request.box);
      if (!box || call.codec === 'G722') return 'failed';
      const isFull = (await this.#store.countMessages(tenantId, box.id)) >= box.maxMessages;
      const visit = new MessageVisit({
        call,
        box,
        isFull,
        enter: this.#entrance(call, box, { language, left }),
        greeting: isFull ? [] : await this.#greeting.of(tenantId, box, request.greeting, language),
        language,
        phrase: (phrase, spoken) => this.#phrase(tenantId, phrase, spoken),
        begin: () => this.#keeper.begin(call, box),
        clock,
        logger,
        left,
      });
      return await visit.run();
    } catch (error) {
      logger.error({ err: error, callId: call.id }, 'a voicemail box could not be opened');
      return 'failed';
    }
  }

  /** What `*` in the greeting does: people hear their own messages from any phone. Nothing where there is no PIN. */
  #entrance(
    call: AttendedCall,
    box: Box,
    { language, left }: { readonly language: Language; readonly left: AbortSignal },
  ): (() => Promise<void>) | undefined {
    const { userId, hasPin } = box;
    if (userId === undefined || !hasPin) return undefined;
    return () => this.#phone.visit(call, box, { userId, boxes: [box], language, left }).run();
  }

  #find(tenantId: string, choice: BoxChoice): Promise<Box | undefined> {
    return choice.kind === 'user' ? this.#store.boxOfUser(tenantId, choice.userId) : this.#store.box(tenantId, choice.boxId);
  }

  #phrase(tenantId: string, phrase: Phrase, language: Language): Promise<readonly Clip[]> {
    return this.#options.clips(tenantId, [{ kind: 'phrase', phrase }], language);
  }
}
