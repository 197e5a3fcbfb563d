import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import type { Trx } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.testing.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const addPbx = (trx: Trx, tenantId: string, slug: string): Promise<unknown> =>
  trx.insertInto('pbxs').values({ tenant_id: tenantId, id: newId(), slug, name: slug }).execute();

describe('a tenant’s transaction', () => {
  it('[ST10] sees and writes only its tenant’s rows', async () => {
    const acme = await test.createTenant('acme-a');
    const globex = await test.createTenant('globex-a');
    await test.db.inTenant(acme, (trx) => addPbx(trx, acme, 'main'));
    const seen = (tenantId: string) => test.db.inTenant(tenantId, (trx) => trx.selectFrom('pbxs').select('slug').execute());
    expect(await seen(acme)).toEqual([{ slug: 'main' }]);
    expect(await seen(globex)).toEqual([]);
    await expect(test.db.inTenant(globex, (trx) => addPbx(trx, acme, 'smuggled'))).rejects.toMatchObject({
      name: 'StorageError',
      code: 'forbidden',
    });
  });

  it('[ST11] leaves nothing when it throws, and the error of the function comes out unchanged', async () => {
    const tenant = await test.createTenant('acme-b');
    const mine = new Error('changed my mind');
    const attempt = test.db.inTenant(tenant, async (trx) => {
      await addPbx(trx, tenant, 'main');
      throw mine;
    });
    await expect(attempt).rejects.toBe(mine);
    expect(await test.db.inTenant(tenant, (trx) => trx.selectFrom('pbxs').selectAll().execute())).toEqual([]);
  });

  it('[ST11] refuses an id that is no UUID before it asks the database', async () => {
    await expect(test.db.inTenant(`' or true --`, async () => 1)).rejects.toMatchObject({ code: 'invalid' });
  });

  it('[ST12] tells others after the commit, and never when it was rolled back', async () => {
    const tenant = await test.createTenant('acme-c');
    const told: string[] = [];
    await test.db.inTenant(tenant, async (trx) => {
      test.db.afterCommit(trx, () => told.push('committed'));
      expect(told).toEqual([]);
    });
    await test.db
      .inTenant(tenant, async (trx) => {
        test.db.afterCommit(trx, () => told.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(told).toEqual(['committed']);
  });

  it('[ST13] names what broke: conflict, reference, invalid', async () => {
    const tenant = await test.createTenant('acme-d');
    const other = newId();
    await test.db.inTenant(tenant, (trx) => addPbx(trx, tenant, 'main'));
    const run = (work: (trx: Trx) => Promise<unknown>) => test.db.inTenant(tenant, work);
    await expect(run((trx) => addPbx(trx, tenant, 'main'))).rejects.toMatchObject({
      code: 'conflict',
      constraint: 'pbxs_tenant_id_slug_key',
    });
    await expect(
      run((trx) => trx.insertInto('phone_settings').values({ tenant_id: tenant, user_id: other }).execute()),
    ).rejects.toMatchObject({ code: 'reference' });
    await expect(run((trx) => addPbx(trx, tenant, 'Not A Slug'))).rejects.toMatchObject({ code: 'invalid', constraint: 'pbxs_slug_check' });
  });
});

describe('the directory', () => {
  it('[ST14] finds an object of any tenant by its exact key, and keeps the key itself to itself', async () => {
    const tenant = await test.createTenant('acme-e');
    const id = newId();
    await test.db.inTenant(tenant, (trx) => test.db.directory.put(trx, { kind: 'email', key: 'alice@acme.test', id }));
    expect(await test.db.directory.lookup('email', 'alice@acme.test')).toEqual({ tenantId: tenant, id });
    expect(await test.db.directory.lookup('email', 'ALICE@acme.test')).toBeUndefined();
    expect(await test.db.directory.lookup('session', 'alice@acme.test')).toBeUndefined();
    const rows = await test.query(`select * from deskline.directory where id = '${id}'`);
    expect(JSON.stringify(rows)).not.toContain('alice');
  });

  it('[ST15] gives a key to one object only, and only its tenant may delete it', async () => {
    const acme = await test.createTenant('acme-f');
    const globex = await test.createTenant('globex-f');
    const entry = { kind: 'sip_user', key: 'bob' };
    const id = newId();
    const put = (tenantId: string, objectId: string) =>
      test.db.inTenant(tenantId, (trx) => test.db.directory.put(trx, { ...entry, id: objectId }));
    await put(acme, id);
    await put(acme, id);
    await expect(put(globex, newId())).rejects.toMatchObject({ code: 'conflict' });
    expect(await test.db.inTenant(globex, (trx) => test.db.directory.delete(trx, entry))).toBe(false);
    expect(await test.db.directory.lookup('sip_user', 'bob')).toEqual({ tenantId: acme, id });
    expect(await test.db.inTenant(acme, (trx) => test.db.directory.delete(trx, entry))).toBe(true);
    expect(await test.db.directory.lookup('sip_user', 'bob')).toBeUndefined();
  });
});

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000);

describe('throttles', () => {
  it('[ST16] count failures in a window that a quiet time ends, and forget what is old', async () => {
    const { throttles } = test.db;
    expect(await throttles.fail('account:x', at(0), 60)).toBe(1);
    expect(await throttles.fail('account:x', at(50), 60)).toBe(2);
    expect(await throttles.fail('account:x', at(111), 60)).toBe(1);
    await throttles.block('account:x', at(200));
    const states = await throttles.get(['account:x', 'account:y']);
    expect([...states]).toEqual([['account:x', { failures: 1, firstFailureAt: at(111), lastFailureAt: at(111), blockedUntil: at(200) }]]);
    await throttles.fail('account:z', at(500), 60);
    expect(await throttles.purge(at(300))).toBe(1);
    expect([...(await throttles.get(['account:x', 'account:z'])).keys()]).toEqual(['account:z']);
    await throttles.clear('account:z');
    expect((await throttles.get(['account:z'])).size).toBe(0);
  });

  it('[ST16] count every failure of a burst', async () => {
    const counts = await Promise.all(Array.from({ length: 20 }, () => test.db.throttles.fail('burst', new Date(), 60)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});
