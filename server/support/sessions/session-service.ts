import { can } from '../../../protocol/identity/permissions.ts';
import { isReadable, readableSession } from '../session-access.ts';
import type { Role } from '../../../protocol/identity/role.ts';
import type {
  AssignSession,
  PutOutcome,
  RelayView,
  SessionDetail,
  SessionQuery,
  SessionSummary,
} from '../../../protocol/support/session.ts';
import type { SessionKind } from '../../../protocol/support/states.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { LogStore } from '../relay/log-store.ts';
import { isContentGone } from '../retention/retention-rules.ts';
import type { SessionEnder } from './session-ender.ts';
import type { SessionNews } from './session-news.ts';
import type { Doer, SessionStore, SupportSession } from './session-store.ts';
import { detailOf, summaryOf } from './session-summary.ts';
import { logKeptMs } from './session-times.ts';

/** What support asks about people. */
export interface SupportPeople {
  /** Undefined for whoever is not there. */
  nameOf(tenantId: string, userId: string): Promise<string | undefined>;
  /** Undefined for those who are gone or disabled. */
  roleOf(tenantId: string, userId: string): Promise<Role | undefined>;
}

export interface SessionServiceParts {
  readonly store: SessionStore;
  readonly logs: LogStore;
  readonly ender: SessionEnder;
  readonly news: SessionNews;
  readonly people: SupportPeople;
  readonly clock: Clock;
}

interface Wanted {
  readonly kind: SessionKind;
  /** Whom the expert expects. */
  readonly customerName?: string | undefined;
}

/** Entries of the log that an admin looks at together. */
const viewEntries = 200;

/** What staff do with support sessions outside of them. */
export class SessionService {
  readonly #parts: SessionServiceParts;

  constructor(parts: SessionServiceParts) {
    this.#parts = parts;
  }

  /** A session that waits for its customer, who may be known by name already; it is mine. */
  async create(actor: Actor, { kind, customerName = '' }: Wanted): Promise<SessionDetail> {
    requirePermission(actor, 'support.serve');
    const { store, news, people, clock } = this.#parts;
    const ownerName = (await people.nameOf(actor.tenantId, actor.userId)) ?? '';
    const session = await store.add(
      actor.tenantId,
      { id: newId(), kind, customerName, ownerId: actor.userId, ownerName, createdAt: new Date(clock.now()) },
      doerOf(actor),
    );
    news.tell(actor.tenantId, session.id);
    return this.#detail(actor, session);
  }

  /** @throws {ServiceError} `forbidden` for everybody's sessions without the right to see them */
  async list(actor: Actor, { scope, ...query }: SessionQuery): Promise<Page<SessionSummary>> {
    requirePermission(actor, scope === 'all' ? 'support.read-all' : 'support.serve');
    const { store, clock } = this.#parts;
    const of = scope === 'all' ? undefined : actor.userId;
    const { items, total } = await store.list(actor.tenantId, { ...query, of, withWaiting: scope === 'team' });
    return { items: items.map((session) => summaryOf(session, clock.now())), total };
  }

  async get(actor: Actor, id: string): Promise<SessionDetail> {
    return this.#detail(actor, await readableSession(this.#parts.store, actor, id));
  }

  /**
   * Gives a session to somebody, or takes it: one that waits may be anybody's who serves, another one is for those who may see it.
   * @throws {ServiceError} `taken` when somebody was faster; `session-over`; `invalid-fields` when they may not serve
   */
  async assign(actor: Actor, id: string, { userId, from }: AssignSession): Promise<SessionDetail> {
    requirePermission(actor, 'support.serve');
    const { store, news, people } = this.#parts;
    const isFromQueue = !(await isReadable(store, actor, id));
    const [name, role] = await Promise.all([people.nameOf(actor.tenantId, userId), people.roleOf(actor.tenantId, userId)]);
    if (name === undefined || role === undefined || !can(role, 'support.serve'))
      throw new ServiceError('invalid-fields', { fields: { userId: 'unknown' } });
    const assigned = await store.assign(actor.tenantId, id, { owner: { id: userId, name }, from, isFromQueue }, doerOf(actor));
    if (!assigned) throw new ServiceError('not-found');
    if (assigned.kind === 'over') throw new ServiceError('session-over');
    if (assigned.kind === 'taken') throw new ServiceError('taken', { fields: { owner: assigned.ownerName } });
    news.tell(actor.tenantId, id);
    return this.#detail(actor, assigned.session);
  }

  /** Ends it for everybody. @throws {ServiceError} `session-over` */
  async end(actor: Actor, id: string): Promise<SessionDetail> {
    const { state } = await readableSession(this.#parts.store, actor, id);
    if (state === 'done') throw new ServiceError('session-over');
    await this.#parts.ender.end(actor.tenantId, id, { reason: 'ended-by-staff', by: doerOf(actor) });
    return this.get(actor, id);
  }

  /** @throws {ServiceError} `changed-meanwhile` */
  async putOutcome(actor: Actor, id: string, { outcome, version }: PutOutcome): Promise<SessionDetail> {
    await readableSession(this.#parts.store, actor, id);
    const { store, news } = this.#parts;
    const changed = await store.putOutcome(actor.tenantId, id, { outcome, version }, doerOf(actor));
    if (!changed) throw new ServiceError('changed-meanwhile');
    news.tell(actor.tenantId, id);
    return this.#detail(actor, changed);
  }

  /** What the server sees of a session: the ciphertext that lies in its log. */
  async relayView(actor: Actor, id: string, after: number): Promise<RelayView> {
    requirePermission(actor, 'support.manage');
    const session = await readableSession(this.#parts.store, actor, id);
    const { logs, clock } = this.#parts;
    if (isContentGone(session, clock.now())) throw new ServiceError('content-gone');
    const [entries, { lastNumber }] = await Promise.all([logs.read(actor.tenantId, id, after, viewEntries), logs.size(actor.tenantId, id)]);
    return {
      entries: entries.map(({ number, at, seatId, body }) => ({
        number,
        at: at.toISOString(),
        from: seatId,
        bytes: body.length,
        body: body.toString('base64url'),
      })),
      deletedAt: session.endedAt && !session.keeping.isHeld ? new Date(session.endedAt.getTime() + logKeptMs).toISOString() : null,
      lastNumber,
    };
  }

  #detail(actor: Actor, session: SupportSession): SessionDetail {
    return detailOf(session, this.#parts.clock.now(), can(actor.role, 'support.manage'));
  }
}

function doerOf({ userId, address }: Actor): Doer {
  return { userId, address };
}
