import type { z } from 'zod';
import { dialplanNotifications } from '../../../protocol/dialplan/notifications.ts';
import { can, type Permission } from '../../../protocol/identity/permissions.ts';
import type { Role } from '../../../protocol/identity/role.ts';
import { identityNotifications } from '../../../protocol/identity/notifications.ts';
import { supportNotifications } from '../../../protocol/support/notifications.ts';
import { telephonyNotifications } from '../../../protocol/telephony/notifications.ts';
import { closeCodes } from '../../../protocol/wire/envelope.ts';
import type { Identity, IdentityEvents } from '../../identity/index.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier, PermittedNotifier } from '../../platform/notifier.ts';
import { repeat } from '../../platform/repeat.ts';
import { maxPagePayloadBytes, PageConnection } from './page-connection.ts';
import type { Accepted, SocketEndpoint } from './upgrade.ts';

/** Everything that is ever pushed to a page. */
export const notificationCatalogue = {
  ...identityNotifications,
  ...telephonyNotifications,
  ...dialplanNotifications,
  ...supportNotifications,
} as const;
export type Catalogue = typeof notificationCatalogue;

export interface PageHubOptions {
  readonly sessions: Identity['sessions'];
  readonly bus: Bus<IdentityEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How often an open page counts as a sign of life of its session, and a session that is over is noticed. */
const keepAliveMs = 60_000;

/** All pages that are connected to `/ws` of this process. */
export class PageHub implements Notifier<Catalogue>, PermittedNotifier<Catalogue>, SocketEndpoint {
  readonly path = '/ws';
  readonly maxPayloadBytes = maxPagePayloadBytes;
  readonly #options: PageHubOptions;
  readonly #serverStartedAt: string;
  readonly #byTenant = new Map<string, Set<PageConnection>>();
  /** What each page's person may do. Not known while it changes: such a page is told nothing that needs a right. */
  readonly #roles = new WeakMap<PageConnection, Role>();
  /** Which look at a page's person is the newest: what an older one found may be out of date. */
  readonly #looks = new WeakMap<PageConnection, symbol>();
  readonly #lifetime = new AbortController();
  readonly #keepAlive: Timer;

  constructor(options: PageHubOptions) {
    this.#options = options;
    this.#serverStartedAt = new Date(options.clock.now()).toISOString();
    const { bus, clock, logger } = options;
    this.#keepAlive = repeat(clock, {
      everyMs: keepAliveMs,
      work: () => this.#keepSessionsAlive(),
      failed: (error) => logger.warn({ err: error }, 'sessions could not be kept alive'),
    });
    bus.subscribe('identity.session-ended', (event) => this.#endSession(event), this.#lifetime.signal);
    bus.subscribe(
      'identity.user-changed',
      (event) => {
        this.toUser(event, 'me.changed', {});
        this.#rereadRole(event.tenantId, event.userId);
      },
      this.#lifetime.signal,
    );
    const tellMe = ({ tenantId }: { readonly tenantId: string }): void => this.toTenant(tenantId, 'me.changed', {});
    bus.subscribe('identity.tenant-ended', tellMe, this.#lifetime.signal);
    bus.subscribe('identity.tenant-resumed', tellMe, this.#lifetime.signal);
    bus.subscribe('identity.people-changed', (event) => this.toTenant(event.tenantId, 'people.changed', {}), this.#lifetime.signal);
  }

  accept({ socket, live }: Accepted): void {
    const owner = { tenantId: live.tenant.id, userId: live.user.id, sessionId: live.session.id };
    const connection = new PageConnection({
      socket,
      owner,
      clock: this.#options.clock,
      serverStartedAt: this.#serverStartedAt,
      onClosed: (closed) => this.#forget(closed),
    });
    const connections = this.#byTenant.get(owner.tenantId) ?? new Set<PageConnection>();
    this.#byTenant.set(owner.tenantId, connections);
    connections.add(connection);
    this.#roles.set(connection, live.user.role);
  }

  toUser<Name extends keyof Catalogue>(
    to: { readonly tenantId: string; readonly userId: string },
    name: Name,
    data: z.infer<Catalogue[Name]>,
  ): void {
    for (const connection of this.#of(to.tenantId)) if (connection.owner.userId === to.userId) connection.notify(name, data);
  }

  toTenant<Name extends keyof Catalogue>(tenantId: string, name: Name, data: z.infer<Catalogue[Name]>): void {
    for (const connection of this.#of(tenantId)) connection.notify(name, data);
  }

  toPermitted<Name extends keyof Catalogue>(
    to: { readonly tenantId: string; readonly permission: Permission },
    name: Name,
    data: z.infer<Catalogue[Name]>,
  ): void {
    for (const connection of this.#of(to.tenantId)) {
      const role = this.#roles.get(connection);
      if (role !== undefined && can(role, to.permission)) connection.notify(name, data);
    }
  }

  get size(): number {
    return [...this.#byTenant.values()].reduce((sum, connections) => sum + connections.size, 0);
  }

  /** Tells every page to come back later (1012, Service Restart) and stops. Idempotent. */
  close(): void {
    this.#lifetime.abort();
    this.#keepAlive.stop();
    for (const connections of this.#byTenant.values()) for (const connection of connections) connection.close(1012, 'server stops');
  }

  #endSession(event: IdentityEvents['identity.session-ended']): void {
    for (const connection of this.#of(event.tenantId)) {
      if (connection.owner.sessionId !== event.sessionId) continue;
      connection.notify('session.ended', { why: event.why });
      connection.close(closeCodes.sessionEnded, event.why);
    }
  }

  #rereadRole(tenantId: string, userId: string): void {
    const theirs = this.#of(tenantId).filter((connection) => connection.owner.userId === userId);
    const look = Symbol('look');
    for (const connection of theirs) {
      this.#roles.delete(connection);
      this.#looks.set(connection, look);
    }
    if (theirs.length === 0) return;
    const read = async (): Promise<void> => {
      const role = await this.#options.sessions.roleOf(tenantId, userId);
      for (const connection of theirs) if (role !== undefined && this.#looks.get(connection) === look) this.#roles.set(connection, role);
    };
    read().catch((error: unknown) => this.#options.logger.warn({ err: error, userId }, 'what a person may do could not be read'));
  }

  /** Resolves when each one was asked for. */
  async #keepSessionsAlive(): Promise<void> {
    const asked = [...this.#byTenant].flatMap(([tenantId, connections]) =>
      [...new Set([...connections].map((connection) => connection.owner.sessionId))].map((sessionId) =>
        this.#keepOneAlive(tenantId, sessionId).catch((error: unknown) =>
          this.#options.logger.warn({ err: error, sessionId }, 'a session could not be kept alive'),
        ),
      ),
    );
    await Promise.all(asked);
  }

  /** A session that ended where no event reached us, on another node or before a restart of the database. */
  async #keepOneAlive(tenantId: string, sessionId: string): Promise<void> {
    if (await this.#options.sessions.keepAlive(tenantId, sessionId)) return;
    for (const connection of this.#of(tenantId))
      if (connection.owner.sessionId === sessionId) connection.close(closeCodes.sessionEnded, 'expired');
  }

  #of(tenantId: string): readonly PageConnection[] {
    return [...(this.#byTenant.get(tenantId) ?? [])];
  }

  #forget(connection: PageConnection): void {
    const connections = this.#byTenant.get(connection.owner.tenantId);
    connections?.delete(connection);
    if (connections?.size === 0) this.#byTenant.delete(connection.owner.tenantId);
  }
}
