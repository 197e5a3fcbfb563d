import { newId } from '../../platform/ids.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import type { MembersTenant } from './named-store.suite.ts';

let nextTenant = 1;

/** A tenant with alice and bob in a database. */
export async function makeMembersTenant(database: TestDatabase): Promise<MembersTenant> {
  const tenantId = await database.createTenant(`members-${String(nextTenant++)}`);
  const [alice, bob] = [newId(), newId()];
  await database.db.inTenant(tenantId, async (trx) => {
    for (const [id, name] of [
      [alice, 'alice'],
      [bob, 'bob'],
    ] as const) {
      const user = { tenant_id: tenantId, id, email: `${name}@example.test`, display_name: name, login_name: name, role: 'user' as const };
      await trx.insertInto('users').values(user).execute();
    }
  });
  return { tenantId, alice, bob };
}
