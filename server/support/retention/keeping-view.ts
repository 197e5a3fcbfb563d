import type { Keeping } from '../../../protocol/support/keeping.ts';
import { isContentGone, vanishTimeOf, type Ended } from './retention-rules.ts';

/** What becomes of a session's content, as staff see it. */
export function keepingOf(session: Ended, nowMs: number): Keeping {
  const time = vanishTimeOf(session);
  const { isHeld, vanishedAt } = session.keeping;
  return {
    goneAt: time?.at.toISOString() ?? null,
    rule: time?.rule ?? null,
    isHeld,
    isGone: isContentGone(session, nowMs),
    vanishedAt: vanishedAt?.toISOString() ?? null,
  };
}
