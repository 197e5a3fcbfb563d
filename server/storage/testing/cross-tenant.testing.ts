import type { ClientBase } from 'pg';

/** A table that holds tenants' rows, and the name of the tenant's column in it. */
export interface TenantTable {
  readonly name: string;
  readonly key: 'tenant_id' | 'id';
}

/** Every table that the application may read and that has a tenant, found in the catalog: a new one is in by itself. */
export async function tenantTables(client: ClientBase): Promise<TenantTable[]> {
  const found = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'deskline'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege('deskline_app', c.oid, 'select')
       and (c.relname = 'tenants' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
     order by c.relname`,
  );
  return found.rows.map(({ name }) => ({ name, key: name === 'tenants' ? 'id' : 'tenant_id' }));
}

export interface Attack {
  /** Signed in as the application's role. */
  readonly client: ClientBase;
  readonly tables: readonly TenantTable[];
  /** Who asks. */
  readonly attacker: string;
  /** Whose rows are asked for; has one row in every table. */
  readonly victim: string;
}

/**
 * Tries to read, move in, change and delete another tenant's rows, and to read them without any tenant, in every table.
 * Gives one line per success; none is the only right answer. Changes nothing: everything is rolled back.
 */
export async function attackTables(attack: Attack): Promise<string[]> {
  const leaks: string[] = [];
  for (const table of attack.tables) leaks.push(...(await attackTable(attack, table)));
  return leaks;
}

async function attackTable({ client, attacker, victim }: Attack, { name, key }: TenantTable): Promise<string[]> {
  const table = `deskline.${name}`;
  const attempts: readonly (readonly [what: string, tenant: string, text: string])[] = [
    ['read', attacker, `select 1 from ${table} where ${key} = '${victim}'`],
    ['read everything of', attacker, `select 1 from ${table} where ${key} is distinct from '${attacker}'`],
    ['read without a tenant', '', `select 1 from ${table}`],
    ['change', attacker, `update ${table} set ${key} = ${key} where ${key} = '${victim}'`],
    ['take over', attacker, `update ${table} set ${key} = '${attacker}' where ${key} = '${victim}'`],
    ['give away to', attacker, `update ${table} set ${key} = '${victim}' where ${key} = '${attacker}'`],
    ['delete', attacker, `delete from ${table} where ${key} = '${victim}'`],
  ];
  const leaks: string[] = [];
  for (const [what, tenant, text] of attempts)
    if ((await countRows(client, tenant, text)) > 0) leaks.push(`${name}: could ${what} the other tenant’s rows`);
  return leaks;
}

/** Rows that a statement touches or shows for a tenant; a refusal counts as none. */
async function countRows(client: ClientBase, tenant: string, text: string): Promise<number> {
  await client.query('begin');
  try {
    await client.query(`select set_config('app.tenant', $1, true)`, [tenant]);
    const result = await client.query(text);
    return result.rowCount ?? 0;
  } catch (error) {
    if (isRefusal(error)) return 0;
    throw error;
  } finally {
    await client.query('rollback');
  }
}

/** 42501: no grant, or the new row violates a policy. 23xxx: a foreign or unique key stood in the way after the policy let it pass. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && (error.code === '42501' || error.code.startsWith('23'))
  );
}
