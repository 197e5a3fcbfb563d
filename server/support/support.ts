import type { supportNotifications } from '../../protocol/support/notifications.ts';
import type { IdentityEvents } from '../identity/index.ts';
import type { RoomEngine, SealingEvents } from '../media/index.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Notifier, PermittedNotifier } from '../platform/notifier.ts';
import type { Audit, Database, Jobs, SealedObjects, Shredding } from '../storage/index.ts';
import { GuessThrottle } from './invites/guess-throttle.ts';
import { InviteService } from './invites/invite-service.ts';
import { SqlInviteStore } from './invites/invite-store.sql.ts';
import { Entrance } from './relay/entrance.ts';
import { Seating } from './relay/seating.ts';
import { RatingService } from './ratings/rating-service.ts';
import { LiveSessions } from './relay/live-sessions.ts';
import { SqlLogStore } from './relay/log-store.sql.ts';
import { Relay, type RelayMetrics } from './relay/relay.ts';
import { removedBrowsersOf } from './relay/removed-browsers.sql.ts';
import { SeatRequests } from './relay/seat-requests.ts';
import { openSupportRetention, type SupportKeeping } from './retention/open-retention.ts';
import { SeenService } from './seen/seen-service.ts';
import { SqlArrivals } from './seats/arrivals.sql.ts';
import { SqlSeatStore } from './seats/seat-store.sql.ts';
import { SessionClock } from './sessions/session-clock.ts';
import { SessionEnder } from './sessions/session-ender.ts';
import { SessionNews } from './sessions/session-news.ts';
import { SessionService, type SupportPeople } from './sessions/session-service.ts';
import { SqlSessionStore } from './sessions/session-store.sql.ts';
import { tenantNameOf } from './sessions/tenant-name.sql.ts';

type Catalogue = typeof supportNotifications;

export interface SupportOptions {
  readonly storage: {
    readonly db: Pick<Database, 'inTenant' | 'directory' | 'throttles' | 'listTenants'>;
    readonly audit: Pick<Audit, 'append' | 'eraseStrangers'>;
    readonly objects: SealedObjects;
    readonly shredding: Shredding;
    readonly jobs: Jobs;
  };
  readonly engine: RoomEngine;
  readonly people: SupportPeople;
  readonly notices: Notifier<Catalogue> & PermittedNotifier<Catalogue>;
  readonly bus: Bus<IdentityEvents & SealingEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: RelayMetrics;
}

/** Remote support as the server has it: who meets whom, and sealed messages that it passes on. */
export class Support {
  readonly sessions: SessionService;
  readonly invites: InviteService;
  readonly ratings: RatingService;
  readonly relay: Relay;
  /** What passes through the server right now. */
  readonly seen: SeenService;
  /** How long content stays, and what makes it vanish. */
  readonly keeping: SupportKeeping;
  readonly #clock: SessionClock;
  readonly #live: LiveSessions;
  /** Tenants whose sessions are just being ended. */
  readonly #endings = new Map<string, Promise<void>>();
  readonly #lifetime = new AbortController();

  private constructor(options: SupportOptions) {
    const { storage, engine, people, notices, clock, logger, metrics, bus } = options;
    const { db, audit } = storage;
    const tenantName = (tenantId: string): Promise<string> => tenantNameOf(db, tenantId);
    const sessions = new SqlSessionStore(db, audit, storage.shredding);
    const seats = new SqlSeatStore(db, audit, storage.shredding);
    const arrivals = new SqlArrivals(db, audit, storage.shredding);
    const inviteStore = new SqlInviteStore(db);
    const logs = new SqlLogStore(db, storage.shredding);
    const news = new SessionNews({ sessions, seats, notices, logger });
    const onChanged = (tenantId: string, sessionId: string, hasStarted = false): void => news.tell(tenantId, sessionId, hasStarted);
    const ender = new SessionEnder({ store: sessions, news, clock, onEnded: (id, reason) => this.relay.handleEnded(id, reason) });
    const removedBrowsers = (tenantId: string, since: Date) => removedBrowsersOf(db, tenantId, since);
    this.#live = new LiveSessions({ sessions, seats, logs, engine, tenantName, removedBrowsers, clock });
    const throttle = new GuessThrottle(db.throttles, clock);
    // Whoever comes first would wait for the session's key: it is made while the link is on its way. When it cannot be, they try again.
    const prepareKey = (tenantId: string, shredId: string): void =>
      void storage.shredding
        .prepare({ tenantId, shredId })
        .catch((error: unknown) => logger.warn({ err: error, sessionId: shredId }, 'the key of a support session could not be made ahead'));
    this.invites = new InviteService({ store: inviteStore, sessions, throttle, tenantName, onMade: prepareKey, clock });
    this.ratings = new RatingService({ sessions, seats, throttle, clock, onChanged });
    this.relay = new Relay({
      entrance: new Entrance({
        live: this.#live,
        sessions,
        seats,
        seating: new Seating({ sessions, seats, arrivals, clock, onChanged }),
        invites: this.invites,
      }),
      live: this.#live,
      requests: new SeatRequests({
        sessions,
        seats,
        invites: this.invites,
        end: (tenantId, id, end) => ender.end(tenantId, id, end),
        onChanged,
        logger,
      }),
      sessions,
      endFull: ({ tenantId, id }) => ender.end(tenantId, id, { reason: 'log-full', by: {} }),
      clock,
      logger,
      metrics,
    });
    this.sessions = new SessionService({ store: sessions, logs, ender, news, people, clock });
    this.seen = new SeenService({ store: sessions, live: this.#live, clock });
    this.keeping = openSupportRetention({ storage, nameOf: (...who) => people.nameOf(...who), onChanged, clock, logger });
    this.#clock = new SessionClock({ sessions, invites: inviteStore, ender, database: db, clock, logger });
    bus.subscribe(
      'identity.session-ended',
      ({ tenantId, sessionId }) =>
        // Whoever is signed out by their organisation's end hears of that first.
        void Promise.resolve(this.#endings.get(tenantId))
          .then(() => this.relay.handleWebSessionEnded(sessionId))
          .catch((error: unknown) => logger.error({ err: error }, 'whoever signed out was not taken out of their support sessions')),
      this.#lifetime.signal,
    );
    bus.subscribe(
      'identity.tenant-ended',
      ({ tenantId }) => {
        const ending = this.#clock
          .endAll(tenantId)
          .catch((error: unknown) =>
            logger.error({ err: error, tenantId }, 'support sessions of a tenant that ended go on for up to a minute'),
          )
          .finally(() => this.#endings.delete(tenantId));
        this.#endings.set(tenantId, ending);
      },
      this.#lifetime.signal,
    );
    bus.subscribe(
      'identity.user-disabled',
      ({ tenantId, userId }) =>
        void this.relay
          .handleUserDisabled(tenantId, userId)
          .catch((error: unknown) => logger.error({ err: error, userId }, 'a disabled person was not taken out of their support sessions')),
      this.#lifetime.signal,
    );
    bus.subscribe(
      'sealing.browser-removed',
      ({ tenantId, browserId }) =>
        void this.relay
          .handleBrowserRemoved(tenantId, browserId)
          .catch((error: unknown) => logger.error({ err: error, browserId }, 'support sessions were not told that a browser was removed')),
      this.#lifetime.signal,
    );
  }

  /** Nobody is connected when a server starts: says so, then keeps time. */
  static async create(options: SupportOptions): Promise<Support> {
    const support = new Support(options);
    const { storage, clock } = options;
    const sessions = new SqlSessionStore(storage.db, storage.audit, storage.shredding);
    for (const { id } of await storage.db.listTenants()) await sessions.noteAllEmpty(id, new Date(clock.now()));
    await support.#clock.start(storage.jobs);
    await support.keeping.job.register(storage.jobs);
    return support;
  }

  /** Sessions that somebody is in. */
  get running(): number {
    return this.#live.size;
  }

  /** Tells everybody to come back; sessions, seats and logs stay. Idempotent. */
  async close(): Promise<void> {
    this.#lifetime.abort();
    this.#clock.close();
    await this.relay.close();
  }
}
