import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { ClassKeys } from './class-keys.ts';
import { FakeKeyStore } from './key-store.fake.ts';
import { KeyRotation } from './key-rotation.ts';
import { FakeObjectStore } from './object-store.fake.ts';
import { FakeRootKeys } from './root-keys.fake.ts';
import { SealedObjectService } from './sealed-object-service.ts';
import { FakeStoredObjectStore } from './stored-object-store.fake.ts';

/** Sealed objects in memory: real encryption, no disk, no database. */
export class FakeSealedObjects extends SealedObjectService {
  /** The sealed bytes. */
  readonly store: FakeObjectStore;
  readonly rotation: KeyRotation;

  constructor() {
    const rows = new FakeStoredObjectStore();
    const store = new FakeObjectStore();
    const keys = new ClassKeys({ store: new FakeKeyStore(), root: new FakeRootKeys(), clock: systemClock });
    super({ rows, store, keys, logger: silentLogger });
    this.store = store;
    this.rotation = new KeyRotation({ keys, rows, clock: systemClock, settleMs: 0 });
  }
}
