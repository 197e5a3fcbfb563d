import type { EndCause } from '../../../protocol/telephony/call.ts';

/** What a callee did not miss: they declined, or the call never was for them. */
export const notMissed: readonly EndCause[] = ['declined'];

interface Facts {
  readonly answeredAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly cause: EndCause | undefined;
}

/** Whether the callee missed a call: it ended unanswered, and not because they declined it. */
export function isMissedByCallee({ answeredAtMs, endedAtMs, cause }: Facts): boolean {
  return endedAtMs !== undefined && answeredAtMs === undefined && cause !== undefined && !notMissed.includes(cause);
}
