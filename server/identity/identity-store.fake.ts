import { newId } from '../platform/ids.ts';
import { FakeAuditStore } from './audit/audit-store.fake.ts';
import { FakeDeviceStore } from './devices/device-store.fake.ts';
import { FakeTenantEndStore } from './ending/tenant-end-store.fake.ts';
import type { Tenant } from './entities.ts';
import { FakeExtensionStore } from './extensions/extension-store.fake.ts';
import {
  StoreConflict,
  type AuditFact,
  type DirectoryHit,
  type DirectoryKind,
  type IdentityStore,
  type IdentityUnit,
} from './identity-store.ts';
import { FakeNumberStore } from './numbers/number-store.fake.ts';
import { FakePbxStore, FakeSiteStore } from './place-stores.fake.ts';
import { FakeSessionStore } from './sessions/session-store.fake.ts';
import type { SettingsStore } from './subscribers/settings-store.ts';
import { noRows, type TenantRows } from './tenant-rows.fake.ts';
import { FakeUserStore } from './users/user-store.fake.ts';

interface State {
  readonly tenants: Map<string, TenantRows>;
  readonly directory: Map<string, DirectoryHit>;
}

/** Identity in memory, with transactions: each works on a copy, one after the other, and replaces the state when it succeeds. */
export class FakeIdentityStore implements IdentityStore {
  #state: State = { tenants: new Map(), directory: new Map() };
  #last: Promise<unknown> = Promise.resolve();

  inTenant<T>(tenantId: string, work: (unit: IdentityUnit) => Promise<T>): Promise<T> {
    const run = this.#last.then(() => this.#transact(tenantId, work));
    this.#last = run.catch(() => undefined);
    return run;
  }

  async find(kind: DirectoryKind, key: string): Promise<DirectoryHit | undefined> {
    return this.#state.directory.get(`${kind} ${key}`);
  }

  async tenantIds(): Promise<readonly string[]> {
    return [...this.#state.tenants].flatMap(([id, rows]) => (rows.tenant ? [id] : []));
  }

  async #transact<T>(tenantId: string, work: (unit: IdentityUnit) => Promise<T>): Promise<T> {
    const copy = structuredClone(this.#state);
    const callbacks: (() => void)[] = [];
    const result = await work(new FakeIdentityUnit(tenantId, copy, callbacks));
    this.#state = copy;
    for (const callback of callbacks) callback();
    return result;
  }
}

class FakeIdentityUnit implements IdentityUnit {
  readonly tenantId: string;
  readonly users: FakeUserStore;
  readonly extensions: FakeExtensionStore;
  readonly numbers: FakeNumberStore;
  readonly pbxs: FakePbxStore;
  readonly sites: FakeSiteStore;
  readonly devices: FakeDeviceStore;
  readonly sessions: FakeSessionStore;
  readonly settings: SettingsStore;
  readonly auditLog: FakeAuditStore;
  readonly tenantEnd: FakeTenantEndStore;
  readonly #state: State;
  readonly #rows: TenantRows;
  readonly #callbacks: (() => void)[];

  constructor(tenantId: string, state: State, callbacks: (() => void)[]) {
    const rows = state.tenants.get(tenantId) ?? noRows();
    this.tenantId = tenantId;
    this.#state = state;
    this.#rows = rows;
    this.#callbacks = callbacks;
    this.users = new FakeUserStore(rows);
    this.extensions = new FakeExtensionStore(rows);
    this.numbers = new FakeNumberStore(rows);
    this.pbxs = new FakePbxStore(rows);
    this.sites = new FakeSiteStore(rows);
    this.devices = new FakeDeviceStore(rows);
    this.sessions = new FakeSessionStore(rows);
    this.auditLog = new FakeAuditStore(rows);
    this.tenantEnd = new FakeTenantEndStore(rows);
    this.settings = {
      ofUser: async (userId) => rows.settings.get(userId),
      set: async (userId, settings) => void rows.settings.set(userId, settings),
    };
  }

  async tenant(): Promise<Tenant | undefined> {
    return this.#rows.tenant;
  }

  async createTenant(tenant: Pick<Tenant, 'slug' | 'name'>): Promise<void> {
    if ([...this.#state.tenants.values()].some((rows) => rows.tenant?.slug === tenant.slug)) throw new StoreConflict('slug');
    this.#rows.tenant = { id: this.tenantId, ...tenant, endedAt: undefined, deletionBegunAt: undefined };
    this.#state.tenants.set(this.tenantId, this.#rows);
  }

  async claim(kind: DirectoryKind, key: string, id: string): Promise<void> {
    const holder = this.#state.directory.get(`${kind} ${key}`);
    if (holder && (holder.tenantId !== this.tenantId || holder.id !== id)) throw new StoreConflict(kind);
    this.#state.directory.set(`${kind} ${key}`, { tenantId: this.tenantId, id });
  }

  async release(kind: DirectoryKind, key: string): Promise<void> {
    if (this.#state.directory.get(`${kind} ${key}`)?.tenantId === this.tenantId) this.#state.directory.delete(`${kind} ${key}`);
  }

  async audit(fact: AuditFact): Promise<void> {
    const { actorUserId, action, subjectKind, subjectId, before, after } = fact;
    this.#rows.audit.unshift({ id: newId(), at: new Date(), actorUserId, action, subjectKind, subjectId, before, after });
  }

  afterCommit(callback: () => void): void {
    this.#callbacks.push(callback);
  }
}
