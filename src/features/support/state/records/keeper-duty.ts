import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import type { LiveView } from '../live-view.ts';
import type { SessionRecords } from './session-records.ts';

/**
 * Whether this page keeps what is made: of the experts who are here the first one's. Who is not among the people any more left, and does it
 * a last time if they did it before.
 */
export function isKeeper({ people, endReason }: Pick<LiveView, 'people' | 'endReason'>, wasKeeper: boolean): boolean {
  if (endReason === 'taken-over' || endReason === 'takenOver') return false;
  if (!people.some(({ isMe }) => isMe)) return wasKeeper;
  // Between two groups, when the customer was invited again, nobody has keys.
  const isBetween = people.every(({ isSealed }) => !isSealed);
  const first = people.find(({ role, isHere, isSealed, isWaiting }) => role === 'expert' && isHere && (isBetween ? !isWaiting : isSealed));
  return first?.isMe === true;
}

interface Left {
  readonly id: string;
  readonly failure: unknown;
}

/** @returns what stays, and why: a colleague's, what is held, and what the line was away for */
export async function removeAll(records: Pick<SessionRecords, 'remove'>, artefactIds: readonly string[]): Promise<readonly Left[]> {
  const left: Left[] = [];
  for (const id of artefactIds)
    await records.remove(id).catch((failure: unknown) => {
      if (!(failure instanceof ApiFailure) || failure.code !== 'not-found') left.push({ id, failure });
    });
  return left;
}
