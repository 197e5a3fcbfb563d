import type { SeatState } from '../../../protocol/support/states.ts';
import type { Audit, Trx } from '../../storage/index.ts';
import type { SupportSeat } from './seat-store.ts';

/** What the audit log says of a seat. */
export type NotedSeat = Pick<SupportSeat, 'id' | 'sessionId' | 'role' | 'userId'>;

/** Notes it when it is a change. */
export async function changeSeat(
  trx: Trx,
  audit: Pick<Audit, 'append'>,
  { tenantId, seatId, state }: { readonly tenantId: string; readonly seatId: string; readonly state: SeatState },
): Promise<void> {
  const row = await trx
    .updateTable('support_seats')
    .set({ state })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', seatId)
    .where('state', '<>', state)
    .returning(['id', 'session_id', 'role', 'user_id'])
    .executeTakeFirst();
  if (!row) return;
  const seat = { id: row.id, sessionId: row.session_id, role: row.role, userId: row.user_id ?? undefined };
  await noteSeat(trx, audit, { tenantId, seat, action: `support.seat-${state}` });
}

export function noteSeat(
  trx: Trx,
  audit: Pick<Audit, 'append'>,
  { tenantId, seat, action }: { readonly tenantId: string; readonly seat: NotedSeat; readonly action: string },
): Promise<void> {
  return audit.append(tenantId, trx, {
    actorUserId: seat.userId,
    action,
    subjectKind: 'support-session',
    subjectId: seat.sessionId,
    after: { seat: seat.id, role: seat.role },
  });
}
