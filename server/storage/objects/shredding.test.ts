import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.testing.ts';
import type { Matter } from './shredding.ts';

let database: TestDatabase;
let tenantId: string;
let matter: Matter;
let other: Matter;
let tenants = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenantId = await database.createTenant(`shred-${String((tenants += 1))}`);
  matter = { tenantId, shredId: newId() };
  other = { tenantId, shredId: newId() };
});
afterAll(() => database.close());

const secret = Buffer.from('said once');
const refused = { code: 'refused' };

async function objectOf(place: Matter | { readonly tenantId: string }, content: Buffer = randomBytes(100_000)) {
  const writer = await database.objects.create({ ...place, retentionClass: 'support', contentType: 'application/octet-stream' });
  await writer.write(content);
  return { id: (await writer.finish()).id, content };
}

function bytesOf(value: unknown): Buffer {
  if (!Buffer.isBuffer(value)) throw new Error('no bytes');
  return value;
}

async function contentOf(id: string): Promise<Buffer | undefined> {
  const reader = await database.objects.open(tenantId, id);
  return reader?.read(0, reader.facts.bytes);
}

describe('keys of matters', () => {
  it('[ST94] a value opens for its matter and its place, and for nothing else', async () => {
    const sealed = await database.shredding.seal(matter, 'name', secret);
    await database.shredding.seal(other, 'name', secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(await database.shredding.open(matter, 'name', sealed)).toEqual(secret);
    expect(await database.shredding.open(matter, 'notes', sealed)).toBeUndefined();
    expect(await database.shredding.open(other, 'name', sealed)).toBeUndefined();
    expect(await database.shredding.open({ ...matter, tenantId: newId() }, 'name', sealed)).toBeUndefined();
  });

  it('[ST94] [ST95] shredding takes the matter’s key, bytes and rows, and nothing else; a new key opens nothing old', async () => {
    const [mine, theirs, plain] = [await objectOf(matter), await objectOf(other), await objectOf({ tenantId })];
    const sealed = await database.shredding.seal(matter, 'name', secret);
    expect(await database.shredding.objectsOf(matter)).toEqual([
      { id: mine.id, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u), storedBytes: expect.any(Number) },
    ]);
    await database.shredding.shred(matter);
    await database.shredding.shred(matter);
    expect(await database.objects.open(tenantId, mine.id)).toBeUndefined();
    expect(await database.shredding.matters(tenantId)).toEqual([other.shredId]);
    expect(await database.shredding.objectOf(tenantId, mine.id)).toEqual({ id: mine.id, sha256: undefined, storedBytes: 0 });
    await database.shredding.seal(matter, 'name', secret);
    expect(await database.shredding.open(matter, 'name', sealed)).toBeUndefined();
    for (const { id, content } of [theirs, plain]) expect(await contentOf(id)).toEqual(content);
  });

  it('[ST96] a shredded class takes key, bytes and rows of its objects, and leaves other classes, matters and tenants', async () => {
    const mine = [await objectOf({ tenantId }), await objectOf({ tenantId })];
    const ofMatter = await objectOf(matter);
    const prompt = await database.objects.create({ tenantId, retentionClass: 'prompts', contentType: 'audio/ogg' });
    await prompt.write(Buffer.from('welcome'));
    await prompt.finish();
    const foreign = { tenantId: await database.createTenant(`shred-other-${String(tenants)}`) };
    const theirs = await objectOf(foreign);
    expect(await database.shredding.shredClass(tenantId, 'support')).toBe(2);
    expect(await database.shredding.shredClass(tenantId, 'support'), 'again').toBe(0);
    for (const { id } of mine) {
      expect(await database.objects.open(tenantId, id)).toBeUndefined();
      expect(await database.shredding.objectOf(tenantId, id)).toMatchObject({ storedBytes: 0 });
    }
    expect(await contentOf(ofMatter.id)).toEqual(ofMatter.content);
    expect((await contentOf(prompt.id))?.toString()).toBe('welcome');
    const reader = await database.objects.open(foreign.tenantId, theirs.id);
    expect(await reader?.read(0, reader.facts.bytes)).toEqual(theirs.content);
  });

  it('[ST96] a copy of the rows, put back after the class was shredded, opens nothing', async () => {
    const { id } = await objectOf({ tenantId });
    const [row] = await database.query('select * from deskline.stored_objects where id = $1', [id]);
    await database.shredding.shredClass(tenantId, 'support');
    await database.query('insert into deskline.stored_objects select * from jsonb_populate_record(null::deskline.stored_objects, $1)', [
      JSON.stringify({ ...row, wrapped_key: `\\x${bytesOf(row?.['wrapped_key']).toString('hex')}` }),
    ]);
    await expect(contentOf(id)).rejects.toMatchObject(refused);
  });

  it('[ST95] rotating class and root keys leaves what matters closed; a class that is destroyed does not take them along', async () => {
    const { id, content } = await objectOf(matter);
    const plain = await objectOf({ tenantId });
    const sealed = await database.shredding.seal(matter, 'name', secret);
    await database.keyRotation.rotateRoot();
    await database.keyRotation.rotateClasses();
    expect(await contentOf(id)).toEqual(content);
    expect(await contentOf(plain.id)).toEqual(plain.content);
    expect(await database.shredding.open(matter, 'name', sealed)).toEqual(secret);
    await database.keyRotation.destroyClass({ tenantId, retentionClass: 'support' });
    await expect(contentOf(plain.id)).rejects.toMatchObject(refused);
    expect(await contentOf(id)).toEqual(content);
  }, 60_000);
});
