import { sql } from 'kysely';
import type { Trx } from '../database.ts';

/** Which entries are meant; everything that is given has to hold. */
export interface AuditSelection {
  /** Who did it, or whom it was done to. */
  readonly personId?: string | undefined;
  readonly action?: string | undefined;
  /** From this moment on. */
  readonly from?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
  /** Entries whose action contains `part`, or that one of these people made. */
  readonly text?: { readonly part: string; readonly personIds: readonly string[] } | undefined;
}

/** A query on the selected entries of a tenant. */
export function selectEntries(tenantId: string, trx: Trx, { personId, action, from, until, text }: AuditSelection) {
  let query = trx.selectFrom('audit_entries').where('tenant_id', '=', tenantId);
  if (personId !== undefined)
    query = query.where(sql<boolean>`(actor_user_id = ${personId}::uuid or (subject_kind = 'user' and subject_id = ${personId}::text))`);
  if (action !== undefined) query = query.where('action', '=', action);
  if (from) query = query.where('at', '>=', from);
  if (until) query = query.where('at', '<', until);
  if (text)
    query = query.where(sql<boolean>`(position(${text.part} in action) > 0 or actor_user_id = any(${[...text.personIds]}::uuid[]))`);
  return query;
}

export async function countEntries(tenantId: string, trx: Trx, selection: AuditSelection): Promise<number> {
  const { total } = await selectEntries(tenantId, trx, selection)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
