import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { systemClock, type Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { appUser, databaseName, ownerUser } from '../embedded/bootstrap.ts';
import { bootstrapUser } from '../embedded/cluster.ts';
import { embeddedPort } from '../embedded/settings.ts';
import { openCore, type StorageCore } from '../storage-core.ts';
import { clientConfig, createPool, type ConnectionTarget } from '../pool.ts';
import { sharedPostgres } from './shared-postgres.testing.ts';

/** As whom a test connects. */
export type TestRole = 'app' | 'owner' | 'superuser';

/** A database of one's own with all migrations, on the PostgreSQL that all tests share. */
export interface TestDatabase extends Pick<StorageCore, 'db' | 'audit' | 'secrets' | 'objects' | 'keyRotation' | 'shredding' | 'chainer'> {
  /** Keys and copies of checkpoints of this database. */
  readonly dataDir: string;
  /** As whom to connect by hand: 'app' is bound by row-level security, 'owner' by FORCE, 'superuser' by nothing. */
  readonly target: (role: TestRole) => ConnectionTarget;
  /** Runs SQL as the superuser, who sees all tenants: for looking and for tampering. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Makes a tenant with this slug; gives its id. */
  createTenant(slug: string): Promise<string>;
  /** Removes the database. */
  close(): Promise<void>;
}

/** A database of one's own without any table, for tests of migrations. */
export interface EmptyDatabase {
  readonly target: (role: TestRole) => ConnectionTarget;
  close(): Promise<void>;
}

const users = { app: appUser, owner: ownerUser, superuser: bootstrapUser } as const;

export function createEmptyDatabase(): Promise<EmptyDatabase> {
  return createFrom('template0');
}

async function createFrom(template: string): Promise<EmptyDatabase> {
  const socketFolder = await sharedPostgres();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = toTarget(socketFolder, bootstrapUser, 'postgres');
  await runOnce(server, `create database ${name} template ${template} owner ${ownerUser}`);
  return {
    target: (role) => toTarget(socketFolder, users[role], name),
    close: () => runOnce(server, `drop database ${name} with (force)`),
  };
}

/**
 * Makes a test database: about 50 ms once the shared PostgreSQL runs (2 s for the very first). Make one per test file in
 * `beforeAll`, close it in `afterAll`, and give every test a tenant of its own by `createTenant()`.
 */
export async function createTestDatabase(options: { readonly clock?: Clock } = {}): Promise<TestDatabase> {
  const database = await createFrom(databaseName);
  const dataDir = mkdtempSync(join(tmpdir(), 'deskline-data-'));
  const core = await openCore({
    pool: createPool(database.target('app'), silentLogger),
    dataDir,
    clock: options.clock ?? systemClock,
    logger: silentLogger,
  });
  const superuser = new Client(clientConfig(database.target('superuser')));
  await superuser.connect();
  return {
    db: core.db,
    audit: core.audit,
    secrets: core.secrets,
    objects: core.objects,
    keyRotation: core.keyRotation,
    shredding: core.shredding,
    chainer: core.chainer,
    dataDir,
    target: database.target,
    async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const result = await superuser.query<Row>(text, [...values]);
      return result.rows;
    },
    async createTenant(slug) {
      const id = newId();
      await core.db.inTenant(id, (trx) => trx.insertInto('tenants').values({ id, slug, name: slug }).execute());
      return id;
    },
    async close() {
      await core.close();
      await superuser.end();
      await database.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

function toTarget(socketFolder: string, user: string, database: string): ConnectionTarget {
  return { socketFolder, port: embeddedPort, user, database };
}

async function runOnce(target: ConnectionTarget, text: string): Promise<void> {
  const client = new Client(clientConfig(target));
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
