import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '../platform/clock.fake.ts';
import { newId } from '../platform/ids.ts';
import { createTestDatabase, type TestDatabase } from '../storage/testing/database.testing.ts';
import { SqlDialplanStore } from './dialplan-store.sql.ts';
import { hashPin } from '../platform/pin-hasher.ts';
import { StoredFacts } from './tenant-facts.ts';

let database: TestDatabase;
let store: SqlDialplanStore;
const clock = new FakeClock();
let tenant: string;
let facts: StoredFacts;
beforeAll(async () => {
  database = await createTestDatabase();
  store = new SqlDialplanStore(database);
  tenant = await database.createTenant('acme');
  facts = new StoredFacts({ store, throttles: database.db.throttles, clock });
});
afterAll(() => database.close());

async function newPin(digits: string): Promise<string> {
  const id = newId();
  const hash = await hashPin(digits);
  await store.inTenant(tenant, (unit) => unit.pins.insert({ id, name: id, hash }));
  return id;
}

describe('PINs on the phone', () => {
  it('[DP261] the right PIN is right; a wrong one, an unknown one and another tenant’s are wrong', async () => {
    const pinId = await newPin('4711');
    const guess = (digits: string, id = pinId): Promise<boolean> => facts.isRightPin(tenant, { pinId: id, digits, callerNumber: '100' });
    expect(await guess('4711')).toBe(true);
    expect(await guess('4712')).toBe(false);
    expect(await guess('')).toBe(false);
    expect(await guess('4711', newId())).toBe(false);
    expect(await guess('4711', 'no-id')).toBe(false);
    const other = await database.createTenant('globex');
    expect(await facts.isRightPin(other, { pinId, digits: '4711', callerNumber: '100' })).toBe(false);
  });

  it('[DP36] who enters the guests’ PIN has not guessed at the host’s', async () => {
    const [host, guest] = [await newPin('8642'), await newPin('1111')];
    const askHost = (digits: string): Promise<boolean> =>
      facts.isRightPin(tenant, { pinId: host, digits, callerNumber: '100', otherPinIds: [guest] });
    for (let count = 0; count < 12; count += 1) expect(await askHost('1111')).toBe(false);
    expect(await askHost('8642')).toBe(true);
    for (let count = 0; count < 10; count += 1) expect(await askHost('2222')).toBe(false);
    expect(await askHost('8642')).toBe(false);
  });

  it('[DP262] who guessed wrong ten times is wrong even when right, for a quarter of an hour; others are not', async () => {
    const pinId = await newPin('1357');
    const guess = (digits: string, callerNumber: string): Promise<boolean> => facts.isRightPin(tenant, { pinId, digits, callerNumber });
    for (let count = 0; count < 10; count += 1) expect(await guess('0000', '666')).toBe(false);
    expect(await guess('1357', '666')).toBe(false);
    expect(await guess('1357', '100')).toBe(true);
    clock.advance(16 * 60_000);
    expect(await guess('1357', '666')).toBe(true);
  });
});
