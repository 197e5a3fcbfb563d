import { beforeEach, describe, expect, it } from 'vitest';
import { InProcessBus } from '../../platform/bus.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { DigestIdentity } from './digest-identity.ts';
import { ProvenDevices } from './proven-devices.ts';

const realm = 'main.acme.sip.test';
let clock: FakeClock;
let bus: InProcessBus<IdentityEvents>;
let proven: ProvenDevices;

beforeEach(() => {
  clock = new FakeClock();
  bus = new InProcessBus<IdentityEvents>((error) => {
    throw error;
  });
  proven = new ProvenDevices({ clock, bus }, new AbortController().signal);
});

function desk(deviceId = 'desk'): DigestIdentity {
  return { principal: { tenantId: 'acme', userId: 'bob', pbxId: 'main', deviceId }, ha1Sha256: 'a'.repeat(64), ha1Md5: undefined };
}

async function prove(username: string, identity = desk()): Promise<void> {
  await proven.reading(username, realm, async () => identity);
  proven.keep(identity);
}

const pbxChanged = { realm, digestPolicy: 'sha-256' } as const;

describe('proven devices', () => {
  it('[ID68] nothing is kept of what was only read, nor of what nobody read', async () => {
    await proven.reading('desk', realm, async () => desk());
    expect(await proven.reading('nobody', realm, async () => undefined)).toBeUndefined();
    proven.keep(desk());
    expect([proven.get('desk', realm), proven.get('nobody', realm), proven.size]).toEqual([undefined, undefined, 0]);
  });

  it('[ID68] is known by name and realm for 5 minutes since it was read', async () => {
    await prove('desk');
    expect(proven.get('desk', 'MAIN.acme.sip.test')).toEqual(desk());
    expect([proven.get('DESK', realm), proven.get('desk', 'main.globex.sip.test')]).toEqual([undefined, undefined]);
    clock.advance(299_999);
    expect(proven.get('desk', realm)).toBeDefined();
    clock.advance(1);
    expect([proven.get('desk', realm), proven.size]).toEqual([undefined, 0]);
  });

  it('[ID68] 5,000 devices at most: the one that was not asked for the longest goes', async () => {
    for (let index = 0; index < 5_000; index += 1) await prove(`d${String(index)}`, desk(`d${String(index)}`));
    proven.get('d0', realm);
    await prove('new', desk('new'));
    expect([proven.size, proven.get('d1', realm)]).toEqual([5_000, undefined]);
    expect(proven.get('d0', realm)).toBeDefined();
  });

  it.each<[string, () => void]>([
    ['the device ends', () => bus.publish('identity.device-ended', { tenantId: 'acme', userId: 'bob', deviceId: 'desk' })],
    ['the person is disabled', () => bus.publish('identity.user-disabled', { tenantId: 'acme', userId: 'bob' })],
    ['the person changes', () => bus.publish('identity.user-changed', { tenantId: 'acme', userId: 'bob' })],
    ['the PBX changes', () => bus.publish('identity.pbx-changed', { tenantId: 'acme', ...pbxChanged })],
  ])('[ID68] is forgotten when %s, and what was read before that is not kept', async (_what, publish) => {
    await prove('desk');
    const read = desk();
    await proven.reading('desk', realm, async () => read);
    publish();
    expect(proven.get('desk', realm)).toBeUndefined();
    proven.keep(read);
    expect(proven.get('desk', realm)).toBeUndefined();
  });

  it('[ID68] others’ changes leave it', async () => {
    await prove('desk');
    bus.publish('identity.device-ended', { tenantId: 'acme', userId: 'alice', deviceId: 'other' });
    bus.publish('identity.user-changed', { tenantId: 'globex', userId: 'bob' });
    bus.publish('identity.pbx-changed', { tenantId: 'globex', ...pbxChanged });
    expect(proven.get('desk', realm)).toBeDefined();
  });
});
