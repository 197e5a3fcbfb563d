import type { Readable } from 'node:stream';

/** How long content is kept decides which key wraps its key: destroying a class key destroys the class in every backup. */
export type RetentionClass = 'prompts' | 'greetings' | 'voicemail' | 'recordings' | 'support';

export interface NewObject {
  readonly tenantId: string;
  readonly retentionClass: RetentionClass;
  /** MIME type of the content, bound into the encryption with tenant and id. */
  readonly contentType: string;
  /** Whoever has its private half opens the object, nobody else: the server forgets the object's key when the writer ends. */
  readonly recipient?: ObjectRecipient | undefined;
  /** The matter that it belongs to: its key is closed by that matter's shred key, and ends with it. */
  readonly shredId?: string | undefined;
}

/** A public key (X25519) that objects' keys are sealed to (HPKE, RFC 9180). */
export interface ObjectRecipient {
  readonly keyVersion: number;
  readonly publicKey: Uint8Array;
}

/** An object that only its recipient opens, as it lies in the store. */
export interface RecipientObject {
  readonly id: string;
  readonly contentType: string;
  readonly keyVersion: number;
  /** HPKE: the encapsulated key (32 bytes), then the sealed key of the object (48). */
  readonly sealedKey: Buffer;
  /** Of header, chunks, index and footer (chunk-layout.ts). */
  readonly storedBytes: number;
  /** Sealed bytes from `start` (inclusive) to `end` (exclusive). */
  stream(start: number, end: number): Readable;
}

/** What the lengths of chunks tell, which lie in the clear: no proof against tampering. */
export interface ChunkCount {
  readonly chunks: number;
  readonly isWhole: boolean;
}

/** What is known of an object without opening it. */
export interface ObjectFacts {
  readonly id: string;
  readonly contentType: string;
  /** Bytes of plain content. */
  readonly bytes: number;
  /** False when the writer ended without `finish()` (crash, full disk): what is there is authentic, but not all. */
  readonly isWhole: boolean;
}

/** Writes one object, once: there is no appending later. */
export interface ObjectWriter {
  readonly id: string;
  /** Adds content. Buffered until a chunk closes (64 KiB, or `closeChunk()`). Rejects when the disk is full; what was closed before stays. */
  write(content: Uint8Array): Promise<void>;
  /** Closes the chunk that is open, so that it can be read after a crash; on disk (fsync) when this resolves. */
  closeChunk(): Promise<void>;
  /** Writes the last chunk with its last flag; on disk when this resolves. */
  finish(): Promise<ObjectFacts>;
  /** Ends without the last flag and keeps what is there: the object is shown as cut. */
  cut(): Promise<ObjectFacts>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

export interface ObjectReader {
  readonly facts: ObjectFacts;
  /** Plain bytes from `start` (inclusive) to `end` (exclusive, at most `facts.bytes`). @throws {StorageError} `refused` when a byte was changed */
  read(start: number, end: number): Promise<Buffer>;
  stream(start?: number, end?: number): Readable;
  close(): Promise<void>;
}

/** Content encrypted at rest (AES-256-GCM in chunks, a key per object, docs/spec/storage.md), of one tenant each. */
export interface SealedObjects {
  create(object: NewObject): Promise<ObjectWriter>;
  /** `undefined` when this tenant has no such object. @throws {StorageError} `refused` when only its recipient opens it */
  open(tenantId: string, id: string): Promise<ObjectReader | undefined>;
  /** Deletes bytes and key. Idempotent. */
  delete(tenantId: string, id: string): Promise<void>;
}

/** What can be done with objects that only their recipient opens. */
export interface RecipientObjects extends SealedObjects {
  /** `undefined` when this tenant has no such object, or the server itself opens it. */
  openForRecipient(tenantId: string, id: string): Promise<RecipientObject | undefined>;
  /** Counts chunks without opening any. `undefined` when this tenant has no such object. */
  countChunks(tenantId: string, id: string): Promise<ChunkCount | undefined>;
}
