import { Client } from 'pg';
import type { Logger } from '../platform/logger.ts';
import { StorageError, toStorageError } from './errors.ts';
import { pendingMigrations, type AppliedMigration, type Migration } from './migrations.ts';
import { clientConfig, type ConnectionTarget } from './pool.ts';

/** Any two of our servers agree on it: who holds it migrates, the others wait. */
const migrationLock = 0x6465736b;

/** How long a second starting server waits for the first one's migrations. */
const lockWaitMs = 120_000;

export interface MigrateOptions {
  /** Signs in as the role that owns (or will own) the schema deskline. */
  readonly owner: ConnectionTarget;
  /** The role that the server will work as; it is made a member of deskline_app when it is not. */
  readonly appUser: string;
  readonly migrations: readonly Migration[];
  readonly logger: Logger;
}

/**
 * Brings the schema forward, each migration in its own transaction, under a lock. Forward only: there is no way back but
 * a backup. Throws StorageError `refused` with the way out.
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const client = new Client(clientConfig(options.owner));
  client.on('error', (error) => options.logger.warn({ reason: error.message }, 'the connection of the migrations broke'));
  try {
    await client.connect();
    await client.query(`set lock_timeout = ${lockWaitMs}`);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await prepare(client);
    await applyPending(client, options);
    await admit(client, options);
  } catch (error) {
    throw toStorageError(error);
  } finally {
    await client.end();
  }
}

async function prepare(client: Client): Promise<void> {
  await refuseOldServer(client);
  const role = await client.query(`select 1 from pg_roles where rolname = 'deskline_app'`);
  if (role.rowCount === 0) await createAppRole(client);
  await client.query('create schema if not exists deskline');
  await client.query('grant usage on schema deskline to deskline_app');
  await client.query(
    'create table if not exists deskline.schema_migrations' +
      ' (version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
  );
  await client.query('grant select on deskline.schema_migrations to deskline_app');
}

/** PostgreSQL's oldest version that we run on, as server_version_num counts. */
export const oldestServerVersion = 150_000;

async function refuseOldServer(client: Client): Promise<void> {
  const answer = await client.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  );
  const version = answer.rows[0];
  if (!version || version.number < oldestServerVersion) {
    throw new StorageError(
      'refused',
      `DATABASE_URL leads to PostgreSQL ${version?.text ?? 'of an unknown version'}; Deskline needs 15 or newer.`,
    );
  }
}

async function createAppRole(client: Client): Promise<void> {
  try {
    await client.query('create role deskline_app nologin');
  } catch (error) {
    throw new StorageError(
      'refused',
      'The role deskline_app is missing and the owner may not create it; as an administrator run: CREATE ROLE deskline_app NOLOGIN;',
      { cause: error },
    );
  }
}

async function applyPending(client: Client, { migrations, logger }: MigrateOptions): Promise<void> {
  const applied = await client.query<AppliedMigration>('select version, name, checksum from deskline.schema_migrations order by version');
  for (const migration of pendingMigrations(migrations, applied.rows)) {
    await apply(client, migration);
    logger.info({ version: migration.version, name: migration.name }, 'migration applied');
  }
}

/**
 * FORCE binds the owner too: an UPDATE in a migration would find no rows and say nothing. It is lifted for the owner alone,
 * inside the migration's transaction, and is back before anybody else can see the tables.
 */
const eachTable = (condition: string, action: string): string =>
  `do $$ declare t regclass; begin for t in select oid from pg_class where relnamespace = 'deskline'::regnamespace and relkind in ('r', 'p')` +
  ` and relrowsecurity and ${condition} loop execute format('alter table %s ${action} row level security', t); end loop; end $$`;
const liftForce = eachTable('relforcerowsecurity', 'no force');
const restoreForce = eachTable('not relforcerowsecurity', 'force');

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    // set local: a migration that changes the path does not change it for the next one.
    await client.query('set local search_path = deskline, pg_catalog');
    await client.query(liftForce);
    await client.query(migration.sql);
    await client.query(restoreForce);
    await client.query('insert into deskline.schema_migrations (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageError('refused', `Migration ${migration.version} (${migration.name}) failed and was taken back: ${reason}`, {
      cause: error,
    });
  }
}

/** Makes the server's role a member of deskline_app where we may; where we may not, the guard refuses and says what to run. */
async function admit(client: Client, { appUser, logger }: MigrateOptions): Promise<void> {
  const state = await client.query<{ member: boolean }>(
    `select pg_has_role(oid, 'deskline_app', 'usage') as member from pg_roles where rolname = $1`,
    [appUser],
  );
  if (state.rows[0]?.member !== false) return;
  try {
    await client.query(`grant deskline_app to ${client.escapeIdentifier(appUser)}`);
  } catch (error) {
    logger.warn({ err: error }, 'the owner may not make the server’s role a member of deskline_app');
  }
}
