import type { BoxChoice } from '../../../protocol/dialplan/effects.ts';
import type { Language, Phrase, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import { AudioDesk, ObjectClips, RecordingTicker, type SpeechSynthesis } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Audit, Database, Jobs, SealedObjects } from '../../storage/index.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import { BoxGreeting, type GreetingWish } from './box-greeting.ts';
import { BoxNews } from './box-news.ts';
import { BoxSchedules, type SchedulesOf } from './box-schedules.ts';
import { GreetingRecorder } from './greeting-recorder.ts';
import { GreetingService, type GreetingWorkshop, type PlanUsesOf } from './greeting-service.ts';
import { SqlGreetingStore } from './greeting-store.sql.ts';
import { MailNotices, type MailWay } from './mail-notices.ts';
import { MailboxPhone } from './mailbox-phone.ts';
import { MailboxService } from './mailbox-service.ts';
import { SqlMailboxPinStore } from './mailbox-pin-store.sql.ts';
import { MailboxPins } from './mailbox-pins.ts';
import { MessageKeeper } from './message-keeper.ts';
import { MessagePurge } from './message-purge.ts';
import { MessageVisit, type MessageOutcome } from './message-visit.ts';
import { SharedBoxService } from './shared-box-service.ts';
import { SqlSharedBoxStore } from './shared-box-store.sql.ts';
import { SqlNoticeStore } from './notice-store.sql.ts';
import { SqlVoicemailStore } from './voicemail-store.sql.ts';
import type { Box, VoicemailStore } from './voicemail-store.ts';

/** What dial plans know about boxes. */
export interface BoxPlans {
  readonly schedules: SchedulesOf;
  readonly boxUses: PlanUsesOf;
  readonly greetingUses: PlanUsesOf;
}

export interface VoicemailOptions {
  readonly storage: {
    readonly db: Pick<Database, 'inTenant' | 'listTenants'>;
    readonly audit: Pick<Audit, 'append'>;
    readonly objects: SealedObjects;
    readonly jobs: Jobs;
  };
  /** Phrases that come with Deskline. */
  readonly clips: (tenantId: string, sounds: readonly Sound[], language: Language) => Promise<readonly Clip[]>;
  /** Levels and encodes greetings. */
  readonly workshop: GreetingWorkshop;
  /** Reads greetings aloud. */
  readonly speech: SpeechSynthesis;
  /** What dial plans know: schedules, and who leads to a box or plays a greeting. Asked once calls are taken. */
  readonly plans: BoxPlans;
  readonly notices: Notifier<Pick<typeof telephonyNotifications, 'voicemail.changed'>>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
  /** Absent: nobody is told by mail. */
  readonly mail?: MailWay | undefined;
}

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
    const { storage, clock, logger, nodeId, workshop, clips: phrases } = options;
    const { objects, db, audit } = storage;
    const store = new SqlVoicemailStore(db, audit);
    const stored = new SqlGreetingStore(db);
    const clips = new ObjectClips({ objects, desk: this.#desk });
    const ticker = new RecordingTicker(clock);
    const schedules = new BoxSchedules(options.plans.schedules, clock);
    const news = new BoxNews({ store, notices: options.notices, logger });
    const onChanged = (tenantId: string, boxId: string): void => news.tell(tenantId, boxId);
    this.#options = options;
    this.#store = store;
    this.mailboxes = new MailboxService({ store, objects, desk: this.#desk, news, clock });
    this.pins = new MailboxPins({ boxes: store, pins: new SqlMailboxPinStore(db, audit), clock });
    this.greetings = new GreetingService({
      ...{ store, greetings: stored, objects, clips, workshop, schedules, onChanged },
      speech: options.speech,
      planUses: options.plans.greetingUses,
    });
    const shared = new SqlSharedBoxStore(db, audit);
    this.sharedBoxes = new SharedBoxService({ shared, store, greetings: stored, planUses: options.plans.boxUses, news });
    const standard = (tenantId: string, language: Language) => this.#phrase(tenantId, 'voicemail-greeting', language);
    this.#greeting = new BoxGreeting({ greetings: stored, schedules, clips, standard, clock, logger });
    this.#phone = new MailboxPhone({
      ...{ store, greetings: stored, workshop, pins: this.pins, clips, news, clock, logger },
      service: this.greetings,
      greeting: this.#greeting,
      recorder: new GreetingRecorder({ objects, desk: this.#desk, clips, ticker, clock, logger }),
      say: phrases,
    });
    const notices = new SqlNoticeStore(db);
    this.#mail = options.mail && new MailNotices({ ...options.mail, store, notices, objects, clock, logger, nodeId });
    this.#keeper = new MessageKeeper({
      ...{ store, objects, desk: this.#desk, ticker, clock, logger, nodeId },
      onKept: (tenantId, boxId, messageId) => {
        news.tell(tenantId, boxId);
        void this.#mail?.handleKept(tenantId, boxId, messageId);
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
  async isOnFor(tenantId: string, userId: string): Promise<boolean> {
    return (await this.#store.boxOfUser(tenantId, userId))?.isOn ?? false;
  }

  /** Waits for messages whose calls just ended: calls are closed before this. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
    this.#mail?.close();
    await this.#desk.close();
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
