/** What is written so far, and nothing else: an object that somebody is writing. */
export interface ObjectSink {
  /** Adds bytes at the end, all of them or none. @throws {StorageError} `full` when there is no room */
  append(bytes: Uint8Array): Promise<void>;
  /** What was added is on disk when this resolves. */
  sync(): Promise<void>;
  /** Lets go of the object, which stays. Idempotent. */
  close(): Promise<void>;
}

/**
 * Where sealed bytes lie: a file system, later S3. It knows no tenants and no keys. Keys are paths of lower-case letters, digits,
 * dots and dashes, with slashes between. Every method throws StorageError.
 */
export interface ObjectStore {
  /** Writes an object whole: another reader sees the old one or the new one. On disk when it resolves. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Begins a new object, to which bytes are added while others may read it. @throws {StorageError} `conflict` when it is there already */
  create(key: string): Promise<ObjectSink>;
  get(key: string): Promise<Buffer | undefined>;
  /** Bytes from `start` (inclusive) to `end` (exclusive), fewer at the object's end; undefined when there is no such object. */
  range(key: string, start: number, end: number): Promise<Buffer | undefined>;
  head(key: string): Promise<{ readonly bytes: number } | undefined>;
  /** Keys that begin with `prefix`, in order. */
  list(prefix: string): Promise<readonly string[]>;
  /** Idempotent. */
  delete(key: string): Promise<void>;
}

const keyForm = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/u;

/** Whether a key is one: no way out of a folder, no hidden files. */
export function isObjectKey(key: string): boolean {
  return key.length <= 200 && keyForm.test(key);
}
