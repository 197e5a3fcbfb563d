import { StorageError, toStorageError, type Storage, type Trx } from '../storage/index.ts';
import { StoreConflict, type AuditFact, type DialplanStore, type DialplanUnit } from './dialplan-store.ts';
import { SqlHostStore, SqlPinStore } from './pins/pin-store.sql.ts';
import { SqlAttachmentStore } from './plans/attachment-store.sql.ts';
import { SqlPlanStore } from './plans/plan-store.sql.ts';
import { SqlScheduleStore } from './schedules/schedule-store.sql.ts';

const fieldOf: Readonly<Record<string, string>> = {
  plans_name: 'name',
  schedules_name: 'name',
  plan_pins_name: 'name',
  plan_attachments_pkey: 'items',
};

/** Dial plans in PostgreSQL, under row-level security. */
export class SqlDialplanStore implements DialplanStore {
  readonly #storage: Pick<Storage, 'db' | 'audit'>;

  constructor(storage: Pick<Storage, 'db' | 'audit'>) {
    this.#storage = storage;
  }

  async inTenant<T>(tenantId: string, work: (unit: DialplanUnit) => Promise<T>): Promise<T> {
    try {
      return await this.#storage.db.inTenant(tenantId, (trx) => work(new SqlDialplanUnit(this.#storage, tenantId, trx)));
    } catch (thrown) {
      const error = toStorageError(thrown);
      const field = error instanceof StorageError && error.code === 'conflict' ? fieldOf[error.constraint ?? ''] : undefined;
      throw field === undefined ? error : new StoreConflict(field, { cause: error });
    }
  }
}

class SqlDialplanUnit implements DialplanUnit {
  readonly tenantId: string;
  readonly plans: SqlPlanStore;
  readonly attachments: SqlAttachmentStore;
  readonly schedules: SqlScheduleStore;
  readonly pins: SqlPinStore;
  readonly hosts: SqlHostStore;
  readonly #storage: Pick<Storage, 'db' | 'audit'>;
  readonly #trx: Trx;

  constructor(storage: Pick<Storage, 'db' | 'audit'>, tenantId: string, trx: Trx) {
    this.#storage = storage;
    this.#trx = trx;
    this.tenantId = tenantId;
    this.plans = new SqlPlanStore(tenantId, trx);
    this.attachments = new SqlAttachmentStore(tenantId, trx);
    this.schedules = new SqlScheduleStore(tenantId, trx);
    this.pins = new SqlPinStore(tenantId, trx);
    this.hosts = new SqlHostStore(tenantId, trx);
  }

  async audit(fact: AuditFact): Promise<void> {
    await this.#storage.audit.append(this.tenantId, this.#trx, fact);
  }

  afterCommit(callback: () => void): void {
    this.#storage.db.afterCommit(this.#trx, callback);
  }
}
