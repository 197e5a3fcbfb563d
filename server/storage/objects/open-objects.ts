import { join } from 'node:path';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Database } from '../database.ts';
import { ClassKeys } from './class-keys.ts';
import { FileKeyStore } from './file-key-store.ts';
import { FileObjectStore } from './file-object-store.ts';
import { KeyRotation } from './key-rotation.ts';
import { LocalRootKeys } from './local-root-keys.ts';
import { ShredService, type Shredding } from './shredding.ts';
import { SealedObjectService } from './sealed-object-service.ts';
import type { RecipientObjects } from './sealed-objects.ts';
import { SqlStoredObjectStore } from './stored-object-store.sql.ts';

export interface ObjectsOptions {
  readonly db: Database;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Content at rest and its keys, in a data folder: `objects/`, `keystore/class-keys.json`, `keys/content-root-N.key`. */
export function openObjects({ db, dataDir, clock, logger }: ObjectsOptions): {
  readonly objects: RecipientObjects;
  readonly rotation: KeyRotation;
  readonly shredding: Shredding;
} {
  const rows = new SqlStoredObjectStore(db);
  const keys = new ClassKeys({
    store: new FileKeyStore(join(dataDir, 'keystore', 'class-keys.json')),
    root: new LocalRootKeys(join(dataDir, 'keys')),
    clock,
  });
  const store = new FileObjectStore(join(dataDir, 'objects'));
  const objects = new SealedObjectService({ rows, store, keys, logger });
  return { objects, rotation: new KeyRotation({ keys, rows, clock }), shredding: new ShredService({ rows, store, keys, objects }) };
}
