import type { PhoneSettings } from '../../protocol/telephony/phone.ts';
import type { Device, Extension, Pbx, Session, Site, Tenant, User } from './entities.ts';
import type { Facts } from './identity-store.ts';

/** An entry of the audit log as it is kept. */
export interface StoredEntry {
  readonly id: string;
  readonly at: Date;
  readonly actorUserId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: Facts | undefined;
  readonly after: Facts | undefined;
}

/** The rows of one tenant in memory; plain data, so that a transaction can work on a copy. */
export interface TenantRows {
  tenant: Tenant | undefined;
  readonly users: Map<string, { user: User; hash: string | null; history: readonly string[]; setAt: Date }>;
  readonly extensions: Map<string, Extension>;
  readonly pbxs: Map<string, Pbx>;
  readonly sites: Map<string, Site>;
  /** Digests as hex: a copy of a Buffer is none. */
  readonly devices: Map<string, { device: Device; ha1Sha256: string; ha1Md5: string | null }>;
  readonly sessions: Map<string, { session: Session; tokenHash: string; endedAt: Date | undefined }>;
  readonly settings: Map<string, PhoneSettings>;
  /** Newest first. */
  readonly audit: StoredEntry[];
}

export function noRows(): TenantRows {
  return {
    tenant: undefined,
    users: new Map(),
    extensions: new Map(),
    pbxs: new Map(),
    sites: new Map(),
    devices: new Map(),
    sessions: new Map(),
    settings: new Map(),
    audit: [],
  };
}

/** Sorts as the database's collation does. */
export const collator = new Intl.Collator('de');

/** One page of what is sorted already. */
export function pageOf<Item>(
  items: readonly Item[],
  query: { readonly page: number; readonly pageSize: number },
): { readonly items: readonly Item[]; readonly total: number } {
  const start = (query.page - 1) * query.pageSize;
  return { items: items.slice(start, start + query.pageSize), total: items.length };
}

/** Sorts by a text or number; what has none comes last in both directions. */
export function sortedBy<Item>(
  items: readonly Item[],
  direction: 'ascending' | 'descending',
  valueOf: (item: Item) => string | number | undefined,
): readonly Item[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return items.toSorted((left, right) => {
    const [one, other] = [valueOf(left), valueOf(right)];
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
    return sign * (typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other)));
  });
}
