import { can } from '../../../protocol/identity/permissions.ts';
import { relayCloseCodes } from '../../../protocol/support/relay.ts';
import type { IdentityEvents, LiveSession } from '../../identity/index.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Relay, StaffVisitor } from '../../support/index.ts';
import { maxRelayPayloadBytes, RelayConnection } from './relay-connection.ts';
import type { AcceptedVisitor, OpenSocketEndpoint } from './upgrade.ts';

export interface RelayDoorOptions {
  readonly relay: Pick<Relay, 'enter'>;
  readonly bus: Bus<IdentityEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** `/relay`: for customers, who have no session, and for staff, whose session says what they may. */
export class RelayDoor implements OpenSocketEndpoint {
  readonly path = '/relay';
  readonly isOpen = true;
  readonly perAddress = 100;
  readonly maxPayloadBytes = maxRelayPayloadBytes;
  readonly #options: RelayDoorOptions;
  readonly #connections = new Map<RelayConnection, StaffVisitor | undefined>();
  readonly #lifetime = new AbortController();

  constructor(options: RelayDoorOptions) {
    this.#options = options;
    options.bus.subscribe('identity.session-ended', ({ sessionId }) => this.#turnAway(sessionId), this.#lifetime.signal);
  }

  accept({ socket, live, address }: AcceptedVisitor): void {
    const { relay, clock, logger } = this.#options;
    const visitor = { address, staff: live && staffOf(live) };
    const connection = new RelayConnection({
      socket,
      clock,
      enter: (hello, line) => relay.enter(hello, visitor, line),
      onFailed: (error) => logger.error({ err: error }, 'a line to a support session failed'),
      onClosed: (closed) => this.#connections.delete(closed),
    });
    this.#connections.set(connection, visitor.staff);
  }

  /** Tells everybody to come back later (1012, Service Restart). Idempotent. */
  close(): void {
    this.#lifetime.abort();
    for (const connection of this.#connections.keys()) connection.close(1012, 'server stops');
  }

  /** Who knocked by a web session that is over does not come in by it any more. Whoever is in is the relay's to put out. */
  #turnAway(webSessionId: string): void {
    for (const [connection, staff] of this.#connections)
      if (staff?.webSessionId === webSessionId && !connection.isIn) connection.close(relayCloseCodes.sessionEnded, 'signed-out');
  }
}

function staffOf({ tenant, user, session }: LiveSession): StaffVisitor {
  return {
    tenantId: tenant.id,
    userId: user.id,
    name: user.displayName,
    webSessionId: session.id,
    mayServe: can(user.role, 'support.serve'),
    mayReadAll: can(user.role, 'support.read-all'),
  };
}
