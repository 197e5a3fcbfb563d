import { buffer } from 'node:stream/consumers';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/ids.ts';
import { StorageError } from '../../errors.ts';
import type { KeyRotation } from '../key-rotation.ts';
import type { NewObject, ObjectWriter, RecipientObjects, RetentionClass } from '../sealed-objects.ts';
import { sealedObjectVector } from '../../../../protocol/media/testing/sealed-object-vector.ts';

export interface SealedObjectsRig {
  readonly objects: RecipientObjects;
  readonly rotation: KeyRotation;
  createTenant(): Promise<string>;
  /** The bytes of an object as they lie in the store. */
  stored(tenantId: string, id: string): Promise<Buffer>;
  /** Puts other bytes there. */
  overwrite(tenantId: string, id: string, bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

const refused = { name: 'StorageError', code: 'refused' };
/** Magic, format and nonce prefix; then the first chunk: length, content, tag. */
const headerBytes = 14;
const overheadBytes = 20;

/** What sealed objects keep, wherever they lie: docs/spec/storage.md. */
export function sealedObjectsSuite(name: string, open: () => Promise<SealedObjectsRig>): void {
  describe(`sealed objects: ${name}`, () => {
    let rig: SealedObjectsRig;
    let tenantId: string;
    beforeAll(async () => {
      rig = await open();
      tenantId = await rig.createTenant();
    });
    afterAll(() => rig.close());

    function begin(change: Partial<NewObject> = {}): Promise<ObjectWriter> {
      return rig.objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg', ...change });
    }

    async function written(content: Buffer, change: Partial<NewObject> = {}): Promise<string> {
      const writer = await begin(change);
      await writer.write(content);
      return (await writer.finish()).id;
    }

    /** Writes so many chunks, of a byte of their number each. */
    async function inChunks(count: number, length: number): Promise<ObjectWriter> {
      const writer = await begin();
      for (let number = 0; number < count; number += 1) {
        await writer.write(Buffer.alloc(length, number + 1));
        await writer.closeChunk();
      }
      return writer;
    }

    async function contentOf(id: string, of = tenantId): Promise<Buffer | undefined> {
      const reader = await rig.objects.open(of, id);
      return reader && reader.read(0, reader.facts.bytes);
    }

    it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('[ST82] gives back %d bytes, whole', async (length) => {
      const content = randomBytes(length);
      const id = await written(content);
      const reader = await rig.objects.open(tenantId, id);
      expect(reader?.facts).toEqual({ id, contentType: 'audio/ogg', bytes: length, isWhole: true });
      expect(content.equals((await reader?.read(0, length)) ?? Buffer.alloc(0))).toBe(true);
    });

    it('[ST82] reads any range, over the borders of chunks, as bytes and as a stream', async () => {
      const content = randomBytes(150_000);
      const writer = await begin();
      for (const [start, end] of [
        [0, 100],
        [100, 70_000],
        [70_000, 150_000],
      ]) {
        await writer.write(content.subarray(start, end));
        await writer.closeChunk();
      }
      const { id } = await writer.finish();
      const reader = await rig.objects.open(tenantId, id);
      if (!reader) throw new Error('it is not there');
      for (const [start = 0, end = 0] of [
        [0, 0],
        [99, 101],
        [65_000, 66_000],
        [0, 150_000],
        [149_999, 150_000],
        [150_000, 150_000],
      ]) {
        expect((await reader.read(start, end)).equals(content.subarray(start, end))).toBe(true);
        expect((await buffer(reader.stream(start, end))).equals(content.subarray(start, end))).toBe(true);
      }
      await expect(reader.read(0, 150_001)).rejects.toMatchObject({ code: 'invalid' });
      await expect(reader.read(-1, 5)).rejects.toMatchObject({ code: 'invalid' });
      await reader.close();
      await expect(reader.read(0, 1)).rejects.toMatchObject({ code: 'invalid' });
    });

    it('[SR21] what is sealed to a recipient is given as it is stored, and opened by nobody here; deleting it deletes it', async () => {
      const recipient = { keyVersion: 7, publicKey: Buffer.from(sealedObjectVector.recordingKey.publicKey, 'base64url') };
      const id = await written(Buffer.from('nobody here reads this'), { recipient });
      await expect(rig.objects.open(tenantId, id)).rejects.toMatchObject(refused);
      const object = await rig.objects.openForRecipient(tenantId, id);
      if (!object) throw new Error('it is not there');
      const stored = await rig.stored(tenantId, id);
      expect(object).toMatchObject({ id, contentType: 'audio/ogg', keyVersion: 7, storedBytes: stored.byteLength });
      expect(object.sealedKey).toHaveLength(80);
      expect((await buffer(object.stream(0, object.storedBytes))).equals(stored)).toBe(true);
      expect((await buffer(object.stream(3, 20))).equals(stored.subarray(3, 20))).toBe(true);
      expect(await rig.objects.openForRecipient(newId(), id)).toBeUndefined();
      expect(await rig.objects.openForRecipient(tenantId, await written(Buffer.from('ours')))).toBeUndefined();
      await rig.rotation.rotateClasses();
      expect((await rig.objects.openForRecipient(tenantId, id))?.sealedKey.equals(object.sealedKey)).toBe(true);
      await rig.objects.delete(tenantId, id);
      expect(await rig.objects.openForRecipient(tenantId, id)).toBeUndefined();
    });

    it('[SR22] the chunks of what nobody here opens are counted, also after a crash', async () => {
      const recipient = { keyVersion: 1, publicKey: Buffer.from(sealedObjectVector.recordingKey.publicKey, 'base64url') };
      const writer = await begin({ recipient });
      for (let second = 0; second < 3; second += 1) {
        await writer.write(Buffer.alloc(50, second));
        await writer.closeChunk();
      }
      expect(await rig.objects.countChunks(tenantId, writer.id)).toEqual({ chunks: 3, isWhole: false });
      await writer.finish();
      expect(await rig.objects.countChunks(tenantId, writer.id)).toEqual({ chunks: 4, isWhole: true });
      expect(await rig.objects.countChunks(newId(), writer.id)).toBeUndefined();
    });

    it('[ST83] what a writer that is gone had closed can be read, and is not whole; the size comes from the chunks', async () => {
      const writer = await inChunks(3, 10);
      await writer.write(Buffer.from('lost'));
      const reader = await rig.objects.open(tenantId, writer.id);
      expect(reader?.facts).toMatchObject({ bytes: 30, isWhole: false });
      expect(await reader?.read(25, 30)).toEqual(Buffer.alloc(5, 3));
    });

    it('[ST83] a chunk of which only a part reached the disk is not there', async () => {
      const writer = await inChunks(3, 10);
      const bytes = await rig.stored(tenantId, writer.id);
      for (const torn of [bytes.subarray(0, -1), bytes.subarray(0, -27), Buffer.concat([bytes.subarray(0, -12), Buffer.alloc(12)])]) {
        await rig.overwrite(tenantId, writer.id, torn);
        expect((await rig.objects.open(tenantId, writer.id))?.facts).toMatchObject({ bytes: 20, isWhole: false });
      }
      await rig.overwrite(tenantId, writer.id, bytes.subarray(0, 5));
      expect((await rig.objects.open(tenantId, writer.id))?.facts).toMatchObject({ bytes: 0, isWhole: false });
    });

    it('[ST83] a cut object keeps what was written, and says that it is cut', async () => {
      const writer = await inChunks(2, 10);
      await writer.write(Buffer.from('and more'));
      expect(await writer.cut()).toEqual({ id: writer.id, contentType: 'audio/ogg', bytes: 28, isWhole: false });
      expect((await rig.objects.open(tenantId, writer.id))?.facts).toMatchObject({ bytes: 28, isWhole: false });
      for (const late of [writer.write(Buffer.of(1)), writer.closeChunk(), writer.finish(), writer.cut()])
        await expect(late).rejects.toMatchObject({ code: 'invalid' });
    });

    it('[ST84] nothing of the content lies in the store', async () => {
      const secret = Buffer.from('the combination of the safe is 4711');
      const id = await written(Buffer.concat(Array.from({ length: 3000 }, () => secret)));
      const bytes = await rig.stored(tenantId, id);
      for (const part of ['combination', 'safe', '4711', 'audio/ogg', tenantId]) expect(bytes.includes(part)).toBe(false);
      // Equal content, another key: no two bytes in the same place by more than chance.
      const other = await rig.stored(tenantId, await written(Buffer.concat(Array.from({ length: 3000 }, () => secret))));
      const same = bytes.filter((byte, at) => byte === other[at]).byteLength;
      expect(same / bytes.byteLength).toBeLessThan(0.02);
    });

    it('[ST85] one flipped bit, anywhere, is refused, or in what is said twice changes nothing', async () => {
      const content = Buffer.alloc(40, 7);
      const id = await written(content);
      const bytes = await rig.stored(tenantId, id);
      const passed: number[] = [];
      for (let at = 0; at < bytes.byteLength; at += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ 0x10, at);
        await rig.overwrite(tenantId, id, changed);
        const read = await contentOf(id).catch((error: unknown) => error);
        if (Buffer.isBuffer(read)) passed.push(at);
        const isRefused = read instanceof StorageError && read.code === 'refused';
        expect(isRefused || (Buffer.isBuffer(read) && read.equals(content)), `byte ${at}`).toBe(true);
      }
      // The chunk's length and the footer: the index says the one, the chunk's last flag the other.
      const [chunkAt, footerAt] = [headerBytes, bytes.byteLength - 10];
      expect(passed.filter((at) => (at < chunkAt || at >= chunkAt + 4) && at < footerAt)).toEqual([]);
    });

    it('[ST85] swapped, repeated and missing chunks are refused', async () => {
      const writer = await inChunks(3, 10);
      const { id } = await writer.finish();
      const bytes = await rig.stored(tenantId, id);
      const chunk = (number: number): Buffer =>
        bytes.subarray(headerBytes + number * (10 + overheadBytes), headerBytes + (number + 1) * (10 + overheadBytes));
      const [head, tail] = [bytes.subarray(0, headerBytes), bytes.subarray(headerBytes + 3 * (10 + overheadBytes))];
      for (const order of [
        [1, 0, 2],
        [0, 0, 2],
        [0, 2],
        [0, 1, 2, 2],
      ]) {
        await rig.overwrite(tenantId, id, Buffer.concat([head, ...order.map(chunk), tail]));
        await expect(contentOf(id), order.join()).rejects.toMatchObject(refused);
      }
    });

    it('[ST85] a whole or cut object that became shorter is refused, at whatever byte it ends', async () => {
      const whole = (await (await inChunks(2, 10)).finish()).id;
      const bytes = await rig.stored(tenantId, whole);
      const lastChunkEnd = headerBytes + 3 * overheadBytes + 20;
      for (let length = 0; length < lastChunkEnd; length += 1) {
        await rig.overwrite(tenantId, whole, bytes.subarray(0, length));
        await expect(contentOf(whole), `${length} bytes`).rejects.toMatchObject(refused);
      }
      // Behind it are only the index and the footer: the content is all there.
      await rig.overwrite(tenantId, whole, bytes.subarray(0, -1));
      expect(await contentOf(whole)).toEqual(Buffer.concat([Buffer.alloc(10, 1), Buffer.alloc(10, 2)]));
      const cut = (await (await inChunks(2, 10)).cut()).id;
      await rig.overwrite(tenantId, cut, (await rig.stored(tenantId, cut)).subarray(0, headerBytes + 30));
      await expect(contentOf(cut)).rejects.toMatchObject(refused);
    });

    it('[ST85] bytes of another object, under this one’s id, are refused', async () => {
      const [one, other] = [await written(Buffer.from('one')), await written(Buffer.from('two'))];
      await rig.overwrite(tenantId, one, await rig.stored(tenantId, other));
      await expect(contentOf(one)).rejects.toMatchObject(refused);
    });

    it('[ST86] another tenant’s object is not there, and cannot be deleted', async () => {
      const stranger = await rig.createTenant();
      const id = await written(Buffer.from('mine'));
      expect(await rig.objects.open(stranger, id)).toBeUndefined();
      await rig.objects.delete(stranger, id);
      expect(await contentOf(id)).toEqual(Buffer.from('mine'));
    });

    it('[ST86] deleting takes bytes and key, and can be repeated; so does discarding', async () => {
      const id = await written(Buffer.from('mine'));
      await rig.objects.delete(tenantId, id);
      await rig.objects.delete(tenantId, id);
      expect(await rig.objects.open(tenantId, id)).toBeUndefined();
      await expect(rig.stored(tenantId, id)).rejects.toThrow(/no bytes|ENOENT/u);
      const writer = await inChunks(2, 10);
      await writer.discard();
      expect(await rig.objects.open(tenantId, writer.id)).toBeUndefined();
      expect([await rig.objects.open(tenantId, newId()), await rig.objects.open(tenantId, '../../x')]).toEqual([undefined, undefined]);
    });

    it('[ST88] new root and class keys: everything can be read on, with keys that are other ones', async () => {
      const classes: RetentionClass[] = ['recordings', 'voicemail', 'greetings', 'prompts'];
      const ids = await Promise.all(classes.map((retentionClass) => written(Buffer.from(retentionClass), { retentionClass })));
      const open = await inChunks(1, 10);
      await rig.rotation.rotateRoot();
      const { classes: count, objects } = await rig.rotation.rotateClasses();
      expect(count).toBeGreaterThanOrEqual(4);
      expect(objects).toBeGreaterThanOrEqual(5);
      for (const [at, id] of ids.entries()) expect(await contentOf(id)).toEqual(Buffer.from(classes[at] ?? ''));
      await open.write(Buffer.from('after'));
      await open.finish();
      expect((await contentOf(open.id))?.byteLength).toBe(15);
      expect(await contentOf(await written(Buffer.from('new')))).toEqual(Buffer.from('new'));
    });

    it('[ST89] a destroyed class key takes its class with it, and nothing else', async () => {
      const other = await rig.createTenant();
      const gone = await written(Buffer.from('gone'), { tenantId: other, retentionClass: 'voicemail' });
      const kept = await written(Buffer.from('kept'), { tenantId: other, retentionClass: 'greetings' });
      await rig.rotation.destroyClass({ tenantId: other, retentionClass: 'voicemail' });
      await expect(rig.objects.open(other, gone)).rejects.toMatchObject(refused);
      expect(await contentOf(kept, other)).toEqual(Buffer.from('kept'));
      const next = await written(Buffer.from('next'), { tenantId: other, retentionClass: 'voicemail' });
      expect(await contentOf(next, other)).toEqual(Buffer.from('next'));
      await expect(rig.objects.open(other, gone)).rejects.toMatchObject(refused);
    });
  });
}
