import type { Trx } from '../../storage/index.ts';
import type { AttachmentStore, StoredAttachment } from './attachment-store.ts';

/** Attachments in PostgreSQL; one instance per transaction. */
export class SqlAttachmentStore implements AttachmentStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async list(): Promise<readonly StoredAttachment[]> {
    const rows = await this.#trx
      .selectFrom('plan_attachments')
      .selectAll()
      .where('tenant_id', '=', this.#tenantId)
      .orderBy('value')
      .execute();
    return rows.map((row) => ({ pbxId: row.pbx_id, kind: row.kind, value: row.value, planId: row.plan_id, entryId: row.entry_id }));
  }

  async ofPlan(planId: string): Promise<readonly StoredAttachment[]> {
    return (await this.list()).filter((attachment) => attachment.planId === planId);
  }

  async replace(planId: string, attachments: readonly Omit<StoredAttachment, 'planId'>[]): Promise<void> {
    await this.#trx.deleteFrom('plan_attachments').where('tenant_id', '=', this.#tenantId).where('plan_id', '=', planId).execute();
    if (attachments.length === 0) return;
    const rows = attachments.map(({ pbxId, kind, value, entryId }) => ({
      tenant_id: this.#tenantId,
      pbx_id: pbxId,
      kind,
      value,
      plan_id: planId,
      entry_id: entryId,
    }));
    await this.#trx.insertInto('plan_attachments').values(rows).execute();
  }
}
