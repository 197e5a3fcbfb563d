import type { BoxChoice } from '../../../protocol/dialplan/effects.ts';
import type { Language, Phrase, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import { AudioDesk, ObjectClips, RecordingTicker } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Audit, Database, Jobs, SealedObjects } from '../../storage/index.ts';
import type { AttendedCall } from '../calls/attended-call.ts';
import { MailboxService, type GreetingWorkshop } from './mailbox-service.ts';
import { MessageKeeper } from './message-keeper.ts';
import { MessageRetention } from './message-retention.ts';
import { MessageVisit, type MessageOutcome } from './message-visit.ts';
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
}

export interface MessageRequest {
  readonly box: BoxChoice;
  readonly greeting: 'default' | 'busy' | 'none' | { readonly greetingId: string };
  readonly language: Language;
}

/** Voicemail: takes messages of callers, and gives people what is in their boxes. */
export class Voicemail {
  readonly mailboxes: MailboxService;
  readonly #options: VoicemailOptions;
  readonly #store: VoicemailStore;
  readonly #keeper: MessageKeeper;
  readonly #clips: ObjectClips;
  readonly #desk = new AudioDesk();
  readonly #running = new Set<Promise<MessageOutcome>>();

  private constructor(options: VoicemailOptions) {
    const { storage, clock, logger, nodeId } = options;
    const { objects } = storage;
    this.#options = options;
    this.#store = new SqlVoicemailStore(storage.db, storage.audit);
    this.#clips = new ObjectClips({ objects, desk: this.#desk });
    this.mailboxes = new MailboxService({ ...options, store: this.#store, objects, desk: this.#desk, clips: this.#clips });
    this.#keeper = new MessageKeeper({
      store: this.#store,
      objects,
      desk: this.#desk,
      ticker: new RecordingTicker(clock),
      clock,
      logger,
      nodeId,
      onKept: (tenantId, boxId) => this.mailboxes.tellChange(tenantId, boxId),
    });
  }

  /** Finds what a dead run of this server left, then takes messages. */
  static async create(options: VoicemailOptions): Promise<Voicemail> {
    const voicemail = new Voicemail(options);
    const { storage, clock, logger } = options;
    for (const tenant of await storage.db.listTenants()) await voicemail.#keeper.recover(tenant.id);
    const retention = { store: voicemail.#store, objects: storage.objects, database: storage.db, clock, logger };
    await new MessageRetention(retention).register(storage.jobs);
    return voicemail;
  }

  /** Greeting, beep, message. `result` never rejects; `leave()` lets go of the caller and keeps what was said. */
  take(call: AttendedCall, request: MessageRequest): { readonly result: Promise<MessageOutcome>; leave(): void } {
    const left = new AbortController();
    const result = this.#take(call, request, left.signal).finally(() => this.#running.delete(result));
    this.#running.add(result);
    return { result, leave: () => left.abort() };
  }

  /** Whether unanswered calls to this person go to their box. */
  async isOnFor(tenantId: string, userId: string): Promise<boolean> {
    return (await this.#store.boxOfUser(tenantId, userId))?.isOn ?? false;
  }

  /** Waits for messages whose calls just ended: calls are closed before this. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
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
