import type { Site } from '../entities.ts';

export interface SiteStore {
  insert(site: Omit<Site, 'version'>): Promise<void>;
  /** All of them, by name. */
  list(): Promise<readonly Site[]>;
  byId(id: string): Promise<Site | undefined>;
  /** @returns false when `version` is no longer the stored one. */
  update(id: string, version: number, change: Partial<Omit<Site, 'id' | 'version'>>): Promise<boolean>;
  /** Takes the mark of the default site from whichever has it. */
  clearDefault(): Promise<void>;
}
