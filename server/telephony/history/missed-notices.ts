import type { PushNotices } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import type { CallSnapshot } from './call-record.ts';
import { recordFor } from './record-for.ts';

/** Whom a call rang that is over now and that they missed. */
export function missedBy(snapshot: CallSnapshot): readonly string[] {
  const { caller, callee, offers } = snapshot;
  const rung = new Set([callee?.userId, ...offers.map(({ userId }) => userId)]);
  return [...rung].flatMap((userId) =>
    userId !== undefined && userId !== caller.userId && recordFor(userId, snapshot).isMissed ? [userId] : [],
  );
}

/** Tells those who missed a call in their browsers, also while no page is open. Never rejects. */
export async function tellMissed(
  { push, logger }: { readonly push: Pick<PushNotices, 'tell'>; readonly logger: Logger },
  snapshot: CallSnapshot,
): Promise<void> {
  const userIds = missedBy(snapshot);
  if (userIds.length === 0) return;
  const { displayName, number } = snapshot.caller;
  try {
    await push.tell(snapshot.tenantId, userIds, { kind: 'missed-call', caller: displayName || number, onceKey: `missed/${snapshot.id}` });
  } catch (error) {
    logger.error({ err: error, call: snapshot.id }, 'people could not be told of a missed call');
  }
}
