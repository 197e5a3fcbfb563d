import { sql } from 'kysely';
import type { Trx } from '../../storage/index.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the things with these ids are called; of what was deleted, the name that its last entry in the log has. */
export async function namesOfIds(tenantId: string, trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const present = await sql<Named>`
    select id::text, display_name as name from users where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, number from extensions where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, label from devices where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, name from sites where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, name from pbxs where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, name from tenants where id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, caller_name from emergency_alerts where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])
    union all select id::text, e164 from numbers where tenant_id = ${tenantId} and id = any(${wanted}::uuid[])`.execute(trx);
  const names = new Map(present.rows.map(({ id, name }) => [id, name]));
  const gone = wanted.filter((id) => !names.has(id));
  for (const { id, name } of await deletedNames(tenantId, trx, gone)) names.set(id, name);
  return names;
}

async function deletedNames(tenantId: string, trx: Trx, ids: readonly string[]): Promise<readonly Named[]> {
  if (ids.length === 0) return [];
  const found = await sql<{ id: string; name: string | null }>`
    select distinct on (e.subject_id) e.subject_id as id,
      coalesce(p.value, e.before ->> 'number', e.before ->> 'e164', e.before ->> 'name', e.before ->> 'label') as name
    from audit_entries e
      left join audit_people p on p.tenant_id = e.tenant_id and p.entry_id = e.id and p.place = 'before.displayName'
    where e.tenant_id = ${tenantId} and e.subject_id = any(${[...ids]}::text[]) and e.action like '%.deleted'
    order by e.subject_id, e.at desc`.execute(trx);
  return found.rows.flatMap(({ id, name }) => (name === null || name === '' ? [] : [{ id, name }]));
}
