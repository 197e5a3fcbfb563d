/** A key that was closed by a root key. */
export interface WrappedKey {
  /** Names the root key. */
  readonly rootId: string;
  readonly bytes: Buffer;
}

/**
 * The root keys, as a KMS has them: they wrap other keys and never leave their place. `context` says what a key is for and is
 * authenticated. Drivers: a local key file; Vault's or OpenBao's transit engine fits (rotate, `min_decryption_version`).
 */
export interface RootKeys {
  /** Closes a key with the newest root key. */
  wrap(context: string, key: Buffer): Promise<WrappedKey>;
  /** @throws {StorageError} `refused` when the root key is gone, or the key is for something else */
  unwrap(context: string, wrapped: WrappedKey): Promise<Buffer>;
  /** Makes a new newest root key; gives its name. The older ones still unwrap. */
  rotate(): Promise<string>;
  /** Destroys every root key but this one. */
  keepOnly(rootId: string): Promise<void>;
}
