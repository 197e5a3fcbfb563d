/**
 * Tries to open everything that a data folder holds with every key that it holds, as the server would, and beyond: what the server has no key
 * for is tried with each class key in turn. DATA_DIR names the folder; a line of JSON for each object goes to standard output.
 */
import { join } from 'node:path';
import { systemClock } from '../../platform/clock.ts';
import { createLogger } from '../../platform/logger.ts';
import { StorageError } from '../errors.ts';
import { ClassKeys } from '../objects/class-keys.ts';
import { FileKeyStore } from '../objects/file-key-store.ts';
import { LocalRootKeys } from '../objects/local-root-keys.ts';
import { openObjects } from '../objects/open-objects.ts';
import { SqlStoredObjectStore } from '../objects/stored-object-store.sql.ts';
import type { StoredObject } from '../objects/stored-object-store.ts';
import { openForReading, type Reader } from '../open-for-reading.ts';

const dataDir = process.env['DATA_DIR'] ?? '';
const logger = createLogger({ level: 'warn' });

async function tryAll(reader: Reader): Promise<void> {
  const { objects } = openObjects({ db: reader.db, dataDir, clock: systemClock, logger });
  const rows = new SqlStoredObjectStore(reader.db);
  for (const { id: tenantId } of await reader.db.listTenants()) {
    const ids = await reader.db.inTenant(tenantId, (trx) => trx.selectFrom('stored_objects').select('id').orderBy('id').execute());
    for (const { id } of ids) {
      const row = await rows.find(tenantId, id);
      if (!row) continue;
      const bytes = await opened(async () => {
        const content = await objects.open(tenantId, id);
        return (await content?.read(0, content.facts.bytes))?.byteLength;
      });
      const tried = row.key.kind === 'sealed' ? await tryClassKeys(row, row.key.sealed) : 0;
      const { retentionClass, key } = row;
      process.stdout.write(`${JSON.stringify({ id, tenantId, retentionClass, key: key.kind, bytes: bytes ?? null, tried })}\n`);
    }
  }
}

/** How many class keys there were to try; throws when one opened it. */
async function tryClassKeys({ id }: StoredObject, sealed: Buffer): Promise<number> {
  const store = new FileKeyStore(join(dataDir, 'keystore', 'class-keys.json'));
  const keys = new ClassKeys({ store, root: new LocalRootKeys(join(dataDir, 'keys')), clock: systemClock });
  const all = (await store.read()).keys;
  for (const keyClass of all) {
    const key = await opened(() => keys.unwrap(keyClass, id, { version: keyClass.version, wrapped: sealed }));
    if (key) throw new Error('a key of the server opened a sealed key');
  }
  return all.length;
}

async function opened<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageError && error.code === 'refused') return undefined;
    throw error;
  }
}

const reader = await openForReading({ dataDir, databaseUrl: undefined, logger });
const alive = setInterval(() => undefined, 1000);
try {
  await tryAll(reader);
} finally {
  clearInterval(alive);
  await reader.close();
}
