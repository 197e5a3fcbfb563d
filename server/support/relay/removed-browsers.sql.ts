import { maxRemovedBrowsers } from '../../../protocol/support/relay.ts';
import type { Database } from '../../storage/index.ts';

/** Browsers that a tenant removed since then, newest last; of more than are told the newest. */
export async function removedBrowsersOf(db: Pick<Database, 'inTenant'>, tenantId: string, since: Date): Promise<readonly string[]> {
  const rows = await db.inTenant(tenantId, (trx) =>
    trx
      .selectFrom('sealing_browsers_removed')
      .select('id')
      .where('removed_at', '>=', since)
      .orderBy('removed_at', 'desc')
      .limit(maxRemovedBrowsers)
      .execute(),
  );
  return rows.map(({ id }) => id).toReversed();
}
