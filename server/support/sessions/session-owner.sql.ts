import type { SessionState } from '../../../protocol/support/states.ts';
import type { Trx } from '../../storage/index.ts';

export interface Owned {
  readonly ownerId: string;
  readonly ownerName: string;
  readonly state: SessionState;
}

/** Whose a session is; nobody else takes it, and it neither starts nor ends, until this transaction is over. */
export async function lockedOwner(trx: Trx, tenantId: string, id: string): Promise<Owned | undefined> {
  const row = await trx
    .selectFrom('support_sessions')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .select(['owner_id', 'owner_name', 'state'])
    .forUpdate()
    .executeTakeFirst();
  return row && { ownerId: row.owner_id, ownerName: row.owner_name, state: row.state };
}
