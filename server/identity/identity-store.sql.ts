import type { Storage, Trx } from '../storage/index.ts';
import { SqlAuditStore } from './audit/audit-store.sql.ts';
import { SqlDeviceStore } from './devices/device-store.sql.ts';
import { SqlTenantEndStore } from './ending/tenant-end-store.sql.ts';
import type { Tenant } from './entities.ts';
import { SqlExtensionStore } from './extensions/extension-store.sql.ts';
import type { AuditFact, DirectoryHit, DirectoryKind, IdentityStore, IdentityUnit } from './identity-store.ts';
import { SqlNumberStore } from './numbers/number-store.sql.ts';
import { SqlPbxStore } from './pbxs/pbx-store.sql.ts';
import { SqlSessionStore } from './sessions/session-store.sql.ts';
import { SqlSiteStore } from './sites/site-store.sql.ts';
import { conflicts } from './store-conflicts.sql.ts';
import { SqlSettingsStore } from './subscribers/settings-store.sql.ts';
import { SqlUserStore } from './users/user-store.sql.ts';

/** Identity in PostgreSQL, under row-level security. */
export class SqlIdentityStore implements IdentityStore {
  readonly #storage: Pick<Storage, 'db' | 'audit'>;

  constructor(storage: Pick<Storage, 'db' | 'audit'>) {
    this.#storage = storage;
  }

  async inTenant<T>(tenantId: string, work: (unit: IdentityUnit) => Promise<T>): Promise<T> {
    return this.#storage.db.inTenant(tenantId, (trx) => work(new SqlIdentityUnit(this.#storage, tenantId, trx)));
  }

  async find(kind: DirectoryKind, key: string): Promise<DirectoryHit | undefined> {
    return this.#storage.db.directory.lookup(kind, key);
  }

  async tenantIds(): Promise<readonly string[]> {
    return (await this.#storage.db.listTenants()).map((tenant) => tenant.id);
  }
}

class SqlIdentityUnit implements IdentityUnit {
  readonly tenantId: string;
  readonly users: SqlUserStore;
  readonly extensions: SqlExtensionStore;
  readonly numbers: SqlNumberStore;
  readonly pbxs: SqlPbxStore;
  readonly sites: SqlSiteStore;
  readonly devices: SqlDeviceStore;
  readonly sessions: SqlSessionStore;
  readonly settings: SqlSettingsStore;
  readonly auditLog: SqlAuditStore;
  readonly tenantEnd: SqlTenantEndStore;
  readonly #storage: Pick<Storage, 'db' | 'audit'>;
  readonly #trx: Trx;

  constructor(storage: Pick<Storage, 'db' | 'audit'>, tenantId: string, trx: Trx) {
    this.#storage = storage;
    this.#trx = trx;
    this.tenantId = tenantId;
    this.users = new SqlUserStore(tenantId, trx);
    this.extensions = new SqlExtensionStore(tenantId, trx);
    this.numbers = new SqlNumberStore(tenantId, trx);
    this.pbxs = new SqlPbxStore(tenantId, trx);
    this.sites = new SqlSiteStore(tenantId, trx);
    this.devices = new SqlDeviceStore(tenantId, trx);
    this.sessions = new SqlSessionStore(tenantId, trx);
    this.settings = new SqlSettingsStore(tenantId, trx);
    this.auditLog = new SqlAuditStore(storage.audit, tenantId, trx);
    this.tenantEnd = new SqlTenantEndStore(tenantId, trx);
  }

  async tenant(): Promise<Tenant | undefined> {
    const row = await this.#trx
      .selectFrom('tenants')
      .select(['id', 'slug', 'name', 'ended_at', 'deletion_begun_at'])
      .where('id', '=', this.tenantId)
      .executeTakeFirst();
    if (!row) return undefined;
    const { ended_at: endedAt, deletion_begun_at: deletionBegunAt, ...tenant } = row;
    return { ...tenant, endedAt: endedAt ?? undefined, deletionBegunAt: deletionBegunAt ?? undefined };
  }

  async createTenant(tenant: Pick<Tenant, 'slug' | 'name'>): Promise<void> {
    await conflicts({ tenants_slug_key: 'slug' })(() =>
      this.#trx
        .insertInto('tenants')
        .values({ id: this.tenantId, ...tenant })
        .execute(),
    );
  }

  async claim(kind: DirectoryKind, key: string, id: string): Promise<void> {
    await conflicts({ directory_pkey: kind })(() => this.#storage.db.directory.put(this.#trx, { kind, key, id }));
  }

  async release(kind: DirectoryKind, key: string): Promise<void> {
    await this.#storage.db.directory.delete(this.#trx, { kind, key });
  }

  async audit(fact: AuditFact): Promise<void> {
    await this.#storage.audit.append(this.tenantId, this.#trx, { ...fact, actorUserId: fact.actorUserId ?? undefined });
  }

  afterCommit(callback: () => void): void {
    this.#storage.db.afterCommit(this.#trx, callback);
  }
}
