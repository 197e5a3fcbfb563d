import type { Database } from '../../storage/index.ts';

/** What a tenant calls itself: customers see whom they talk to. */
export function tenantNameOf(db: Pick<Database, 'inTenant'>, tenantId: string): Promise<string> {
  return db.inTenant(tenantId, async (trx) => {
    const row = await trx.selectFrom('tenants').where('id', '=', tenantId).select('name').executeTakeFirstOrThrow();
    return row.name;
  });
}
