import type { Trx } from '../../storage/index.ts';

/**
 * Marks, inside the caller's transaction, that content of an ended tenant is being deleted: from then on its end stays.
 * `not-ended` when the end was taken back, or is later than `endedBefore`.
 */
export async function beginDeletion(
  trx: Trx,
  tenantId: string,
  { at, endedBefore }: { readonly at: Date; readonly endedBefore: Date },
): Promise<'begun' | 'going-on' | 'not-ended'> {
  const row = await trx
    .selectFrom('tenants')
    .select(['ended_at', 'deletion_begun_at'])
    .where('id', '=', tenantId)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.ended_at || row.ended_at > endedBefore) return 'not-ended';
  if (row.deletion_begun_at) return 'going-on';
  await trx.updateTable('tenants').set({ deletion_begun_at: at }).where('id', '=', tenantId).execute();
  return 'begun';
}
