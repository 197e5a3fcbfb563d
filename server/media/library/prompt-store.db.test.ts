import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { describePromptStore, promptNamed } from './prompt-store.suite.ts';
import { SqlPromptStore } from './prompt-store.sql.ts';

let opening: Promise<TestDatabase> | undefined;
const database = (): Promise<TestDatabase> => (opening ??= createTestDatabase());
afterAll(async () => (await database()).close());

let nextTenant = 1;
async function makeTenant() {
  const opened = await database();
  const { db } = opened;
  const tenantId = await opened.createTenant(`prompts-${String(nextTenant++)}`);
  const alice = newId();
  const user = { id: alice, email: 'alice@example.test', display_name: 'Alice', login_name: 'alice', role: 'admin' as const };
  await db.inTenant(tenantId, (trx) =>
    trx
      .insertInto('users')
      .values({ tenant_id: tenantId, ...user })
      .execute(),
  );
  return { tenantId, alice };
}

describePromptStore('in PostgreSQL', async () => {
  const { db, audit } = await database();
  return { store: new SqlPromptStore(db, audit), makeTenant };
});

describe('audit', () => {
  it('[PR05] who made, changed and deleted a prompt is in the audit log', async () => {
    const { db, audit } = await database();
    const { tenantId, alice } = await makeTenant();
    const store = new SqlPromptStore(db, audit);
    const by = { userId: alice, address: '192.0.2.1' };
    const prompt = await store.insert(tenantId, promptNamed('Welcome'), by);
    await store.update(tenantId, { ...prompt, name: 'Hello' }, by);
    await store.delete(tenantId, prompt.id, by);
    const log = await db.inTenant(tenantId, (trx) => audit.list(tenantId, trx, { limit: 10, subject: { kind: 'prompt', id: prompt.id } }));
    expect(log.map((entry) => [entry.action, entry.actorUserId])).toEqual([
      ['prompt.deleted', alice],
      ['prompt.updated', alice],
      ['prompt.created', alice],
    ]);
    expect(log[1]).toMatchObject({ before: { name: 'Welcome' }, after: { name: 'Hello' } });
  });
});
