import type { supportNotifications } from '../../../protocol/support/notifications.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Notifier, PermittedNotifier } from '../../platform/notifier.ts';
import type { SeatStore } from '../seats/seat-store.ts';
import type { SessionStore } from './session-store.ts';

type Catalogue = typeof supportNotifications;

export interface SessionNewsParts {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly seats: Pick<SeatStore, 'ofSession'>;
  readonly notices: Notifier<Catalogue> & PermittedNotifier<Catalogue>;
  readonly logger: Logger;
}

/** Tells staff who may see a session that it changed. */
export class SessionNews {
  readonly #parts: SessionNewsParts;

  constructor(parts: SessionNewsParts) {
    this.#parts = parts;
  }

  /** Of one that waits everybody who may serve is told; `wasWaiting`: until now it did. */
  tell(tenantId: string, sessionId: string, wasWaiting = false): void {
    this.#tell(tenantId, sessionId, wasWaiting).catch((error: unknown) =>
      this.#parts.logger.warn({ err: error, sessionId }, 'staff could not be told of a support session'),
    );
  }

  async #tell(tenantId: string, sessionId: string, wasWaiting: boolean): Promise<void> {
    const { sessions, seats, notices } = this.#parts;
    const session = await sessions.find(tenantId, sessionId);
    const isOfTeam = wasWaiting || session?.state === 'waiting';
    const permission = isOfTeam ? 'support.serve' : 'support.read-all';
    notices.toPermitted({ tenantId, permission }, 'support.sessions-changed', { sessionId });
    if (isOfTeam) return;
    const theirs = (await seats.ofSession(tenantId, sessionId)).flatMap(({ userId }) => userId ?? []);
    for (const userId of new Set([...(session ? [session.ownerId] : []), ...theirs]))
      notices.toUser({ tenantId, userId }, 'support.sessions-changed', { sessionId });
  }
}
