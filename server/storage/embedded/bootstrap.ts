import { Client } from 'pg';
import { toStorageError } from '../errors.ts';
import { clientConfig, type ConnectionTarget } from '../pool.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';

/** Owns the schema and runs migrations; the server itself never signs in as it afterwards. */
export const ownerUser = 'deskline_owner';
/** What the server works as: owns nothing, bypasses nothing. */
export const appUser = 'deskline_app';
export const databaseName = 'deskline';

/** Makes the roles and the database of an embedded cluster once. */
export async function bootstrapCluster(embedded: EmbeddedPostgres): Promise<void> {
  const client = new Client(clientConfig(embedded.target()));
  try {
    await client.connect();
    for (const role of [ownerUser, appUser]) await createRole(client, role);
    await createDatabase(client, databaseName);
  } catch (error) {
    throw toStorageError(error);
  } finally {
    await client.end();
  }
}

/** The two ways into the database of an embedded cluster. */
export function embeddedTargets(embedded: EmbeddedPostgres): { readonly owner: ConnectionTarget; readonly app: ConnectionTarget } {
  return { owner: embedded.target(ownerUser, databaseName), app: embedded.target(appUser, databaseName) };
}

async function createRole(client: Client, role: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount === 0) await client.query(`create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole`);
}

async function createDatabase(client: Client, name: string): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (found.rowCount === 0) await client.query(`create database ${name} owner ${ownerUser}`);
  await client.query(`revoke all on database ${name} from public`);
  await client.query(`grant connect on database ${name} to ${appUser}`);
}
