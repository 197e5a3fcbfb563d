import type { Selectable } from 'kysely';
import { receiptCountsSchema, receiptItemSchema, type ReceiptFacts } from '../../../protocol/support/retention.ts';
import type { Trx } from '../../storage/index.ts';
import type { SupportDeletionReceiptsTable } from '../../storage/schema.ts';
import { digestOf, type StoredReceipt } from './receipt.ts';

export function receiptRows(trx: Trx, tenantId: string) {
  return trx.selectFrom('support_deletion_receipts').selectAll().where('tenant_id', '=', tenantId);
}

export function receiptFromRow(row: Selectable<SupportDeletionReceiptsTable>): StoredReceipt {
  return {
    facts: {
      id: row.id,
      sessionId: row.session_id,
      kind: row.kind,
      rule: row.rule,
      sessionEndedAt: row.session_ended_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      begunAt: row.begun_at.toISOString(),
      counts: receiptCountsSchema.parse(row.counts),
      items: receiptItemSchema.array().parse(row.items),
    },
    completedAt: row.completed_at ?? undefined,
    sha256: row.sha256,
  };
}

export async function insertReceipt(trx: Trx, tenantId: string, facts: ReceiptFacts): Promise<void> {
  await trx
    .insertInto('support_deletion_receipts')
    .values({
      tenant_id: tenantId,
      id: facts.id,
      session_id: facts.sessionId,
      kind: facts.kind,
      rule: facts.rule,
      session_ended_at: new Date(facts.sessionEndedAt),
      due_at: new Date(facts.dueAt),
      begun_at: new Date(facts.begunAt),
      completed_at: null,
      counts: JSON.stringify(facts.counts),
      items: JSON.stringify(facts.items),
      sha256: digestOf(facts),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'session_id']).doNothing())
    .execute();
}
