import type { dialplanNotifications } from '../../protocol/dialplan/notifications.ts';
import type { ReferenceKind } from '../../protocol/dialplan/references.ts';
import { languageSchema, type Language } from '../../protocol/dialplan/sounds.ts';
import type { Identity, Notices } from '../identity/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Mailer } from '../platform/mail/mailer.ts';
import type { Notifier, PermittedNotifier } from '../platform/notifier.ts';
import type { Storage } from '../storage/index.ts';
import { DirectRouting } from '../telephony/index.ts';
import { SqlDialplanStore } from './dialplan-store.sql.ts';
import type { DialplanStore } from './dialplan-store.ts';
import { LiveRuns, type PlanCounts } from './engine/live-runs.ts';
import { PlanRouting } from './engine/plan-routing.ts';
import { PublishedPlans } from './engine/published-plans.ts';
import { RunJournal } from './engine/run-journal.ts';
import { RunRetention } from './engine/run-retention.ts';
import { SqlRunStore } from './engine/run-store.sql.ts';
import { PinService } from './pins/pin-service.ts';
import { AttachmentService } from './plans/attachment-service.ts';
import { PlanActivity } from './plans/plan-activity.ts';
import type { PlanNews } from './plans/plan-rules.ts';
import { PlanService } from './plans/plan-service.ts';
import { PlanWorlds } from './plans/plan-world.ts';
import { Publishing } from './plans/publishing.ts';
import { GuardedHttp } from './ports/http/guarded-http.ts';
import { PlanNotices } from './ports/plan-notices.ts';
import { missingPorts, type PlanPorts } from './ports/plan-ports.ts';
import { noPlanThings, type PlanThings } from './ports/plan-things.ts';
import { ScheduleService, type ScheduleUse } from './schedules/schedule-service.ts';
import type { StoredSchedule } from './schedules/schedule-store.ts';
import { usesIn, type PlanUse } from './service-rules.ts';
import { StoredFacts } from './tenant-facts.ts';
import { isDemoThere, provisionDemoPlan, type DemoParts } from './provisioning/demo-plan.ts';

export interface DialplanOptions {
  readonly storage: Pick<Storage, 'db' | 'audit' | 'jobs'>;
  readonly identity: Pick<Identity, 'subscribers' | 'planLines'>;
  readonly notices: PermittedNotifier<typeof dialplanNotifications> & Notifier<typeof dialplanNotifications>;
  /** Keeps what plans tell people until it is sent. */
  readonly told: Pick<Notices, 'outbox' | 'push'>;
  /** Without one, plans send no mail. */
  readonly mail?: Mailer | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this server in what is kept of calls: the same after a restart, different from every other node's. */
  readonly nodeId: string;
  /** What this server has; the rest does what `missingPorts` says. */
  readonly ports?: Partial<PlanPorts>;
  readonly things?: Partial<PlanThings>;
  /** What besides plans goes by a schedule; asked before one is deleted. */
  readonly scheduleUse?: ScheduleUse;
}

/** Of a PBX: English when it has none that we speak. Made once, as every call asks. */
const knownLanguage = languageSchema.catch('en');

/** How long the end waits for the database to take the last ways. */
const lastRunsMs = 5_000;

/** Dial plans: drawn, published, and carried out. */
export class Dialplan {
  readonly plans: PlanService;
  readonly publishing: Publishing;
  readonly attachments: AttachmentService;
  readonly activity: PlanActivity;
  readonly schedules: ScheduleService;
  readonly pins: PinService;
  /** Where calls go: for telephony. */
  readonly routing: PlanRouting;
  readonly #options: DialplanOptions;
  readonly #store: DialplanStore;
  readonly #live: LiveRuns;
  readonly #journal: RunJournal;
  readonly #news: PlanNews;

  private constructor(options: DialplanOptions, runs: SqlRunStore) {
    const { storage, identity, notices, clock } = options;
    this.#options = options;
    const store = new SqlDialplanStore(storage);
    this.#store = store;
    const published = new PublishedPlans(store);
    const things = { ...noPlanThings, ...options.things };
    const news: PlanNews = {
      changed: (tenantId, { id: planId, revision, publishedVersion = null }) => {
        published.forget(tenantId);
        notices.toPermitted({ tenantId, permission: 'plans.read' }, 'plan.changed', { planId, revision, publishedVersion });
      },
    };
    this.#news = news;
    const tell = (tenantId: string, counts: PlanCounts): void =>
      notices.toPermitted({ tenantId, permission: 'plans.read' }, 'plan.live', counts);
    this.#live = new LiveRuns({ clock, tell });
    this.#journal = new RunJournal({ store: runs, clock, logger: options.logger });
    const worlds = new PlanWorlds({ store, identity, things });
    this.plans = new PlanService({ store, worlds, news, languageOf: (tenantId) => this.#languageOf(tenantId) });
    this.publishing = new Publishing({ store, worlds, news });
    this.attachments = new AttachmentService({ store, identity, news });
    this.activity = new PlanActivity({ store, runs, live: this.#live });
    this.schedules = new ScheduleService({ store, clock, usedElsewhere: options.scheduleUse });
    this.pins = new PinService({ store });
    this.routing = this.#createRouting(published);
  }

  /** Closes the ways that a killed run of this node left open. */
  static async create(options: DialplanOptions): Promise<Dialplan> {
    const runs = new SqlRunStore(options.storage.db);
    for (const { id } of await options.storage.db.listTenants()) {
      const closed = await runs.closeUnfinished(id, options.nodeId, options.clock.now());
      if (closed > 0) options.logger.warn({ tenant: id, closed }, 'calls that were in dial plans ended with the last run of this server');
    }
    const { storage, clock, logger } = options;
    await new RunRetention({ store: runs, database: storage.db, clock, logger }).register(storage.jobs);
    return new Dialplan(options, runs);
  }

  /** Calls whose newest place is not on disk yet. */
  get runsWaiting(): number {
    return this.#journal.waiting;
  }

  /** Plans that name a thing, in their draft or as published: whoever keeps it asks before it is deleted. */
  async usersOf(tenantId: string, kind: ReferenceKind, id: string): Promise<readonly PlanUse[]> {
    return this.#store.inTenant(tenantId, async (unit) => (await usesIn(unit)).get(`${kind}/${id}`) ?? []);
  }

  /** Names of the plans that name things of a kind, by the thing's id. */
  async usesOf(tenantId: string, kind: ReferenceKind): Promise<ReadonlyMap<string, readonly string[]>> {
    const uses = await this.#store.inTenant(tenantId, usesIn);
    const prefix = `${kind}/`;
    const ofKind = [...uses].filter(([key]) => key.startsWith(prefix));
    return new Map(ofKind.map(([key, plans]) => [key.slice(prefix.length), plans.map(({ name }) => name)]));
  }

  /** A tenant's schedules, by name: for whatever else goes by them. */
  async schedulesOf(tenantId: string): Promise<readonly StoredSchedule[]> {
    return this.#store.inTenant(tenantId, (unit) => unit.schedules.list());
  }

  /** Whether the demo's main line is there, or something in its place. */
  async hasDemo(tenantId: string): Promise<boolean> {
    return this.#store.inTenant(tenantId, isDemoThere);
  }

  /** Makes the demo's main line where it is missing. Says whether it did. */
  async provisionDemo(tenantId: string, parts: DemoParts): Promise<boolean> {
    const { identity, clock } = this.#options;
    return provisionDemoPlan({ store: this.#store, subscribers: identity.subscribers, news: this.#news, clock }, tenantId, parts);
  }

  /** After the calls: writes what waits, tells nobody any more. Idempotent. */
  async close(): Promise<void> {
    this.#live.close();
    await this.#journal.close(lastRunsMs);
  }

  #createRouting(published: PublishedPlans): PlanRouting {
    const { storage, identity, clock, logger, nodeId, ports, notices, mail, told } = this.#options;
    const { subscribers } = identity;
    const store = this.#store;
    const hostsOf = (tenantId: string): Promise<readonly string[]> => store.inTenant(tenantId, (unit) => unit.hosts.list());
    const http = new GuardedHttp({ hostsOf, clock, logger });
    const emailOf = (tenantId: string, userId: string): Promise<string | undefined> => subscribers.emailOf(tenantId, userId);
    const notify = new PlanNotices({ ...told, subscribers, notices, http, mail, emailOf });
    return new PlanRouting({
      published,
      direct: new DirectRouting(subscribers),
      subscribers,
      languageOf: (tenantId, pbxId) => this.#languageOf(tenantId, pbxId),
      world: {
        subscribers,
        facts: new StoredFacts({ store, throttles: storage.db.throttles, clock }),
        http,
        ports: { ...missingPorts, notify, ...ports },
        clock,
        logger,
        live: this.#live,
        journal: this.#journal,
        nodeId,
      },
    });
  }

  /** Of a PBX; of the default one when none is named. */
  async #languageOf(tenantId: string, pbxId?: string): Promise<Language> {
    const pbxs = (await this.#options.identity.subscribers.numbering(tenantId))?.pbxs ?? [];
    const pbx = pbxs.find(({ id }) => id === pbxId) ?? pbxs[0];
    return knownLanguage.parse(pbx?.language);
  }
}
