import { afterAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { SqlEmergencyAlertStore } from './emergency-alert-store.sql.ts';
import { callOf, emergencyAlertStoreSuite, type AlertTenant } from './emergency-alert-store.suite.ts';

let opening: Promise<TestDatabase> | undefined;
const database = (): Promise<TestDatabase> => (opening ??= createTestDatabase());
let nextTenant = 1;

async function makeTenant(): Promise<AlertTenant> {
  const opened = await database();
  const tenantId = await opened.createTenant(`alerts-${nextTenant++}`);
  const [pbxId, alice, admin] = [newId(), newId(), newId()];
  await opened.db.inTenant(tenantId, async (trx) => {
    await trx.insertInto('pbxs').values({ tenant_id: tenantId, id: pbxId, slug: 'main', name: 'Main' }).execute();
    for (const [id, name] of [
      [alice, 'alice'],
      [admin, 'admin'],
    ] as const) {
      const user = { tenant_id: tenantId, id, email: `${name}@example.test`, display_name: name, login_name: name, role: 'user' as const };
      await trx.insertInto('users').values(user).execute();
    }
  });
  return { tenantId, pbxId, alice, admin };
}

afterAll(async () => (await database()).close());

describe('emergency alerts in PostgreSQL', () => {
  emergencyAlertStoreSuite(async () => ({ store: new SqlEmergencyAlertStore(await database()), makeTenant }));

  test('[EM5] the table keeps who acknowledged it and when, and both are in the audit log', async () => {
    const opened = await database();
    const store = new SqlEmergencyAlertStore(opened);
    const acme = await makeTenant();
    const call = callOf(acme);
    await store.add(acme.tenantId, call);
    const by = { userId: acme.admin, name: 'Ada Admin', atMs: Date.parse('2026-05-01T12:01:00Z'), address: '192.0.2.1' };
    await store.acknowledge(acme.tenantId, call.id, by);
    await store.acknowledge(acme.tenantId, call.id, { ...by, name: 'Somebody later' });
    const kept = await opened.query(
      'select acknowledged_by_name as name, acknowledged_by as id, acknowledged_at as at from deskline.emergency_alerts where id = $1',
      [call.id],
    );
    expect(kept).toEqual([{ name: 'Ada Admin', id: acme.admin, at: new Date(by.atMs) }]);
    const audit = await opened.query<{ action: string; actor: string }>(
      'select action, actor_user_id as actor from deskline.audit_entries where subject_id = $1 order by at, id',
      [call.id],
    );
    expect(audit).toEqual([
      { action: 'emergency.dialled', actor: acme.alice },
      { action: 'emergency.acknowledged', actor: acme.admin },
    ]);
  });
});
