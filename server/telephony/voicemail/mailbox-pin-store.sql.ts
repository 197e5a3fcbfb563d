import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { MailboxPinStore, PinAttempt } from './mailbox-pin-store.ts';
import type { Changer } from './voicemail-store.ts';

/** PINs in the rows of their boxes. */
export class SqlMailboxPinStore implements MailboxPinStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  async setPin(tenantId: string, boxId: string, hash: string | undefined, by: Changer): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      const change = { pin_hash: hash ?? null, pin_failures: 0, pin_blocked_until: null };
      await box(trx, tenantId, boxId).set(change).execute();
      const fact = { actorUserId: by.userId, address: by.address, subjectKind: 'voicemail-box', subjectId: boxId };
      await this.#audit.append(tenantId, trx, { ...fact, action: 'voicemail-box.pin-changed', after: { hasPin: hash !== undefined } });
    });
  }

  beginAttempt(tenantId: string, boxId: string, { at, lockedUntil }: PinAttempt): Promise<{ readonly hash: string } | 'none' | 'locked'> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await trx
        .selectFrom('voicemail_boxes')
        .select(['pin_hash', 'pin_failures', 'pin_blocked_until'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', boxId)
        .forUpdate()
        .executeTakeFirst();
      if (!found || found.pin_hash === null) return 'none';
      if (found.pin_blocked_until !== null && found.pin_blocked_until > at) return 'locked';
      const failures = found.pin_failures + 1;
      await box(trx, tenantId, boxId)
        .set({ pin_failures: failures, pin_blocked_until: lockedUntil(failures) ?? null })
        .execute();
      return { hash: found.pin_hash };
    });
  }

  async succeed(tenantId: string, boxId: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => box(trx, tenantId, boxId).set({ pin_failures: 0, pin_blocked_until: null }).execute());
  }
}

function box(trx: Trx, tenantId: string, boxId: string) {
  return trx.updateTable('voicemail_boxes').where('tenant_id', '=', tenantId).where('id', '=', boxId);
}
