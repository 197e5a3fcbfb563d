import type { Pbx } from '../entities.ts';

export interface PbxStore {
  /** @throws {StoreConflict} field `slug`. */
  insert(pbx: Omit<Pbx, 'version'>): Promise<void>;
  /** All of them, the default one (the oldest) first. */
  list(): Promise<readonly Pbx[]>;
  byId(id: string): Promise<Pbx | undefined>;
  /** @returns false when `version` is no longer the stored one. @throws {StoreConflict} field `slug`. */
  update(id: string, version: number, change: Partial<Omit<Pbx, 'id' | 'version'>>): Promise<boolean>;
}
