import type { Audit, Trx } from '../../storage/index.ts';

interface Start {
  readonly tenantId: string;
  readonly id: string;
  /** The customer's. */
  readonly sealedName: Buffer;
  readonly at: Date;
}

/** A customer has a session: one that waited becomes active, and says so; one that is active is that of the customer who is in it now. */
export async function startSession(trx: Trx, audit: Pick<Audit, 'append'>, { tenantId, id, sealedName, at }: Start): Promise<boolean> {
  const session = () => trx.updateTable('support_sessions').where('tenant_id', '=', tenantId).where('id', '=', id);
  const name = { sealed_customer_name: sealedName };
  const started = await session()
    .set({ state: 'active', ...name, started_at: at })
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (started.numUpdatedRows === 0n) {
    await session().set(name).where('state', '=', 'active').execute();
    return false;
  }
  await audit.append(tenantId, trx, { action: 'support.session-started', subjectKind: 'support-session', subjectId: id });
  return true;
}
