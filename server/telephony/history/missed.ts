import type { EndCause } from '../../../protocol/telephony/call.ts';

/** What a callee did not miss: they declined, or the call never was for them. */
export const notMissed: readonly EndCause[] = ['declined'];

/** What a person who was rung by a plan, a group or a queue did not miss. */
export const notMissedOffers: readonly string[] = ['answered', 'declined'];

/** Whether somebody missed a call that they were offered: it ended, and no person took it. */
export function isMissedOffer(
  { outcome, isAnswered }: { readonly outcome: string; readonly isAnswered: boolean },
  endedAtMs: number | undefined,
): boolean {
  return endedAtMs !== undefined && !isAnswered && !notMissedOffers.includes(outcome);
}

interface Facts {
  readonly answeredAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly cause: EndCause | undefined;
}

/** Whether the callee missed a call: it ended unanswered, and not because they declined it. */
export function isMissedByCallee({ answeredAtMs, endedAtMs, cause }: Facts): boolean {
  return endedAtMs !== undefined && answeredAtMs === undefined && cause !== undefined && !notMissed.includes(cause);
}
