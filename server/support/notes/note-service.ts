import type { PutNotes, SessionNotes } from '../../../protocol/support/records.ts';
import type { Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { isContentGone } from '../retention/retention-rules.ts';
import { readableSession } from '../session-access.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { NoteStore, StoredNotes } from './note-store.ts';

export interface NoteServiceOptions {
  readonly sessions: Pick<SessionStore, 'find' | 'isOf'>;
  readonly store: NoteStore;
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
  readonly clock: Clock;
}

/** Notes that experts write on a session. They come sealed and go as they came; the server opens none. */
export class NoteService {
  readonly #options: NoteServiceOptions;

  constructor(options: NoteServiceOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} `forbidden`, `not-found`, `content-gone` */
  async get(actor: Actor, sessionId: string): Promise<SessionNotes> {
    const { store } = this.#options;
    await this.#requireContent(actor, sessionId);
    const notes = await store.read(actor.tenantId, sessionId, { userId: actor.userId, address: actor.address });
    if (!notes) throw new ServiceError('not-found');
    return notesOf(notes);
  }

  /** @throws {ServiceError} `forbidden`, `not-found`, `content-gone`, `changed-meanwhile` */
  async put(actor: Actor, sessionId: string, { sealed, version }: PutNotes): Promise<SessionNotes> {
    const { store, nameOf, clock } = this.#options;
    const { tenantId, userId, address } = actor;
    await this.#requireContent(actor, sessionId);
    const change = {
      sealed: Buffer.from(sealed, 'base64url'),
      version,
      at: new Date(clock.now()),
      byName: (await nameOf(tenantId, userId)) ?? '',
    };
    const notes = await store.write(tenantId, sessionId, change, { userId, address });
    if (!notes) throw new ServiceError('changed-meanwhile');
    return notesOf(notes);
  }

  async #requireContent(actor: Actor, sessionId: string): Promise<void> {
    const { sessions, clock } = this.#options;
    if (isContentGone(await readableSession(sessions, actor, sessionId), clock.now())) throw new ServiceError('content-gone');
  }
}

function notesOf({ sealed, version, changedAt, changedBy }: StoredNotes): SessionNotes {
  return {
    sealed: sealed?.toString('base64url') ?? null,
    version,
    changedAt: changedAt?.toISOString() ?? null,
    changedBy: changedBy ?? null,
  };
}
