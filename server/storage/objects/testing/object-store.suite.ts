import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import type { ObjectStore } from '../object-store.ts';

export interface ObjectStoreRig {
  readonly store: ObjectStore;
  close(): Promise<void>;
}

/** What every object store keeps: docs/spec/storage.md. */
export function objectStoreSuite(name: string, open: () => Promise<ObjectStoreRig>): void {
  describe(`object store: ${name}`, () => {
    let rig: ObjectStoreRig;
    let store: ObjectStore;
    beforeAll(async () => {
      rig = await open();
      ({ store } = rig);
    });
    afterAll(() => rig.close());

    it('[ST80] gives back what was put, whole, in ranges and by its size', async () => {
      const key = `a/${newId()}`;
      await store.put(key, Buffer.from('hello world'));
      expect(await store.get(key)).toEqual(Buffer.from('hello world'));
      expect(await store.range(key, 4, 7)).toEqual(Buffer.from('o w'));
      expect(await store.range(key, 9, 99)).toEqual(Buffer.from('ld'));
      expect(await store.range(key, 20, 30)).toEqual(Buffer.alloc(0));
      expect(await store.head(key)).toEqual({ bytes: 11 });
      await store.put(key, Buffer.from('new'));
      expect(await store.get(key)).toEqual(Buffer.from('new'));
    });

    it('[ST80] what is being written can be read, and grows at its end only', async () => {
      const key = `a/${newId()}`;
      const sink = await store.create(key);
      await sink.append(Buffer.from('one '));
      await sink.sync();
      expect(await store.get(key)).toEqual(Buffer.from('one '));
      await sink.append(Buffer.from('two'));
      await sink.close();
      await sink.close();
      expect(await store.get(key)).toEqual(Buffer.from('one two'));
      await expect(store.create(key)).rejects.toMatchObject({ name: 'StorageError', code: 'conflict' });
      await expect(sink.append(Buffer.from('x'))).rejects.toMatchObject({ name: 'StorageError' });
    });

    it('[ST80] what is not there is undefined, and deleting it is fine', async () => {
      const key = `nowhere/${newId()}`;
      expect([await store.get(key), await store.range(key, 0, 1), await store.head(key)]).toEqual([undefined, undefined, undefined]);
      await store.put(key, Buffer.from('x'));
      await store.delete(key);
      await store.delete(key);
      expect(await store.head(key)).toBeUndefined();
    });

    it('[ST80] lists keys by what they begin with, in order', async () => {
      const folder = newId();
      for (const name of ['b/2', 'b/1', 'a/3']) await store.put(`${folder}/${name}`, Buffer.from(name));
      expect(await store.list(`${folder}/`)).toEqual([`${folder}/a/3`, `${folder}/b/1`, `${folder}/b/2`]);
      expect(await store.list(`${folder}/b`)).toHaveLength(2);
      expect(await store.list(newId())).toEqual([]);
    });

    it.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', 'a/.hidden', 'A', 'a/'])('[ST80] a key like %o is refused', async (key) => {
      await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject({ code: 'invalid' });
      await expect(store.get(key)).rejects.toMatchObject({ code: 'invalid' });
    });
  });
}
