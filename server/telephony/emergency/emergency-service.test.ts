import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../protocol/identity/role.ts';
import { FakeNumbers } from '../../identity/numbers/number-directory.fake.ts';
import { FakeSubscribers } from '../../identity/subscribers/subscribers.fake.ts';
import type { Actor, Subscriber } from '../../identity/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { settled } from '../calls/testing/calls-world.ts';
import { FakeEmergencyAlertStore } from './emergency-alert-store.fake.ts';
import { EmergencyService } from './emergency-service.ts';

const tenantId = newId();
const pbxId = newId();
const alice: Subscriber = {
  tenantId,
  userId: newId(),
  displayName: 'Alice Adams',
  loginName: 'alice',
  isDisabled: false,
  pbxId,
  extensions: [{ pbxId, number: '100' }],
  address: 'sip:alice@main.acme.test',
};
const actorOf = (role: Role, address = '203.0.113.9'): Actor => ({ tenantId, userId: alice.userId, role, sessionId: newId(), address });

let clock: FakeClock;
let store: FakeEmergencyAlertStore;
let numbers: FakeNumbers;
let told: string[];
let emergency: EmergencyService;
beforeEach(() => {
  clock = new FakeClock();
  store = new FakeEmergencyAlertStore();
  numbers = new FakeNumbers();
  numbers.addSite({ id: 'berlin', name: 'Berlin', isDefault: true, networks: ['192.0.2.0/24'] });
  numbers.addSite({ id: 'hamburg', name: 'Hamburg', street: 'Hafen 2', postalCode: '20457', city: 'Hamburg', networks: ['198.51.100.7'] });
  const subscribers = new FakeSubscribers();
  subscribers.add(alice);
  told = [];
  const notices = {
    toUser: () => undefined,
    toTenant: (tenant: string, name: string) => void told.push(`${tenant} ${name}`),
  };
  emergency = new EmergencyService({ store, numbers, subscribers, notices, clock, logger: silentLogger });
});

async function dial(number = '112', from: { siteId?: string; address?: string } = {}): Promise<void> {
  const place = await numbers.placeOf(tenantId, pbxId, alice.userId);
  emergency.handleDialled({ caller: alice, pbxId, number, place, siteId: from.siteId, address: from.address ?? '203.0.113.9' });
  await settled();
}

describe('emergency alerts', () => {
  it('[EM3] say who, from where and when, and every page is told', async () => {
    await dial();
    expect(await emergency.open(actorOf('admin'))).toEqual([
      {
        id: expect.any(String),
        at: new Date(clock.now()).toISOString(),
        callerName: 'Alice Adams',
        callerNumber: '100',
        number: '112',
        siteName: 'Berlin',
        siteAddress: 'Hauptstraße 1, 10115 Berlin, DE',
        isPlaceSure: false,
      },
    ]);
    expect(told).toEqual([`${tenantId} emergency.changed`]);
  });

  it('[EM4] name the site that the person named, else the one of the network, else their own', async () => {
    const placeOf = async (from: { siteId?: string; address?: string }): Promise<unknown> => {
      await dial('112', from);
      clock.advance(10_000);
      const [newest] = await emergency.open(actorOf('admin'));
      return [newest?.siteName, newest?.isPlaceSure];
    };
    expect(await placeOf({})).toEqual(['Berlin', false]);
    clock.advance(1);
    expect(await placeOf({ address: '192.0.2.77' })).toEqual(['Berlin', true]);
    clock.advance(1);
    expect(await placeOf({ address: '198.51.100.7' })).toEqual(['Hamburg', true]);
    clock.advance(1);
    expect(await placeOf({ siteId: 'berlin', address: '198.51.100.7' })).toEqual(['Berlin', true]);
    clock.advance(1);
    expect(await placeOf({ siteId: 'of-another-tenant' })).toEqual(['Berlin', false]);
  });

  it('[EM3] are stored as soon as the database is back, and told then', async () => {
    store.failure = new Error('the database is away');
    await dial();
    expect(told).toEqual([]);
    store.failure = undefined;
    clock.advance(500);
    await settled();
    expect(told).toHaveLength(1);
    expect(await emergency.open(actorOf('admin'))).toHaveLength(1);
  });

  it('[EM3] are stored however long the database was away', async () => {
    store.failure = new Error('the database is away');
    await dial();
    for (let second = 0; second < 600; second += 1) {
      clock.advance(1_000);
      await settled();
    }
    expect(told).toEqual([]);
    store.failure = undefined;
    clock.advance(30_000);
    await settled();
    expect(told).toHaveLength(1);
    expect(await emergency.open(actorOf('admin'))).toHaveLength(1);
  });

  it('[EM3] somebody who dials the same again within 10 s makes one; another number another', async () => {
    await dial();
    clock.advance(9_999);
    await dial();
    await dial('110');
    clock.advance(1);
    await dial();
    expect((await emergency.open(actorOf('admin'))).map((alert) => alert.number).toSorted()).toEqual(['110', '112', '112']);
  });

  it('[EM5] are for those who may handle them; acknowledged ones go everywhere', async () => {
    await dial();
    for (const role of ['user', 'agent', 'supervisor'] as const) {
      await expect(emergency.open(actorOf(role))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(emergency.acknowledge(actorOf(role), newId())).rejects.toMatchObject({ code: 'forbidden' });
    }
    const [alert] = await emergency.open(actorOf('admin'));
    await expect(emergency.acknowledge(actorOf('admin'), newId())).rejects.toMatchObject({ code: 'not-found' });
    await emergency.acknowledge(actorOf('admin'), alert?.id ?? '');
    expect(await emergency.open(actorOf('admin'))).toEqual([]);
    expect(told).toHaveLength(2);
  });
});

describe('a page that calls for help', () => {
  it('[EM3] alerts too, once with the call itself; anybody may, but only for emergency numbers', async () => {
    await emergency.report(actorOf('user'), { number: '112', siteId: 'hamburg' });
    await settled();
    await dial('112');
    expect(await emergency.open(actorOf('admin'))).toMatchObject([{ number: '112', siteName: 'Hamburg', isPlaceSure: true }]);
    await expect(emergency.report(actorOf('user'), { number: '101', siteId: null })).rejects.toMatchObject({
      fields: { number: 'no-emergency-number' },
    });
  });
});

describe('what the dialler shows', () => {
  it('[EM7] the numbers, the sites with their address, and where the network is', async () => {
    const facts = await emergency.factsFor(actorOf('user', '198.51.100.7'));
    expect(facts).toMatchObject({ numbers: ['112', '110'], ownSiteId: 'berlin', siteOfNetworkId: 'hamburg' });
    expect(facts.sites[1]).toEqual({ id: 'hamburg', name: 'Hamburg', address: 'Hafen 2, 20457 Hamburg, DE' });
    const elsewhere = await emergency.factsFor(actorOf('user', '203.0.113.9'));
    expect(elsewhere.siteOfNetworkId).toBeNull();
    expect(elsewhere.network).not.toBe(facts.network);
    expect(JSON.stringify(facts)).not.toContain('198.51.100');
  });
});
