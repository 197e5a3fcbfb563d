import type { AuditStore } from './audit/audit-store.ts';
import type { DeviceStore } from './devices/device-store.ts';
import type { TenantEndStore } from './ending/tenant-end-store.ts';
import type { Tenant } from './entities.ts';
import type { ExtensionStore } from './extensions/extension-store.ts';
import type { NumberStore } from './numbers/number-store.ts';
import type { PbxStore } from './pbxs/pbx-store.ts';
import type { SessionStore } from './sessions/session-store.ts';
import type { SiteStore } from './sites/site-store.ts';
import type { SettingsStore } from './subscribers/settings-store.ts';
import type { UserStore } from './users/user-store.ts';

/** What is found before the tenant is known. */
export type DirectoryKind = 'email' | 'session' | 'sip_user' | 'number';

/** Settings as they were or are; names and addresses of people are kept apart by the audit log itself. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface AuditFact {
  readonly actorUserId: string | null;
  /** `user.created`, `session.opened`, …: past tense, the subject first. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before?: Facts;
  readonly after?: Facts;
  /** Network address that asked; kept as a salted hash. */
  readonly address?: string;
}

/** One transaction in one tenant: everything that is done with it is stored together or not at all. */
export interface IdentityUnit {
  readonly tenantId: string;
  readonly users: UserStore;
  readonly extensions: ExtensionStore;
  readonly numbers: NumberStore;
  readonly pbxs: PbxStore;
  readonly sites: SiteStore;
  readonly devices: DeviceStore;
  readonly sessions: SessionStore;
  readonly settings: SettingsStore;
  readonly auditLog: AuditStore;
  readonly tenantEnd: TenantEndStore;
  tenant(): Promise<Tenant | undefined>;
  createTenant(tenant: Pick<Tenant, 'slug' | 'name'>): Promise<void>;
  /** Makes `key` findable before the tenant is known. @throws {StoreConflict} field `kind` when somebody else has it. */
  claim(kind: DirectoryKind, key: string, id: string): Promise<void>;
  release(kind: DirectoryKind, key: string): Promise<void>;
  audit(fact: AuditFact): Promise<void>;
  /** Runs once everything is stored; the place to tell others. */
  afterCommit(callback: () => void): void;
}

export interface DirectoryHit {
  readonly tenantId: string;
  readonly id: string;
}

/** Where identity keeps everything. The tenant comes first, always. */
export interface IdentityStore {
  inTenant<T>(tenantId: string, work: (unit: IdentityUnit) => Promise<T>): Promise<T>;
  /** Exact keys only. */
  find(kind: DirectoryKind, key: string): Promise<DirectoryHit | undefined>;
  /** Every tenant of the installation, oldest first: for housekeeping and the first start only. */
  tenantIds(): Promise<readonly string[]>;
}

/** Thrown by stores when a unique value is taken; services turn it into `taken` with the field. */
export class StoreConflict extends Error {
  readonly field: string;
  constructor(field: string, options?: ErrorOptions) {
    super(`${field} is taken`, options);
    this.name = 'StoreConflict';
    this.field = field;
  }
}
