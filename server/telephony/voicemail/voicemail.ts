import type { BoxChoice } from '../../../protocol/dialplan/effects.ts';
import type { Language, Phrase, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import { AudioDesk, ObjectClips, RecordingTicker } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Audit, Database, Jobs, SealedObjects } from '../../storage/index.ts';
import type { PushNotices } from '../../identity/index.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import { tellInBrowsers } from './browser-notices.ts';
import { MailNotices, type MailWay } from './mail-notices.ts';
import { MailboxService, type GreetingWorkshop } from './mailbox-service.ts';
import { SqlMailboxPinStore } from './mailbox-pin-store.sql.ts';
import { MailboxPins } from './mailbox-pins.ts';
import { MailboxVisit, type MessagesByPhone } from './mailbox-visit.ts';
import { MessageKeeper } from './message-keeper.ts';
import { MessagePurge } from './message-purge.ts';
import { MessageVisit, type MessageOutcome } from './message-visit.ts';
import { SqlNoticeStore } from './notice-store.sql.ts';
import { SqlVoicemailStore } from './voicemail-store.sql.ts';
import type { Box, VoicemailStore } from './voicemail-store.ts';

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
  readonly notices: Notifier<Pick<typeof telephonyNotifications, 'voicemail.changed'>>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeId: string;
  /** Tells people in browsers whose pages are closed. */
  readonly push: Pick<PushNotices, 'tell'>;
  /** Absent: nobody is told by mail. */
  readonly mail?: MailWay | undefined;
}

/** How many messages one hears in one call. */
const heardByPhone = 100;

export interface MessageRequest {
  readonly box: BoxChoice;
  readonly greeting: 'default' | 'busy' | 'none' | { readonly greetingId: string };
  readonly language: Language;
}

/** Voicemail: takes messages of callers, and gives people what is in their boxes. */
export class Voicemail {
  readonly mailboxes: MailboxService;
  readonly pins: MailboxPins;
  readonly #options: VoicemailOptions;
  readonly #store: VoicemailStore;
  readonly #keeper: MessageKeeper;
  readonly #mail: MailNotices | undefined;
  readonly #clips: ObjectClips;
  readonly #desk = new AudioDesk();
  readonly #running = new Set<Promise<unknown>>();

  private constructor(options: VoicemailOptions) {
    const { storage, clock, logger, nodeId } = options;
    const { objects } = storage;
    this.#options = options;
    this.#store = new SqlVoicemailStore(storage.db, storage.audit);
    this.#clips = new ObjectClips({ objects, desk: this.#desk });
    this.mailboxes = new MailboxService({ ...options, store: this.#store, objects, desk: this.#desk, clips: this.#clips });
    const notices = new SqlNoticeStore(storage.db);
    this.#mail = options.mail && new MailNotices({ ...options.mail, store: this.#store, notices, objects, clock, logger, nodeId });
    const pins = new SqlMailboxPinStore(storage.db, storage.audit);
    this.pins = new MailboxPins({ boxes: this.#store, pins, clock });
    this.#keeper = new MessageKeeper({
      store: this.#store,
      objects,
      desk: this.#desk,
      ticker: new RecordingTicker(clock),
      clock,
      logger,
      nodeId,
      onKept: (tenantId, boxId, messageId) => {
        this.mailboxes.tellChange(tenantId, boxId);
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
    const visit = this.#listen(call, person).finally(() => this.#running.delete(visit));
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
        greeting: isFull ? [] : await this.#greeting(tenantId, box, request),
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

  async #listen(call: AttendedCall, { userId, language }: { readonly userId: string; readonly language: Language }): Promise<void> {
    const { tenantId } = call;
    try {
      await call.answer();
      const box = await this.#store.boxOfUser(tenantId, userId);
      if (!box || call.codec === 'G722') return call.end('failed');
      call.takenBy({ userId: undefined, displayName: box.name, number: call.dialled });
      await this.#visitOf(call, box, { userId, boxes: await this.#store.boxesFor(tenantId, userId), language }).run();
      call.end('completed');
    } catch (error) {
      if (call.ended.aborted) return;
      this.#options.logger.error({ err: error, callId: call.id }, 'messages could not be heard by phone');
      call.end('failed');
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
    return () => this.#visitOf(call, box, { userId, boxes: [box], language, left }).run();
  }

  /** `userId` proves with the PIN of `box` that they are it, and hears what is in `boxes`. */
  #visitOf(
    call: AttendedCall,
    box: Box,
    visitor: { readonly userId: string; readonly boxes: readonly Box[]; readonly language: Language; readonly left?: AbortSignal },
  ): MailboxVisit {
    const { clips, clock } = this.#options;
    const { tenantId } = call;
    return new MailboxVisit({
      call,
      hasPin: box.hasPin,
      checkPin: (pin) => this.pins.check(tenantId, box.id, pin),
      messages: this.#messagesByPhone(tenantId, visitor),
      say: (sounds) => clips(tenantId, sounds, visitor.language),
      clock,
      left: visitor.left ?? new AbortController().signal,
    });
  }

  #messagesByPhone(tenantId: string, { userId, boxes }: { readonly userId: string; readonly boxes: readonly Box[] }): MessagesByPhone {
    const now = (): Date => new Date(this.#options.clock.now());
    return {
      list: async () => {
        const query = { query: '', state: 'inbox', page: 1, pageSize: heardByPhone } as const;
        const ids = boxes.map(({ id }) => id);
        const { items } = await this.#store.messages(tenantId, ids, query);
        const newOnes = items.filter(({ heardBy }) => heardBy.length === 0);
        return [...newOnes.toReversed(), ...items.filter(({ heardBy }) => heardBy.length > 0)];
      },
      clipsOf: ({ objectId, durationMs }) => [this.#clips.clipOf({ tenantId, objectId, durationMs })],
      setHeard: async ({ id, boxId }) => {
        await this.#store.setHeard(tenantId, id, { userId, at: now() });
        this.mailboxes.tellChange(tenantId, boxId);
      },
      delete: async ({ id, boxId }) => {
        await this.#store.setDeleted(tenantId, id, now());
        this.mailboxes.tellChange(tenantId, boxId);
      },
    };
  }

  #find(tenantId: string, choice: BoxChoice): Promise<Box | undefined> {
    return choice.kind === 'user' ? this.#store.boxOfUser(tenantId, choice.userId) : this.#store.box(tenantId, choice.boxId);
  }

  async #greeting(tenantId: string, box: Box, { greeting, language }: MessageRequest): Promise<readonly Clip[]> {
    if (greeting === 'none') return [];
    const usual = greeting === 'busy' ? (box.busyGreetingId ?? box.greetingId) : box.greetingId;
    const id = typeof greeting === 'object' ? greeting.greetingId : usual;
    const own = id === undefined ? undefined : await this.#store.greeting(tenantId, id);
    if (own?.boxId !== box.id) return this.#phrase(tenantId, 'voicemail-greeting', language);
    return [this.#clips.clipOf({ tenantId, objectId: own.objectId, durationMs: own.durationMs })];
  }

  #phrase(tenantId: string, phrase: Phrase, language: Language): Promise<readonly Clip[]> {
    return this.#options.clips(tenantId, [{ kind: 'phrase', phrase }], language);
  }
}
