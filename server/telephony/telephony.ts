import type { telephonyNotifications } from '../../protocol/telephony/notifications.ts';
import type { PushNotices, Subscribers } from '../identity/index.ts';
import type { MediaEngine } from '../media/media-engine.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Notifier } from '../platform/notifier.ts';
import type { Audit, Database } from '../storage/index.ts';
import { DirectRouting } from './calls/call-routing.ts';
import type { CallRouting } from './calls/call-routing.ts';
import { Calls } from './calls/calls.ts';
import { Merges } from './calls/merges.ts';
import { Conferences } from './conferences/conferences.ts';
import { ConnectionTests } from './calls/connection-tests.ts';
import { noCallMetrics } from './calls/metrics.ts';
import type { CallMetrics } from './calls/metrics.ts';
import { createGroups, type Groups } from './groups/create-groups.ts';
import type { UsedBy } from './groups/named-service.ts';
import { CallHistory } from './history/call-history.ts';
import { CallJournal } from './history/call-journal.ts';
import type { CallBusEvents } from './history/call-record.ts';
import type { CallRecordStore } from './history/call-record-store.ts';
import { SqlCallRecordStore } from './history/call-record-store.sql.ts';
import { tellMissed } from './history/missed-notices.ts';
import { PhoneSettingsService } from './presence/phone-settings-service.ts';
import { PresenceService } from './presence/presence-service.ts';
import type { AttendedCall } from './calls/attended-call.ts';
import type { Announcer } from './queues/queue-order.ts';
import type { UserAgent } from './sip/dialog/user-agent.ts';

export interface TelephonyOptions {
  readonly userAgent: UserAgent;
  readonly media: MediaEngine;
  readonly subscribers: Subscribers;
  /** Straight to the person dialled, when absent. */
  readonly routing?: CallRouting;
  readonly database: Pick<Database, 'inTenant' | 'listTenants'>;
  readonly audit: Pick<Audit, 'append'>;
  /** Turns what queues say into clips. */
  readonly announcer: Announcer;
  /** An agent's call to call a caller of a queue back began. */
  readonly onCallingBack?: (call: AttendedCall, queueId: string) => void;
  /** Where ring groups and queues are still named, such as dial plans. */
  readonly groupUse?: { readonly ringGroup: UsedBy; readonly queue: UsedBy };
  /** Instead of the database's, in tests. */
  readonly records?: CallRecordStore;
  readonly notices: Notifier<typeof telephonyNotifications>;
  /** Tells people in browsers whose pages are closed; nobody when absent. */
  readonly push?: Pick<PushNotices, 'tell'>;
  readonly bus: Bus<CallBusEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics?: CallMetrics;
  /** Names this server in call records: the same after a restart, different from every other node's. */
  readonly nodeId: string;
}

/** How long the end waits for the database to take the last rows. */
const lastRowsMs = 5_000;

/** The telephone: calls, who can be reached, and what was. */
export class Telephony {
  readonly calls: Calls;
  readonly presence: PresenceService;
  readonly history: CallHistory;
  readonly settings: PhoneSettingsService;
  readonly connectionTests: ConnectionTests;
  readonly groups: Groups;
  readonly conferences: Conferences;
  readonly merges: Merges;
  readonly #journal: CallJournal;

  private constructor(options: TelephonyOptions, records: CallRecordStore) {
    const { userAgent, media, subscribers, notices, bus, clock, nodeId } = options;
    const logger = options.logger.child({ domain: 'telephony' });
    const metrics = options.metrics ?? noCallMetrics;
    this.history = new CallHistory({ store: records, notices, clock });
    this.#journal = new CallJournal({
      store: records,
      bus,
      clock,
      logger,
      metrics,
      onMilestone: (snapshot) => {
        this.history.announce(snapshot);
        if (options.push) void tellMissed({ push: options.push, logger }, snapshot);
      },
    });
    const routing = options.routing ?? new DirectRouting(subscribers);
    this.calls = new Calls({ userAgent, media, subscribers, routing, journal: this.#journal, clock, logger, metrics, nodeId });
    this.presence = new PresenceService({
      facts: {
        isRegistered: (tenantId, userId) => userAgent.registrar.bindingsOf(tenantId, userId).length > 0,
        isInCall: (tenantId, userId) => this.calls.isInCall(tenantId, userId),
        settings: (tenantId, userId) => subscribers.settings(tenantId, userId),
      },
      notices,
      logger,
    });
    this.settings = new PhoneSettingsService({ subscribers, presence: this.presence, notices });
    this.connectionTests = new ConnectionTests({ media, clock, logger });
    this.conferences = new Conferences({ mixer: media.mixer, announcer: options.announcer, logger });
    this.merges = new Merges({ find: (tenantId, callId) => this.calls.find(tenantId, callId), mixer: media.mixer });
    this.groups = createGroups({
      ...options,
      logger,
      originate: (origination) => this.calls.originate(origination),
      isReachable: (tenantId, userId) => this.presence.presenceOf(tenantId, userId) === 'available',
    });
    this.calls.on('personChanged', (tenantId, userId) => this.presence.handleChange(tenantId, userId));
    this.presence.on('changed', (tenantId, userId) => this.groups.queues.handlePerson(tenantId, userId));
    userAgent.registrar.on('bindingsChanged', (tenantId, userId, bindings) => {
      this.calls.handleBindings(tenantId, userId, bindings);
      this.presence.handleChange(tenantId, userId);
    });
  }

  /** Closes the records that a killed run of this node left open, then takes calls. */
  static async create(options: TelephonyOptions): Promise<Telephony> {
    const records = options.records ?? new SqlCallRecordStore(options.database);
    await closeLeftOvers(options, records);
    const telephony = new Telephony(options, records);
    await options.userAgent.start(telephony.calls);
    return telephony;
  }

  /** Calls whose newest state is not on disk yet. */
  get recordsWaiting(): number {
    return this.#journal.waiting;
  }

  /** Refuses new calls with 503, waits up to `ms` for those in progress, then ends them and writes their last rows. */
  async drain(ms: number): Promise<void> {
    await this.calls.drain(ms);
    await this.#journal.flush(lastRowsMs);
  }

  /** Ends what is left at once. The user agent, media and the database are closed by who made them, after this. */
  async close(): Promise<void> {
    await this.calls.drain(0);
    this.groups.queues.close();
    this.connectionTests.closeAll();
    await this.#journal.close(lastRowsMs);
  }
}

async function closeLeftOvers({ database, logger, nodeId }: TelephonyOptions, records: CallRecordStore): Promise<void> {
  for (const tenant of await database.listTenants()) {
    const closed = await records.closeUnfinished(tenant.id, nodeId);
    if (closed > 0) logger.warn({ tenant: tenant.id, closed }, 'calls that the last run left open were closed in the records');
  }
}
