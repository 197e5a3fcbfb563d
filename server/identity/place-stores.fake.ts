import type { Pbx, Site } from './entities.ts';
import { StoreConflict } from './identity-store.ts';
import type { PbxStore } from './pbxs/pbx-store.ts';
import type { SiteStore } from './sites/site-store.ts';
import { sortedBy, type TenantRows } from './tenant-rows.fake.ts';

/** PBXs in memory. */
export class FakePbxStore implements PbxStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(pbx: Omit<Pbx, 'version'>): Promise<void> {
    this.#requireFree(pbx);
    this.#rows.pbxs.set(pbx.id, { ...pbx, version: 1 });
  }

  async list(): Promise<readonly Pbx[]> {
    return [...this.#rows.pbxs.values()];
  }

  async byId(id: string): Promise<Pbx | undefined> {
    return this.#rows.pbxs.get(id);
  }

  async update(id: string, version: number, change: Partial<Omit<Pbx, 'id' | 'version'>>): Promise<boolean> {
    const before = this.#rows.pbxs.get(id);
    if (!before || before.version !== version) return false;
    const after = { ...before, ...change, id, version: version + 1 };
    this.#requireFree(after);
    this.#rows.pbxs.set(id, after);
    return true;
  }

  #requireFree(pbx: Pick<Pbx, 'id' | 'slug'>): void {
    if ([...this.#rows.pbxs.values()].some((other) => other.id !== pbx.id && other.slug === pbx.slug)) throw new StoreConflict('slug');
  }
}

/** Sites in memory. */
export class FakeSiteStore implements SiteStore {
  readonly #rows: TenantRows;

  constructor(rows: TenantRows) {
    this.#rows = rows;
  }

  async insert(site: Omit<Site, 'version'>): Promise<void> {
    this.#rows.sites.set(site.id, { ...site, version: 1 });
  }

  async list(): Promise<readonly Site[]> {
    return sortedBy([...this.#rows.sites.values()], 'ascending', (site) => site.name);
  }

  async byId(id: string): Promise<Site | undefined> {
    return this.#rows.sites.get(id);
  }

  async update(id: string, version: number, change: Partial<Omit<Site, 'id' | 'version'>>): Promise<boolean> {
    const before = this.#rows.sites.get(id);
    if (!before || before.version !== version) return false;
    this.#rows.sites.set(id, { ...before, ...change, id, version: version + 1 });
    return true;
  }

  async clearDefault(): Promise<void> {
    for (const site of this.#rows.sites.values())
      if (site.isDefault) this.#rows.sites.set(site.id, { ...site, isDefault: false, version: site.version + 1 });
  }
}
