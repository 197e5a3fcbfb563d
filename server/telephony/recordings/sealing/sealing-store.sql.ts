import type { Selectable } from 'kysely';
import type { Audit, Database, Trx } from '../../../storage/index.ts';
import type { SealingBrowsersTable } from '../../../storage/schema.ts';
import type { RecordingReceipt } from '../recording-store.ts';
import { maxWaiting } from './sealing-store.ts';
import type { SealingOutcome, SealingStore, StoredBrowser, StoredRecordingKey, StoredSealing } from './sealing-store.ts';

export interface SqlSealingStoreOptions {
  readonly db: Pick<Database, 'inTenant'>;
  readonly audit: Pick<Audit, 'append'>;
}

/** Sealing in PostgreSQL. Whatever changes rings locks the tenant's row first. */
export class SqlSealingStore implements SealingStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor({ db, audit }: SqlSealingStoreOptions) {
    this.#db = db;
    this.#audit = audit;
  }

  get(tenantId: string): Promise<StoredSealing | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await trx.selectFrom('recording_sealing').selectAll().executeTakeFirst();
      if (!row) return undefined;
      const keys = await trx.selectFrom('recording_keys').selectAll().orderBy('version').execute();
      return {
        isOn: row.is_on,
        rootPublicKey: row.root_public_key,
        recoveryPin: row.recovery_pin,
        version: row.version,
        keys: keys.map(({ version, public_key: publicKey, signature }) => ({ version, publicKey, signature })),
      };
    });
  }

  browsers(tenantId: string): Promise<readonly StoredBrowser[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx.selectFrom('sealing_browsers').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map(browserOf);
    });
  }

  found(...[tenantId, founding, receipt]: Parameters<SealingStore['found']>): Promise<boolean> {
    const { rootPublicKey, recoveryPin, key, browsers } = founding;
    return this.#db.inTenant(tenantId, async (trx) => {
      const made = await trx
        .insertInto('recording_sealing')
        .values({ tenant_id: tenantId, is_on: true, root_public_key: rootPublicKey, recovery_pin: recoveryPin })
        .onConflict((conflict) => conflict.column('tenant_id').doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) return false;
      await addKey(tenantId, trx, key);
      await trx
        .insertInto('sealing_browsers')
        .values(browsers.map((browser) => rowOf(tenantId, browser)))
        .execute();
      await this.#note(tenantId, trx, undefined, receipt);
      return true;
    });
  }

  setOn(tenantId: string, isOn: boolean, receipt: RecordingReceipt): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const done = await trx.updateTable('recording_sealing').set({ is_on: isOn }).where('is_on', '!=', isOn).executeTakeFirst();
      if (done.numUpdatedRows === 0n) return false;
      await this.#note(tenantId, trx, undefined, receipt);
      return true;
    });
  }

  ask(...[tenantId, browser, receipt]: Parameters<SealingStore['ask']>): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      if ((await lockedVersion(trx)) === undefined) return false;
      const made = await trx
        .insertInto('sealing_browsers')
        .values(rowOf(tenantId, browser))
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())
        .executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 1n) return false;
      const waiting = trx
        .selectFrom('sealing_browsers')
        .select('id')
        .where('user_id', '=', browser.userId)
        .where('certificate', 'is', null);
      const tooOld = await waiting.orderBy('created_at', 'desc').orderBy('id', 'desc').offset(maxWaiting).execute();
      for (const { id } of tooOld) await trx.deleteFrom('sealing_browsers').where('id', '=', id).execute();
      await this.#note(tenantId, trx, browser.id, receipt);
      return true;
    });
  }

  approve(...[tenantId, id, change, receipt]: Parameters<SealingStore['approve']>): Promise<SealingOutcome> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const version = await lockedVersion(trx);
      const waits = await trx
        .selectFrom('sealing_browsers')
        .select('id')
        .where('id', '=', id)
        .where('certificate', 'is', null)
        .executeTakeFirst();
      if (version === undefined || !waits) return 'gone';
      if (version !== change.version) return 'changed';
      const { certificate, isManager, ring } = change;
      await trx
        .updateTable('sealing_browsers')
        .set({ certificate, is_manager: isManager, ring: ring.ring, ring_signature: ring.signature })
        .where('id', '=', id)
        .execute();
      await this.#note(tenantId, trx, id, receipt);
      return 'done';
    });
  }

  withdraw(tenantId: string, id: string, receipt: RecordingReceipt): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const gone = await trx.deleteFrom('sealing_browsers').where('id', '=', id).where('certificate', 'is', null).executeTakeFirst();
      if (gone.numDeletedRows === 0n) return false;
      await this.#note(tenantId, trx, id, receipt);
      return true;
    });
  }

  remove(...[tenantId, id, { version, key, removedAt, rings }, receipt]: Parameters<SealingStore['remove']>): Promise<SealingOutcome> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const known = await lockedVersion(trx);
      const approved = await trx.selectFrom('sealing_browsers').select(['id', 'kind']).where('certificate', 'is not', null).execute();
      if (known === undefined || !approved.some((one) => one.id === id && one.kind === 'browser')) return 'gone';
      const owners = approved.filter((one) => one.id !== id);
      if (known !== version || owners.length !== rings.size || !owners.every((one) => rings.has(one.id))) return 'changed';
      await trx.deleteFrom('sealing_browsers').where('id', '=', id).execute();
      await trx.insertInto('sealing_browsers_removed').values({ tenant_id: tenantId, id, removed_at: removedAt }).execute();
      await addKey(tenantId, trx, key);
      for (const [owner, { ring, signature }] of rings)
        await trx.updateTable('sealing_browsers').set({ ring, ring_signature: signature }).where('id', '=', owner).execute();
      await trx
        .updateTable('recording_sealing')
        .set({ version: version + 1 })
        .execute();
      await this.#note(tenantId, trx, id, receipt);
      return 'done';
    });
  }

  async #note(...[tenantId, trx, browserId, receipt]: [string, Trx, string | undefined, RecordingReceipt]): Promise<void> {
    const subject = browserId === undefined ? { subjectKind: 'sealing' } : { subjectKind: 'sealing-browser', subjectId: browserId };
    await this.#audit.append(tenantId, trx, { ...receipt, ...subject });
  }
}

/** The version of the rings; nobody else changes them until the transaction ends. */
async function lockedVersion(trx: Trx): Promise<number | undefined> {
  return (await trx.selectFrom('recording_sealing').select('version').forUpdate().executeTakeFirst())?.version;
}

async function addKey(tenantId: string, trx: Trx, { version, publicKey, signature }: StoredRecordingKey): Promise<void> {
  await trx.insertInto('recording_keys').values({ tenant_id: tenantId, version, public_key: publicKey, signature }).execute();
}

function rowOf(tenantId: string, browser: StoredBrowser): Selectable<SealingBrowsersTable> {
  const { id, kind, userId, name, publicKey, isManager, approved, createdAtMs } = browser;
  return {
    tenant_id: tenantId,
    id,
    kind,
    user_id: userId ?? null,
    name,
    public_key: publicKey,
    is_manager: isManager,
    certificate: approved?.certificate ?? null,
    ring: approved?.ring.ring ?? null,
    ring_signature: approved?.ring.signature ?? null,
    created_at: new Date(createdAtMs),
  };
}

function browserOf(row: Selectable<SealingBrowsersTable>): StoredBrowser {
  const { certificate, ring, ring_signature: signature } = row;
  return {
    id: row.id,
    kind: row.kind,
    userId: row.user_id ?? undefined,
    name: row.name,
    publicKey: row.public_key,
    isManager: row.is_manager,
    approved: certificate && ring && signature ? { certificate, ring: { ring, signature } } : undefined,
    createdAtMs: row.created_at.getTime(),
  };
}
