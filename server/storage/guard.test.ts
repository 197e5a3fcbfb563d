import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pool } from 'pg';
import { silentLogger } from '../platform/logger.ts';
import { guardDatabase } from './guard.ts';
import { readMigrations } from './migrations.ts';
import { createPool } from './pool.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './testing/database.testing.ts';

const migrations = readMigrations();
let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.close());

async function guardAs(role: 'app' | 'owner' | 'superuser', list = migrations): Promise<void> {
  const pool = createPool(test.target(role), silentLogger);
  try {
    await guardDatabase(pool, list);
  } finally {
    await pool.end();
  }
}

const refusal = (part: string) => ({ name: 'StorageError', code: 'refused', message: expect.stringContaining(part) });

describe('the check at start', () => {
  it('[ST40] lets the application’s role in', async () => {
    await expect(guardAs('app')).resolves.toBeUndefined();
  });

  it('[ST41] refuses a superuser and the owner, with the way out', async () => {
    await expect(guardAs('superuser')).rejects.toMatchObject(refusal('is a superuser'));
    await expect(guardAs('owner')).rejects.toMatchObject(refusal('owns the table'));
    await expect(guardAs('owner')).rejects.toMatchObject(refusal('CREATE ROLE'));
  });

  /** What to break, how to mend it where it outlives the test's database, and what the sentence must name. */
  const faults: readonly (readonly [fault: string, breaking: string, naming: string])[] = [
    ['FORCE missing', 'alter table deskline.users no force row level security', 'not forced on the table users'],
    ['row-level security off', 'alter table deskline.call_events disable row level security', 'off on the table call_events'],
    [
      'FORCE missing on a partition',
      'alter table deskline.call_events_default no force row level security',
      'not forced on the table call_events_default',
    ],
    ['no policy', 'drop policy tenant_isolation on deskline.devices', 'The table devices has no policy'],
    ['an open policy', 'alter policy tenant_isolation on deskline.users using (true)', 'tenant_isolation on the table users'],
    ['a second, open policy', 'create policy support on deskline.sites for select using (true)', 'support on the table sites'],
    [
      'a policy without the nullif form',
      `alter policy tenant_isolation on deskline.sites using (tenant_id = current_setting('app.tenant')::uuid)`,
      'tenant_isolation on the table sites',
    ],
    ['a new table without protection', 'create table deskline.notes (tenant_id uuid, id uuid)', 'off on the table notes'],
    ['a grant on the directory', 'grant select on deskline.directory to deskline_app', 'directory must be reachable by its functions only'],
    [
      'a table owned by the application',
      'create table deskline.mine (); alter table deskline.mine owner to deskline_app',
      'owns the table mine',
    ],
  ];
  it.each(faults)('[ST42] refuses: %s', async (_fault, breaking, naming) => {
    await test.query(breaking);
    await expect(guardAs('app')).rejects.toMatchObject(refusal(naming));
  });

  it('[ST41] refuses a PostgreSQL before 15', async () => {
    await test.query(`create function deskline.current_setting(text) returns text language sql as
      $$ select case $1 when 'server_version_num' then '140011' else '14.11' end $$`);
    await expect(guardAs('app')).rejects.toMatchObject(refusal('leads to PostgreSQL 14.11; Deskline needs 15 or newer'));
  });

  it('[ST43] refuses a schema that is behind, and one that is missing', async () => {
    const next = { version: migrations.length + 1, name: 'later', sql: '', checksum: '' };
    await expect(guardAs('app', [...migrations, next])).rejects.toMatchObject(refusal('lacks migration'));
    const empty = await createEmptyDatabase();
    const pool = createPool(empty.target('app'), silentLogger);
    await expect(guardDatabase(pool, migrations)).rejects.toMatchObject(refusal('no Deskline schema'));
    await pool.end();
    await empty.close();
  });
});

/** Roles outlive a database: these get names of their own and are removed. */
async function guardNewRole(name: string, ...statements: readonly string[]): Promise<void> {
  await test.query(`create role ${name} login`);
  for (const statement of statements) await test.query(statement);
  const target = test.target('app');
  if ('url' in target) throw new Error('the test database is reached by its socket');
  const pool: Pool = createPool({ ...target, user: name }, silentLogger);
  try {
    await guardDatabase(pool, migrations);
  } finally {
    await pool.end();
    await test.query(`drop role ${name}`);
  }
}
const unique = (): string => `guard_${Math.random().toString(36).slice(2)}`;

describe('roles that are shared by the whole cluster', () => {
  it('[ST41] any member of deskline_app is welcome', async () => {
    const name = unique();
    await expect(guardNewRole(name, `grant deskline_app to ${name}`)).resolves.toBeUndefined();
  });

  it('[ST41] refuses BYPASSRLS, a stranger, and who could become a superuser or the owner', async () => {
    const [bypass, stranger, climber, heir] = [unique(), unique(), unique(), unique()];
    await expect(guardNewRole(bypass, `alter role ${bypass} bypassrls`, `grant deskline_app to ${bypass}`)).rejects.toMatchObject(
      refusal('BYPASSRLS'),
    );
    await expect(guardNewRole(stranger)).rejects.toMatchObject(refusal('not a member of deskline_app'));
    await expect(guardNewRole(climber, `grant postgres to ${climber}`)).rejects.toMatchObject(refusal('is a superuser, or can become one'));
    await expect(guardNewRole(heir, `grant deskline_owner, deskline_app to ${heir}`)).rejects.toMatchObject(refusal('owns the table'));
  });
});
