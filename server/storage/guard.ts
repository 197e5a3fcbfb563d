import type { Pool } from 'pg';
import { StorageError, toStorageError } from './errors.ts';
import { oldestServerVersion } from './migrate.ts';
import { pendingMigrations, type AppliedMigration, type Migration } from './migrations.ts';

/** Tables with a tenant_id that are reached by functions only: nobody but the owner holds a grant on them. */
const functionOnlyTables = ['directory', 'sign_in_throttles'];

const canonicalPolicies = new Set(
  ['tenant_id', 'id'].map((column) => `(${column} = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)`),
);

/**
 * Refuses to work with a database that would not keep tenants apart: wrong version, wrong role, a table without forced
 * row-level security or with another policy than ours, a grant too much. Every refusal is one sentence with the way out.
 */
export async function guardDatabase(pool: Pool, migrations: readonly Migration[]): Promise<void> {
  try {
    await checkVersion(pool);
    await checkRole(pool);
    await checkSchema(pool, migrations);
    await checkTables(pool);
    await checkPolicies(pool);
    await checkFunctionOnlyTables(pool);
  } catch (error) {
    throw toStorageError(error);
  }
}

function refuse(message: string): never {
  throw new StorageError('refused', message);
}

async function checkVersion(pool: Pool): Promise<void> {
  const answer = await pool.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as text`,
  );
  const version = answer.rows[0];
  if (!version || version.number < oldestServerVersion)
    refuse(`DATABASE_URL leads to PostgreSQL ${version?.text ?? 'of an unknown version'}; Deskline needs 15 or newer.`);
}

interface RoleFacts {
  name: string;
  superuser: string | null;
  bypass: string | null;
  owned: string | null;
  member: boolean;
}

/** The roles that we are or could become by SET ROLE count alike. */
const roleFacts = `
  select current_user as name,
    (select min(rolname) from pg_roles where rolsuper and pg_has_role(current_user, oid, 'member')) as superuser,
    (select min(rolname) from pg_roles where rolbypassrls and pg_has_role(current_user, oid, 'member')) as bypass,
    (select min(relname) from pg_class where relnamespace = to_regnamespace('deskline') and pg_has_role(current_user, relowner, 'member')) as owned,
    coalesce((select pg_has_role(current_user, oid, 'usage') from pg_roles where rolname = 'deskline_app'), false) as member`;

async function checkRole(pool: Pool): Promise<void> {
  const answer = await pool.query<RoleFacts>(roleFacts);
  const role = answer.rows[0];
  if (!role) return refuse('The database does not say which role it gave us.');
  const wayOut = `let DATABASE_URL sign in as a role of its own: CREATE ROLE deskline_server LOGIN PASSWORD '…' IN ROLE deskline_app;`;
  if (role.superuser !== null)
    refuse(`The database role ${role.name} is a superuser, or can become one, and would see every tenant's rows; ${wayOut}`);
  if (role.bypass !== null)
    refuse(
      `The database role ${role.name} has BYPASSRLS, or can get it, and would see every tenant's rows; run ALTER ROLE ${role.bypass} NOBYPASSRLS; or ${wayOut}`,
    );
  if (role.owned !== null)
    refuse(
      `The database role ${role.name} owns the table ${role.owned} and could lift its protection; give that role to DATABASE_OWNER_URL and ${wayOut}`,
    );
  if (!role.member)
    refuse(
      `The database role ${role.name} is not a member of deskline_app; run GRANT deskline_app TO ${role.name}; (or, before the first start, set DATABASE_OWNER_URL).`,
    );
}

async function checkSchema(pool: Pool, migrations: readonly Migration[]): Promise<void> {
  const present = await pool.query<{ found: boolean }>(`select to_regclass('deskline.schema_migrations') is not null as found`);
  if (!present.rows[0]?.found)
    refuse('The database has no Deskline schema yet; start once with DATABASE_OWNER_URL set to the role that shall own it.');
  const applied = await pool.query<AppliedMigration>('select version, name, checksum from deskline.schema_migrations order by version');
  const [missing] = pendingMigrations(migrations, applied.rows);
  if (missing)
    refuse(
      `The database lacks migration ${missing.version} (${missing.name}); start once with DATABASE_OWNER_URL set to the role that owns the schema.`,
    );
}

interface TableFacts {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
}

async function checkTables(pool: Pool): Promise<void> {
  const answer = await pool.query<TableFacts>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid and (p.polroles = '{0}' or exists (
          select from unnest(p.polroles) r where r <> 0 and pg_has_role(current_user, r, 'member')))) as policies
     from pg_class c
     where c.relnamespace = 'deskline'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)
       and (c.relname = 'tenants' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped))
     order by c.relname`,
    [functionOnlyTables],
  );
  for (const table of answer.rows) {
    if (!table.enabled)
      refuse(
        `Row-level security is off on the table ${table.name}; as its owner run ALTER TABLE deskline.${table.name} ENABLE ROW LEVEL SECURITY;`,
      );
    if (!table.forced)
      refuse(
        `Row-level security is not forced on the table ${table.name}; as its owner run ALTER TABLE deskline.${table.name} FORCE ROW LEVEL SECURITY;`,
      );
    if (table.policies === 0)
      refuse(`The table ${table.name} has no policy; as its owner run SELECT deskline.protect_tenant_table('deskline.${table.name}');`);
  }
}

interface PolicyFacts {
  table: string;
  policy: string;
  using: string | null;
  check: string | null;
}

/** One policy that says more than ours opens the table, because permissive policies are ORed. */
async function checkPolicies(pool: Pool): Promise<void> {
  const answer = await pool.query<PolicyFacts>(
    `select c.relname as table, p.polname as policy, pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
     from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relnamespace = 'deskline'::regnamespace and p.polpermissive
       and (p.polroles = '{0}' or exists (select from unnest(p.polroles) r where r <> 0 and pg_has_role(current_user, r, 'member')))`,
  );
  for (const policy of answer.rows) {
    const isOurs = [policy.using, policy.check].every((expression) => expression !== null && canonicalPolicies.has(expression));
    if (!isOurs)
      refuse(
        `The policy ${policy.policy} on the table ${policy.table} does not keep tenants apart; as its owner drop it and run SELECT deskline.protect_tenant_table('deskline.${policy.table}');`,
      );
  }
}

async function checkFunctionOnlyTables(pool: Pool): Promise<void> {
  for (const table of functionOnlyTables) {
    const answer = await pool.query<{ open: boolean }>(`select has_table_privilege($1, 'select, insert, update, delete') as open`, [
      `deskline.${table}`,
    ]);
    if (answer.rows[0]?.open)
      refuse(
        `The table ${table} must be reachable by its functions only; as its owner run REVOKE ALL ON deskline.${table} FROM PUBLIC, deskline_app;`,
      );
  }
}
