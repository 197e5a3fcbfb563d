export interface StoredPin {
  readonly id: string;
  readonly name: string;
  /** PHC string of argon2id. */
  readonly hash: string;
  readonly version: number;
}

/** PINs of one tenant, in one transaction. */
export interface PinStore {
  /** By name. */
  list(): Promise<readonly StoredPin[]>;
  byId(id: string): Promise<StoredPin | undefined>;
  /** @throws {StoreConflict} field `name`. */
  insert(pin: Omit<StoredPin, 'version'>): Promise<void>;
  /** @returns false when `version` is no longer the stored one. @throws {StoreConflict} field `name`. */
  update(id: string, version: number, change: { readonly name: string; readonly hash: string }): Promise<boolean>;
  delete(id: string): Promise<void>;
}

/** Hosts that the plans of one tenant may ask over HTTPS. */
export interface HostStore {
  /** In alphabetical order. */
  list(): Promise<readonly string[]>;
  replace(hosts: readonly string[]): Promise<void>;
}
