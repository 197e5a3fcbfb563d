import type { SessionDetail, SessionSummary } from '../../../protocol/support/session.ts';
import { keepingOf } from '../retention/keeping-view.ts';
import { isContentGone } from '../retention/retention-rules.ts';
import type { SupportSession } from './session-store.ts';

/** A session as staff see it in lists. */
export function summaryOf(session: SupportSession, now: number): SessionSummary {
  const { startedAt, endedAt } = session;
  const isGone = isContentGone(session, now);
  const endMs = endedAt?.getTime() ?? now;
  return {
    id: session.id,
    kind: session.kind,
    state: session.state,
    ownerId: session.ownerId,
    ownerName: session.ownerName,
    customerName: isGone ? '' : session.customerName,
    createdAt: session.createdAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    endReason: session.endReason ?? null,
    seconds: startedAt ? Math.max(0, Math.round((endMs - startedAt.getTime()) / 1_000)) : null,
    capabilities: [...session.capabilities],
    outcome: session.outcome ?? null,
    rating: session.rating ?? null,
    people: isGone ? [] : [...session.people],
    keeping: keepingOf(session, now),
    version: session.version,
  };
}

export function detailOf(session: SupportSession, now: number, mayManage: boolean): SessionDetail {
  return { ...summaryOf(session, now), mayManage };
}
