import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { StorageError } from '../errors.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.testing.ts';
import { ClassKeys } from './class-keys.ts';
import { FileKeyStore } from './file-key-store.ts';
import { KeyRotation } from './key-rotation.ts';
import { FakeKeyStore } from './key-store.fake.ts';
import { LocalRootKeys } from './local-root-keys.ts';
import type { ObjectStore } from './object-store.ts';
import { openObjects } from './open-objects.ts';
import { FakeRootKeys } from './root-keys.fake.ts';
import { SealedObjectService } from './sealed-object-service.ts';
import { FakeSealedObjects } from './sealed-objects.fake.ts';
import { FakeStoredObjectStore } from './stored-object-store.fake.ts';
import { SqlStoredObjectStore } from './stored-object-store.sql.ts';
import { sealedObjectsSuite } from './testing/sealed-objects.suite.ts';

const pathOf = (tenantId: string, id: string): string => `${tenantId}/${id.slice(-2)}/${id}`;

sealedObjectsSuite('fake', async () => {
  const objects = new FakeSealedObjects();
  return {
    objects,
    rotation: objects.rotation,
    createTenant: async () => newId(),
    stored: async (tenantId, id) => {
      const bytes = await objects.store.get(pathOf(tenantId, id));
      if (!bytes) throw new Error('no bytes');
      return bytes;
    },
    overwrite: (tenantId, id, bytes) => objects.store.put(pathOf(tenantId, id), bytes),
    close: async () => undefined,
  };
});

/** As `openObjects()` does it, but without waiting for other servers' transactions. */
function rotationOf({ db, dataDir }: TestDatabase): KeyRotation {
  const store = new FileKeyStore(join(dataDir, 'keystore', 'class-keys.json'));
  const keys = new ClassKeys({ store, root: new LocalRootKeys(join(dataDir, 'keys')), clock: systemClock });
  return new KeyRotation({ keys, rows: new SqlStoredObjectStore(db), clock: systemClock, settleMs: 0 });
}

sealedObjectsSuite('files and PostgreSQL', async () => {
  const test = await createTestDatabase();
  const fileOf = (tenantId: string, id: string): string => join(test.dataDir, 'objects', pathOf(tenantId, id));
  return {
    objects: test.objects,
    // Another process's: the objects' own keyring must see what it did.
    rotation: rotationOf(test),
    createTenant: () => test.createTenant(`t${newId()}`),
    stored: async (tenantId, id) => readFileSync(fileOf(tenantId, id)),
    overwrite: async (tenantId, id, bytes) => {
      mkdirSync(dirname(fileOf(tenantId, id)), { recursive: true });
      writeFileSync(fileOf(tenantId, id), bytes);
    },
    close: () => test.close(),
  };
});

describe('a full disk', () => {
  it('[ST87] refuses what is written with an error of its own; what was closed stays, and is shown as cut', async () => {
    const objects = new FakeSealedObjects();
    const tenantId = newId();
    const writer = await objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg' });
    await writer.write(Buffer.from('kept'));
    await writer.closeChunk();
    objects.store.roomBytes = 10;
    await writer.write(Buffer.from('too much'));
    await expect(writer.closeChunk()).rejects.toMatchObject({ name: 'StorageError', code: 'full' });
    await expect(writer.write(Buffer.of(1))).rejects.toMatchObject({ code: 'full' });
    expect(await writer.cut()).toMatchObject({ bytes: 4, isWhole: false });
    const reader = await objects.open(tenantId, writer.id);
    expect(await reader?.read(0, 4)).toEqual(Buffer.from('kept'));
  });

  it('[ST87] an object that cannot even begin leaves nothing behind', async () => {
    const objects = new FakeSealedObjects();
    objects.store.roomBytes = 3;
    await expect(objects.create({ tenantId: newId(), retentionClass: 'recordings', contentType: 'audio/ogg' })).rejects.toMatchObject({
      code: 'full',
    });
    expect(await objects.store.list('')).toEqual([]);
  });

  it('[ST83] a power cut takes what was not closed, and nothing more', async () => {
    const objects = new FakeSealedObjects();
    const tenantId = newId();
    const writer = await objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg' });
    await writer.write(Buffer.from('on disk'));
    await writer.closeChunk();
    await writer.write(Buffer.alloc(70_000));
    objects.store.crash();
    expect((await objects.open(tenantId, writer.id))?.facts).toMatchObject({ bytes: 7, isWhole: false });
  });
});

describe('the keys of content', () => {
  let test: TestDatabase;
  let tenantId: string;
  beforeAll(async () => {
    test = await createTestDatabase();
    tenantId = await test.createTenant('keys');
  });
  afterAll(() => test.close());

  async function written(): Promise<string> {
    const writer = await test.objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg' });
    await writer.write(Buffer.from('content'));
    return (await writer.finish()).id;
  }

  it('[ST88] lie outside the database, for their owner only, closed by the root key', async () => {
    const id = await written();
    const file = join(test.dataDir, 'keystore', 'class-keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    const keystore = readFileSync(file, 'utf8');
    const rows = await test.query<{ all: string }>(`select row_to_json(s)::text as all from deskline.stored_objects s where id = $1`, [id]);
    const root = readFileSync(join(test.dataDir, 'keys', 'content-root-1.key'));
    for (const place of [keystore, rows[0]?.all ?? '']) {
      expect(place.includes(root.toString('base64'))).toBe(false);
      expect(place.includes(root.toString('hex'))).toBe(false);
    }
    expect(readdirSync(dirname(file)).toSorted()).toEqual(['class-keys.json', 'class-keys.json.lock']);
  });

  it('[ST88] a lost or damaged keystore and a lost root key are said in one sentence', async () => {
    const id = await written();
    const fresh = (): ReturnType<typeof openObjects> =>
      openObjects({ db: test.db, dataDir: test.dataDir, clock: systemClock, logger: silentLogger });
    const file = join(test.dataDir, 'keystore', 'class-keys.json');
    const content = readFileSync(file);
    writeFileSync(file, content.subarray(0, 50), { mode: 0o600 });
    await expect(fresh().objects.open(tenantId, id)).rejects.toThrow(/keystore .* is damaged/);
    writeFileSync(file, JSON.stringify({ format: 1, keys: [] }), { mode: 0o600 });
    await expect(fresh().objects.open(tenantId, id)).rejects.toThrow('the key of this content was destroyed');
    writeFileSync(file, content);
    const root = join(test.dataDir, 'keys', 'content-root-1.key');
    const key = readFileSync(root);
    writeFileSync(root, Buffer.alloc(32, 1));
    await expect(fresh().objects.open(tenantId, id)).rejects.toMatchObject({ code: 'refused' });
    writeFileSync(root, key);
    expect((await fresh().objects.open(tenantId, id))?.facts.isWhole).toBe(true);
  });

  it('[ST88] rotation leaves no old key behind', async () => {
    await written();
    const before = readFileSync(join(test.dataDir, 'keystore', 'class-keys.json'), 'utf8');
    await rotationOf(test).rotateRoot();
    expect(readdirSync(join(test.dataDir, 'keys')).filter((name) => name.startsWith('content-root'))).toEqual(['content-root-2.key']);
    await rotationOf(test).rotateClasses();
    const after = readFileSync(join(test.dataDir, 'keystore', 'class-keys.json'), 'utf8');
    expect(after).not.toBe(before);
    expect(after).toContain('"version":2');
    expect(after).not.toContain('"version":1');
    const versions = await test.query<{ key_version: number }>(`select distinct key_version from deskline.stored_objects`);
    expect(versions).toEqual([{ key_version: 2 }]);
  });
});

describe('rotation beside an object that cannot be opened', () => {
  it('[ST93] passes it by, renews all others, says which it was, and keeps the class key that it names', async () => {
    const tenantId = newId();
    const [rows, keyStore] = [new FakeStoredObjectStore(), new FakeKeyStore()];
    const keys = new ClassKeys({ store: keyStore, root: new FakeRootKeys(), clock: systemClock });
    const service = new SealedObjectService({ rows, store: new FakeSealedObjects().store, keys, logger: silentLogger });
    const ids: string[] = [];
    // More than one batch, so that the poison is not only in the last one.
    for (let count = 0; count < 250; count += 1) {
      const writer = await service.create({ tenantId, retentionClass: 'voicemail', contentType: 'audio/ogg' });
      await writer.finish();
      ids.push(writer.id);
    }
    const [poison = ''] = ids;
    const row = await rows.find(tenantId, poison);
    const whole = row?.key.kind === 'wrapped' ? row.key.wrapped : Buffer.alloc(0);
    await rows.rekey(tenantId, [{ id: poison, from: 1, to: 1, wrappedKey: Buffer.from(whole).fill(0, 20) }]);
    const rotation = new KeyRotation({ keys, rows, clock: systemClock, settleMs: 0 });
    const rotated = await rotation.rotateClasses();
    expect(rotated).toEqual({ classes: 1, objects: 249, unreadable: [{ tenantId, id: poison, keyVersion: 1 }] });
    expect((await keyStore.read()).keys.map(({ version }) => version)).toEqual([1, 2]);
    await expect(service.open(tenantId, poison)).rejects.toMatchObject({ code: 'refused' });
    for (const id of ids.slice(1)) expect((await service.open(tenantId, id))?.facts.isWhole).toBe(true);
    // The row comes back from a backup: the next rotation takes it along, and then no old key is left.
    await rows.rekey(tenantId, [{ id: poison, from: 1, to: 1, wrappedKey: whole }]);
    expect((await rotation.rotateClasses()).unreadable).toEqual([]);
    expect((await service.open(tenantId, poison))?.facts.isWhole).toBe(true);
    expect((await keyStore.read()).keys.map(({ version }) => version)).toEqual([3]);
  });
});

describe('an object that cannot be begun', () => {
  it('[ST86] leaves no row', async () => {
    const [objects, tenantId] = [new FakeSealedObjects(), newId()];
    const rows = new FakeStoredObjectStore();
    const keys = new ClassKeys({ store: new FakeKeyStore(), root: new FakeRootKeys(), clock: systemClock });
    const store: ObjectStore = Object.assign(objects.store, { create: () => Promise.reject(new StorageError('full', 'there is no room')) });
    const service = new SealedObjectService({ rows, store, keys, logger: silentLogger });
    await expect(service.create({ tenantId, retentionClass: 'voicemail', contentType: 'audio/ogg' })).rejects.toMatchObject({
      code: 'full',
    });
    expect(await rows.findOlder(tenantId, { retentionClass: 'voicemail', version: 2, limit: 10 })).toEqual([]);
  });
});
