import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { silentLogger } from '../platform/logger.ts';
import { openStorage } from './open-storage.ts';
import { clientConfig, type ConnectionTarget } from './pool.ts';
import { attackTables, tenantTables, type TenantTable } from './testing/cross-tenant.testing.ts';
import { createTestDatabase } from './testing/database.testing.ts';
import { createExternalPostgres, debianBinaries } from './testing/debian-postgres.testing.ts';
import { tenantSeed } from './testing/tenant-seed.testing.ts';

/** A migrated database to attack, and how to get rid of it. */
interface Subject {
  readonly app: ConnectionTarget;
  readonly superuser: ConnectionTarget;
  close(): Promise<void>;
}

async function embeddedSubject(): Promise<Subject> {
  const test = await createTestDatabase();
  return { app: test.target('app'), superuser: test.target('superuser'), close: () => test.close() };
}

/** The way of an operator: roles and a database of their own making, the server's migrations, Debian's PostgreSQL 15. */
async function externalSubject(binaries: string): Promise<Subject> {
  const external = await createExternalPostgres(binaries);
  const dataDir = mkdtempSync(join(tmpdir(), 'deskline-data-'));
  const close = async (): Promise<void> => {
    await external.remove();
    rmSync(dataDir, { recursive: true });
  };
  try {
    await external.run('postgres', 'create role owner login createrole', 'create role server login', 'create database desk owner owner');
    const urls = { databaseUrl: external.url('server', 'desk'), databaseOwnerUrl: external.url('owner', 'desk') };
    const storage = await openStorage({ dataDir, ...urls, logger: silentLogger, clock: systemClock });
    await storage.close();
    return { app: { url: urls.databaseUrl }, superuser: { url: external.url('postgres', 'desk') }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const debian15 = debianBinaries(15);
const subjects: readonly (readonly [name: string, create: () => Promise<Subject>])[] = [
  ['embedded PostgreSQL 18', embeddedSubject],
  ...(debian15 === undefined ? [] : [['Debian’s PostgreSQL 15', () => externalSubject(debian15)] as const]),
];

describe.each(subjects)('tenants on %s', (_name, create) => {
  let subject: Subject;
  let app: Client;
  let superuser: Client;
  let tables: TenantTable[];
  const attacker = newId();
  const victim = newId();
  const attack = () => attackTables({ client: app, tables, attacker, victim });

  beforeAll(async () => {
    subject = await create();
    app = new Client(clientConfig(subject.app));
    superuser = new Client(clientConfig(subject.superuser));
    await Promise.all([app.connect(), superuser.connect()]);
    tables = await tenantTables(superuser);
    for (const [tenant, slug] of [
      [attacker, 'attacker'],
      [victim, 'victim'],
    ] as const) {
      for (const { text, values } of tenantSeed(tenant, slug)) await superuser.query(text, [...values]);
    }
  });
  afterAll(async () => {
    await Promise.all([app.end(), superuser.end()]);
    await subject.close();
  });

  it('[ST20] the suite has a row of the victim in every tenant table', async () => {
    const seeded = new Set(tenantSeed(newId(), 'x').map((row) => row.table));
    expect(tables.map((table) => table.name).filter((name) => !seeded.has(name))).toEqual([]);
    const counts: unknown[] = [];
    for (const { name, key } of tables) {
      const found = await superuser.query(`select 1 from deskline.${name} where ${key} = $1`, [victim]);
      counts.push([name, found.rowCount]);
    }
    expect(counts).toEqual(tables.map(({ name }) => [name, 1]));
  });

  it('[ST21] no table shows, takes, changes or loses another tenant’s row', async () => {
    expect(await attack()).toEqual([]);
  });

  it('[ST21] the suite sees a tenant’s own rows: it would notice', async () => {
    const own = await attackTables({ client: app, tables, attacker: victim, victim });
    for (const { name } of tables) expect(own).toContain(`${name}: could read the other tenant’s rows`);
  });

  it('[ST22] with any one policy replaced by USING (true) the suite is red for that table', async () => {
    for (const { name, key } of tables) {
      await superuser.query(`alter policy tenant_isolation on deskline.${name} using (true) with check (true)`);
      const leaks = await attack();
      const own = `${key} = nullif(current_setting('app.tenant', true), '')::uuid`;
      await superuser.query(`alter policy tenant_isolation on deskline.${name} using (${own}) with check (${own})`);
      expect(new Set(leaks.map((leak) => leak.split(':')[0]))).toEqual(new Set([name]));
    }
    expect(await attack()).toEqual([]);
  });

  it('[ST23] partitions and function-only tables are closed to the application’s role', async () => {
    const hidden = ['directory', 'sign_in_throttles', 'call_events_default'];
    for (const name of hidden) await expect(app.query(`select 1 from deskline.${name}`)).rejects.toMatchObject({ code: '42501' });
    const partitions = await superuser.query<{ name: string; forced: boolean; open: boolean }>(
      `select relname as name, relforcerowsecurity as forced, has_table_privilege('deskline_app', oid, 'select') as open
       from pg_class where relnamespace = 'deskline'::regnamespace and relname like 'call\\_events\\_%' and relkind = 'r'`,
    );
    expect(partitions.rows.length).toBeGreaterThan(2);
    expect(partitions.rows.filter((partition) => !partition.forced || partition.open)).toEqual([]);
  });

  it('[ST26] functions that run with the owner’s rights fix their search path and are for the application’s role only', async () => {
    const functions = await superuser.query<{ name: string; path: string | null; isPublic: boolean }>(
      `select proname as name, array_to_string(proconfig, ',') as path, exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee = 0) as "isPublic"
       from pg_proc where pronamespace = 'deskline'::regnamespace and prosecdef`,
    );
    expect(functions.rows.length).toBeGreaterThan(5);
    const loose = functions.rows.filter(({ path, isPublic }) => isPublic || path !== 'search_path=pg_catalog, deskline, pg_temp');
    expect(loose).toEqual([]);
    await expect(app.query('create table deskline.mine ()')).rejects.toMatchObject({ code: '42501' });
  });

  it('[ST24] an event of an unforeseen month moves out of the default partition when its own is made', async () => {
    const at = new Date(Date.UTC(2031, 4, 17));
    await superuser.query(`insert into deskline.call_events (tenant_id, call_id, seq, at, kind) values ($1, $2, 0, $3, 'started')`, [
      victim,
      newId(),
      at,
    ]);
    const place = `select tableoid::regclass::text as partition from deskline.call_events where at = $1`;
    expect((await superuser.query(place, [at])).rows).toEqual([{ partition: 'call_events_default' }]);
    const made = await app.query('select deskline.ensure_call_event_partitions($1, 1) as made', [at]);
    expect(made.rows).toEqual([{ made: 1 }]);
    expect((await superuser.query(place, [at])).rows).toEqual([{ partition: 'call_events_2031_05' }]);
    const forced = await superuser.query(`select relforcerowsecurity as forced from pg_class where relname = 'call_events_default'`);
    expect(forced.rows).toEqual([{ forced: true }]);
  });

  it('[ST25] names sort as people expect', async () => {
    const names = ['Zorn', 'Ärger', 'anna', 'Bär'];
    const sorted = await app.query<{ name: string }>(`select name from unnest($1::text[]) name order by name collate "de-x-icu"`, [names]);
    expect(sorted.rows.map((row) => row.name)).toEqual(['anna', 'Ärger', 'Bär', 'Zorn']);
  });
});
