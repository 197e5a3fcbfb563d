import type { Clock } from '../../platform/clock.ts';
import type { SessionNews } from './session-news.ts';
import type { Doer, SessionStore } from './session-store.ts';

export interface SessionEnderParts {
  readonly store: Pick<SessionStore, 'end'>;
  readonly news: Pick<SessionNews, 'tell'>;
  readonly clock: Clock;
  /** Tells everybody who is in it. */
  readonly onEnded: (sessionId: string, reason: string) => Promise<void>;
}

/** The one way in which a session ends, whoever or whatever ends it. */
export class SessionEnder {
  readonly #parts: SessionEnderParts;

  constructor(parts: SessionEnderParts) {
    this.#parts = parts;
  }

  /** Nothing happens when it is over already. */
  async end(tenantId: string, sessionId: string, { reason, by }: { readonly reason: string; readonly by: Doer }): Promise<void> {
    const { store, news, clock, onEnded } = this.#parts;
    const ended = await store.end(tenantId, sessionId, { reason, at: new Date(clock.now()), by });
    if (!ended) return;
    await onEnded(sessionId, reason);
    news.tell(tenantId, sessionId, ended.startedAt === undefined);
  }
}
