import type { Language, Sound } from '../../../protocol/dialplan/sounds.ts';
import type { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import type { PushNotices } from '../../identity/index.ts';
import { ObjectClips, RecordingTicker, type AudioDesk, type SpeechSynthesis } from '../../media/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier } from '../../platform/notifier.ts';
import type { Audit, Database, Jobs, SealedObjects } from '../../storage/index.ts';
import type { EventSubscriptions } from '../sip/index.ts';
import { BoxGreeting } from './box-greeting.ts';
import { BoxNews } from './box-news.ts';
import { BoxSchedules, type SchedulesOf } from './box-schedules.ts';
import { GreetingRecorder } from './greeting-recorder.ts';
import { GreetingService, type GreetingWorkshop, type PlanUsesOf } from './greeting-service.ts';
import { SqlGreetingStore } from './greeting-store.sql.ts';
import type { MailWay } from './mail-notices.ts';
import { MailboxPhone } from './mailbox-phone.ts';
import { SqlMailboxPinStore } from './mailbox-pin-store.sql.ts';
import { MailboxPins } from './mailbox-pins.ts';
import { MailboxService } from './mailbox-service.ts';
import { MessageWaiting, type MessageWaitingParts } from './message-waiting.ts';
import { SharedBoxService } from './shared-box-service.ts';
import { SqlSharedBoxStore } from './shared-box-store.sql.ts';
import { SqlVoicemailStore } from './voicemail-store.sql.ts';

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
  /** Tells people in browsers whose pages are closed. */
  readonly push: Pick<PushNotices, 'tell'>;
  /** Absent: nobody is told by mail. */
  readonly mail?: MailWay | undefined;
  /** Absent: no phone has a lamp. */
  readonly phones?: PhoneLamps;
}

/** What voicemail needs to light lamps. */
export interface PhoneLamps {
  readonly subscriptions: EventSubscriptions;
  readonly owns: MessageWaitingParts['owns'];
}

/** The parts of voicemail that take no calls themselves, put together. */
export function voicemailParts(options: VoicemailOptions, desk: AudioDesk) {
  const { storage, clock, logger, workshop, speech, plans, clips: say } = options;
  const { objects, db, audit } = storage;
  const store = new SqlVoicemailStore(db, audit);
  const stored = new SqlGreetingStore(db);
  const clips = new ObjectClips({ objects, desk });
  const ticker = new RecordingTicker(clock);
  const schedules = new BoxSchedules(plans.schedules, clock);
  const isMailPossible = options.mail !== undefined;
  const tellPhones = (tenantId: string, userId: string): void => options.phones?.subscriptions.changed(tenantId, userId);
  const news = new BoxNews({ store, notices: options.notices, tellPhones, logger });
  options.phones?.subscriptions.serve(new MessageWaiting({ store, owns: options.phones.owns }));
  const onChanged = (tenantId: string, boxId: string): void => news.tell(tenantId, boxId);
  const pins = new MailboxPins({ boxes: store, pins: new SqlMailboxPinStore(db, audit), clock });
  const common = { store, greetings: stored, clips, workshop };
  const greetings = new GreetingService({ ...common, objects, speech, schedules, planUses: plans.greetingUses, onChanged, isMailPossible });
  const shared = new SqlSharedBoxStore(db, audit);
  const standard = (tenantId: string, language: Language) => say(tenantId, [{ kind: 'phrase', phrase: 'voicemail-greeting' }], language);
  const greeting = new BoxGreeting({ greetings: stored, schedules, clips, standard, clock, logger });
  const recorder = new GreetingRecorder({ objects, desk, clips, ticker, clock, logger });
  return {
    store,
    news,
    ticker,
    pins,
    greetings,
    greeting,
    mailboxes: new MailboxService({ store, objects, desk, news, isMailPossible, clock }),
    sharedBoxes: new SharedBoxService({ shared, store, greetings: stored, planUses: plans.boxUses, news, isMailPossible }),
    phone: new MailboxPhone({ ...common, service: greetings, greeting, recorder, pins, news, say, clock, logger }),
  };
}
