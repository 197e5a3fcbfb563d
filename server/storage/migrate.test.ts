import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../platform/ids.ts';
import { silentLogger } from '../platform/logger.ts';
import { appUser } from './embedded/bootstrap.ts';
import { migrate } from './migrate.ts';
import { migrationsFolder, readMigrations, type Migration } from './migrations.ts';
import { clientConfig, type ConnectionTarget } from './pool.ts';
import { createEmptyDatabase, type EmptyDatabase } from './testing/database.testing.ts';
import { tenantSeed } from './testing/tenant-seed.testing.ts';

const migrations = readMigrations();

let empty: EmptyDatabase;
beforeEach(async () => {
  empty = await createEmptyDatabase();
});
afterEach(() => empty.close());

const bring = (owner: ConnectionTarget, list: readonly Migration[]): Promise<void> =>
  migrate({ owner, appUser, migrations: list, logger: silentLogger });

async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(clientConfig(empty.target('superuser')));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Seeds the tables that exist at a version; later ones get their rows from nobody. */
async function seed(client: Client, tenantId: string): Promise<string[]> {
  const present = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'deskline'::regnamespace`,
  );
  const names = new Set(present.rows.map((row) => row.name));
  const statements = tenantSeed(tenantId, 'acme').filter((statement) => names.has(statement.table));
  for (const { text, values } of statements) await client.query(text, [...values]);
  return statements.map((statement) => statement.table);
}

describe('migrations', () => {
  it.each(migrations.map((migration) => [migration.version]))(
    '[ST30] from version %i on seeded data keep every row and every protection',
    async (version) => {
      const tenant = newId();
      await bring(empty.target('owner'), migrations.slice(0, version));
      const seeded = await asSuperuser((client) => seed(client, tenant));
      await bring(empty.target('owner'), migrations);
      await asSuperuser(async (client) => {
        const counts: unknown[] = [];
        for (const table of seeded) counts.push([table, (await client.query(`select 1 from deskline.${table}`)).rowCount]);
        expect(counts).toEqual(seeded.map((table) => [table, 1]));
        const open = await client.query(
          `select relname from pg_class where relnamespace = 'deskline'::regnamespace and relrowsecurity and not relforcerowsecurity`,
        );
        expect(open.rows).toEqual([]);
        const applied = await client.query('select version from deskline.schema_migrations order by version');
        expect(applied.rows).toEqual(migrations.map((migration) => ({ version: migration.version })));
      });
    },
  );

  it('[ST31] an UPDATE in a migration reaches the rows of every tenant, in spite of FORCE', async () => {
    const change: Migration = { version: migrations.length + 1, name: 'rename', sql: `update pbxs set name = 'renamed'`, checksum: 'x' };
    await bring(empty.target('owner'), migrations);
    await asSuperuser(async (client) => {
      for (const { text, values } of tenantSeed(newId(), 'acme')) await client.query(text, [...values]);
    });
    await bring(empty.target('owner'), [...migrations, change]);
    const names = await asSuperuser((client) => client.query('select name from deskline.pbxs'));
    expect(names.rows).toEqual([{ name: 'renamed' }]);
  });

  it('[ST32] a second run does nothing, and two servers that start together migrate once', async () => {
    await Promise.all([bring(empty.target('owner'), migrations), bring(empty.target('owner'), migrations)]);
    await bring(empty.target('owner'), migrations);
    const applied = await asSuperuser((client) => client.query('select version from deskline.schema_migrations'));
    expect(applied.rowCount).toBe(migrations.length);
  });

  it('[ST33] a changed file is refused, and so is a database from a newer version', async () => {
    await bring(empty.target('owner'), migrations);
    const changed = migrations.map((migration) => (migration.version === 1 ? { ...migration, checksum: 'other' } : migration));
    await expect(bring(empty.target('owner'), changed)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('0001_foundation was changed'),
    });
    await expect(bring(empty.target('owner'), migrations.slice(0, -1))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('does not know'),
    });
  });

  it('[ST34] a migration that fails is taken back whole', async () => {
    const bad: Migration = {
      version: migrations.length + 1,
      name: 'bad',
      sql: 'create table half (id integer); select 1/0;',
      checksum: 'x',
    };
    await bring(empty.target('owner'), migrations);
    await expect(bring(empty.target('owner'), [...migrations, bad])).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('taken back'),
    });
    const half = await asSuperuser((client) => client.query(`select to_regclass('deskline.half') as name`));
    expect(half.rows).toEqual([{ name: null }]);
    await bring(empty.target('owner'), migrations);
  });
});

describe('the folder of migrations', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskline-migrations-'));
    cpSync(migrationsFolder, folder, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('[ST35] numbers without a gap, each used once', () => {
    expect(readMigrations(folder)).toEqual(migrations);
    const gap = join(folder, '0999_gap.sql');
    writeFileSync(gap, '');
    expect(() => readMigrations(folder)).toThrow(/0999_gap\.sql should have number/);
    rmSync(gap);
    const unnamed = join(folder, 'something.sql');
    writeFileSync(unnamed, '');
    expect(() => readMigrations(folder)).toThrow(/not named NNNN_name\.sql/);
    rmSync(unnamed);
  });
});
