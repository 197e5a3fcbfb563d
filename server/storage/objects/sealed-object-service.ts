import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { StorageError } from '../errors.ts';
import { keyLength } from '../keys.ts';
import type { ClassKeys } from './class-keys.ts';
import { headerBytes, readHeader, writeHeader } from './chunk-layout.ts';
import { mapChunks, scanChunks } from './chunk-map.ts';
import type { ChunkMap } from './chunk-map.ts';
import { ChunkSeal, noncePrefixBytes, type ObjectIdentity } from './chunk-seal.ts';
import type { ObjectSink, ObjectStore } from './object-store.ts';
import { sealToRecipient } from './recipient-key.ts';
import type {
  ChunkCount,
  NewObject,
  ObjectFacts,
  ObjectReader,
  ObjectWriter,
  RecipientObject,
  RecipientObjects,
} from './sealed-objects.ts';
import { SealedReader } from './sealed-reader.ts';
import { SealedWriter } from './sealed-writer.ts';
import type { StoredKey, StoredObject, StoredObjectStore } from './stored-object-store.ts';

export interface SealedObjectParts {
  readonly rows: StoredObjectStore;
  readonly store: ObjectStore;
  readonly keys: ClassKeys;
  readonly logger: Logger;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const nothing: ChunkMap = { chunks: [], bytes: 0, isWhole: false };

/** Sealed objects: a row with the wrapped key first, then the bytes, then how it ended. */
export class SealedObjectService implements RecipientObjects {
  readonly #parts: SealedObjectParts;

  constructor(parts: SealedObjectParts) {
    this.#parts = parts;
  }

  async create(object: NewObject): Promise<ObjectWriter> {
    const { rows, store } = this.#parts;
    const { tenantId, retentionClass, contentType, shredId } = object;
    const id = newId();
    const key = randomBytes(keyLength);
    const noncePrefix = randomBytes(noncePrefixBytes);
    const identity = { tenantId, id, contentType };
    // Before the first byte: a writer that is killed leaves something that can be opened.
    await rows.add(tenantId, { id, retentionClass, contentType, shredId, key: await this.#closed(key, object, identity) });
    let sink: ObjectSink | undefined;
    try {
      sink = await store.create(pathOf(tenantId, id));
      await sink.append(writeHeader(noncePrefix));
    } catch (error) {
      await sink?.close();
      await this.delete(tenantId, id);
      throw error;
    }
    return new SealedWriter({
      id,
      contentType,
      sink,
      seal: new ChunkSeal({ key, noncePrefix, identity }),
      settle: (facts) => this.#settle(tenantId, facts),
      remove: () => this.delete(tenantId, id),
    });
  }

  async open(tenantId: string, id: string): Promise<ObjectReader | undefined> {
    const row = uuid.test(id) ? await this.#parts.rows.find(tenantId, id) : undefined;
    if (!row) return undefined;
    if (row.key.kind === 'sealed') throw new StorageError('refused', 'only its recipient can open this content: the server has no key');
    const { store, keys } = this.#parts;
    const path = pathOf(tenantId, id);
    const key = await keys.unwrap({ tenantId, retentionClass: row.retentionClass, shredId: row.shredId }, id, row.key);
    const head = (await store.range(path, 0, headerBytes)) ?? Buffer.alloc(0);
    const isBegun = head.byteLength === headerBytes;
    const identity = { tenantId, id, contentType: row.contentType };
    const seal = new ChunkSeal({ key, noncePrefix: isBegun ? readHeader(head) : Buffer.alloc(noncePrefixBytes), identity });
    const parts = { store, key: path, seal };
    const map = isBegun ? await mapChunks(parts, (await store.head(path))?.bytes ?? 0) : nothing;
    requireAll(row, map);
    return new SealedReader(parts, map, { id, contentType: row.contentType, bytes: map.bytes, isWhole: map.isWhole });
  }

  async openForRecipient(tenantId: string, id: string): Promise<RecipientObject | undefined> {
    const row = uuid.test(id) ? await this.#parts.rows.find(tenantId, id) : undefined;
    if (row?.key.kind !== 'sealed') return undefined;
    const { version, sealed } = row.key;
    const { store } = this.#parts;
    const path = pathOf(tenantId, id);
    const storedBytes = (await store.head(path))?.bytes ?? 0;
    const stream = (start: number, end: number): Readable => Readable.from(pieces(store, path, { start, end }), { objectMode: false });
    return { id, contentType: row.contentType, keyVersion: version, sealedKey: sealed, storedBytes, stream };
  }

  async countChunks(tenantId: string, id: string): Promise<ChunkCount | undefined> {
    if (!uuid.test(id) || !(await this.#parts.rows.find(tenantId, id))) return undefined;
    const { store } = this.#parts;
    const key = pathOf(tenantId, id);
    const { lengths, hasLast } = await scanChunks({ store, key }, (await store.head(key))?.bytes ?? 0);
    return { chunks: lengths.length, isWhole: hasLast };
  }

  async delete(tenantId: string, id: string): Promise<void> {
    const { rows, store } = this.#parts;
    if (!uuid.test(id) || !(await rows.find(tenantId, id))) return;
    // Bytes first: what is left after a crash can be deleted again.
    await store.delete(pathOf(tenantId, id));
    await rows.remove(tenantId, id);
  }

  async #closed(key: Buffer, { retentionClass, recipient, shredId }: NewObject, identity: ObjectIdentity): Promise<StoredKey> {
    if (recipient) return { kind: 'sealed', version: recipient.keyVersion, sealed: await sealToRecipient(key, recipient, identity) };
    return {
      kind: 'wrapped',
      ...(await this.#parts.keys.wrap({ tenantId: identity.tenantId, retentionClass, shredId }, identity.id, key)),
    };
  }

  /** What was cut tells by itself that it was: when the database cannot be told (a full disk is full for it too), nothing is lost. */
  async #settle(tenantId: string, { id, bytes, isWhole }: ObjectFacts): Promise<void> {
    try {
      await this.#parts.rows.settle(tenantId, id, { state: isWhole ? 'whole' : 'cut', bytes });
    } catch (error) {
      if (isWhole || !(error instanceof StorageError)) throw error;
      this.#parts.logger.warn({ err: error, object: id }, 'that an object was cut could not be written down');
    }
  }
}

const pieceBytes = 256 * 1024;

/** Bytes of the store as they lie there, in pieces. */
async function* pieces(store: ObjectStore, path: string, { start, end }: { start: number; end: number }): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += pieceBytes) {
    const piece = await store.range(path, at, Math.min(at + pieceBytes, end));
    if (!piece || piece.byteLength === 0) return;
    yield piece;
  }
}

/** The last part of an id is random, its begin is the time: folders by it are equally full. */
export function pathOf(tenantId: string, id: string): string {
  return `${tenantId}/${id.slice(-2)}/${id}`;
}

/** The database knows how it ended; fewer bytes than that is a loss or an attack, and must not look like a short message. */
function requireAll({ state, bytes = 0 }: StoredObject, map: ChunkMap): void {
  const isWrong = state === 'whole' ? !map.isWhole || map.bytes !== bytes : state === 'cut' && map.bytes < bytes;
  if (isWrong) throw new StorageError('refused', 'stored content was cut short');
}
