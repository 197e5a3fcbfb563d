import type { RetentionClass } from './sealed-objects.ts';
import type { StoredObject, StoredObjectStore, WrappedRow } from './stored-object-store.ts';

/** The rows of stored objects in memory, per tenant. */
export class FakeStoredObjectStore implements StoredObjectStore {
  readonly #rows = new Map<string, StoredObject>();

  async add(tenantId: string, object: Omit<StoredObject, 'state' | 'bytes'>): Promise<void> {
    this.#rows.set(`${tenantId} ${object.id}`, { ...object, state: 'open', bytes: undefined });
  }

  async find(tenantId: string, id: string): Promise<StoredObject | undefined> {
    return this.#rows.get(`${tenantId} ${id}`);
  }

  async settle(...[tenantId, id, end]: Parameters<StoredObjectStore['settle']>): Promise<void> {
    this.#change(tenantId, id, end);
  }

  async remove(tenantId: string, id: string): Promise<void> {
    this.#rows.delete(`${tenantId} ${id}`);
  }

  async findOlder(...[tenantId, query]: Parameters<StoredObjectStore['findOlder']>): Promise<WrappedRow[]> {
    return [...this.#rows]
      .filter(([key, row]) => key.startsWith(tenantId) && row.retentionClass === query.retentionClass && row.shredId === undefined)
      .flatMap(([, { id, key }]) => (key.kind === 'wrapped' && key.version < query.version ? [{ id, ...key }] : []))
      .filter((row) => query.after === undefined || row.id > query.after)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .slice(0, query.limit);
  }

  async ofMatter(tenantId: string, shredId: string): Promise<readonly string[]> {
    return [...this.#rows].filter(([key, row]) => key.startsWith(tenantId) && row.shredId === shredId).map(([, { id }]) => id);
  }

  async ofClass(tenantId: string, retentionClass: RetentionClass): Promise<readonly string[]> {
    return [...this.#rows]
      .filter(([key, row]) => key.startsWith(tenantId) && row.retentionClass === retentionClass && row.shredId === undefined)
      .map(([, { id }]) => id);
  }

  async rekey(...[tenantId, keys]: Parameters<StoredObjectStore['rekey']>): Promise<void> {
    for (const { id, from, to, wrappedKey } of keys) {
      const key = this.#rows.get(`${tenantId} ${id}`)?.key;
      if (key?.kind === 'wrapped' && key.version === from)
        this.#change(tenantId, id, { key: { kind: 'wrapped', version: to, wrapped: wrappedKey } });
    }
  }

  #change(tenantId: string, id: string, change: Partial<StoredObject>): void {
    const row = this.#rows.get(`${tenantId} ${id}`);
    if (row) this.#rows.set(`${tenantId} ${id}`, { ...row, ...change });
  }
}
