import type { HeldSession, HoldQuery } from '../../../protocol/support/retention.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { readableSession } from '../session-access.ts';
import type { SessionStore } from '../sessions/session-store.ts';
import type { SqlHoldList } from './hold-list.sql.ts';
import type { HoldStore } from './hold-store.ts';
import { holdViewOf } from './hold-view.ts';
import { isContentGone } from './retention-rules.ts';

export interface HoldServiceParts {
  readonly sessions: Pick<SessionStore, 'find' | 'isOf'>;
  readonly holds: HoldStore;
  readonly held: Pick<SqlHoldList, 'list'>;
  readonly nameOf: (tenantId: string, userId: string) => Promise<string | undefined>;
  /** Whoever looks at the session is told. */
  readonly onChanged: (tenantId: string, sessionId: string) => void;
  readonly clock: Clock;
}

/** Legal hold: one person sets it; its end takes two, one who asks and another who agrees. */
export class HoldService {
  readonly #parts: HoldServiceParts;

  constructor(parts: HoldServiceParts) {
    this.#parts = parts;
  }

  /** What is held in the whole tenant. @throws {ServiceError} `forbidden` */
  async list(actor: Actor, query: HoldQuery): Promise<Page<HeldSession>> {
    requirePermission(actor, 'support.manage');
    const { items, total } = await this.#parts.held.list(actor.tenantId, query);
    return { items: items.map(({ hold, ...session }) => ({ ...session, ...holdViewOf(hold, actor.userId) })), total };
  }

  /** @throws {ServiceError} `forbidden`, `not-found`, `content-gone`, `taken` when it is held */
  async hold(actor: Actor, sessionId: string, reason: string): Promise<void> {
    const { holds, clock, onChanged } = this.#parts;
    await this.#session(actor, sessionId);
    const hold = { reason, by: await this.#named(actor), at: new Date(clock.now()), releaseAskedBy: undefined };
    if (!(await holds.set(actor.tenantId, sessionId, hold, actor))) throw new ServiceError('taken');
    onChanged(actor.tenantId, sessionId);
  }

  /** The first who calls it asks for the end, another one agrees. @throws {ServiceError} `not-found` when it is not held; `forbidden` for who asked */
  async release(actor: Actor, sessionId: string): Promise<void> {
    const { holds, onChanged } = this.#parts;
    await this.#session(actor, sessionId);
    const { tenantId, userId } = actor;
    const hold = await holds.find(tenantId, sessionId);
    if (!hold) throw new ServiceError('not-found');
    if (hold.releaseAskedBy?.id === userId) throw new ServiceError('forbidden');
    const isDone = hold.releaseAskedBy
      ? await holds.release(tenantId, sessionId, userId, actor)
      : await holds.askRelease(tenantId, sessionId, await this.#named(actor), actor);
    if (!isDone) throw new ServiceError('changed-meanwhile');
    onChanged(tenantId, sessionId);
  }

  async #session(actor: Actor, sessionId: string): Promise<void> {
    const { sessions, clock } = this.#parts;
    const session = await readableSession(sessions, actor, sessionId);
    requirePermission(actor, 'support.hold');
    if (isContentGone(session, clock.now())) throw new ServiceError('content-gone');
  }

  async #named({ tenantId, userId }: Actor): Promise<{ readonly id: string; readonly name: string }> {
    return { id: userId, name: (await this.#parts.nameOf(tenantId, userId)) ?? '' };
  }
}
