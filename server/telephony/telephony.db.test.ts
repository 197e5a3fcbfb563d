import { afterAll, beforeAll, expect, test } from 'vitest';
import type { telephonyNotifications } from '../../protocol/telephony/notifications.ts';
import { FakeSubscribers } from '../identity/subscribers/subscribers.fake.ts';
import type { Subscriber } from '../identity/index.ts';
import { FakeMediaEngine } from '../media/media-engine.fake.ts';
import { InProcessBus } from '../platform/bus.ts';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { silentLogger } from '../platform/logger.ts';
import type { Notifier } from '../platform/notifier.ts';
import { createTestDatabase } from '../storage/testing/database.testing.ts';
import type { TestDatabase } from '../storage/testing/database.testing.ts';
import { FakePhone } from './calls/testing/fake-phone.ts';
import { FakeUserAgent } from './calls/testing/fake-user-agent.ts';
import type { CallBusEvents } from './history/call-record.ts';
import { Telephony } from './telephony.ts';

/** The whole of telephony over a real database; phones and media in memory. */
let database: TestDatabase;
let tenantId: string;
let people: readonly Subscriber[];
const subscribers = new FakeSubscribers();

beforeAll(async () => {
  database = await createTestDatabase();
  tenantId = await database.createTenant('acme');
  const pbxId = newId();
  people = ['alice', 'bob'].map((name, index) => ({
    tenantId,
    userId: newId(),
    displayName: name,
    loginName: name,
    isDisabled: false,
    pbxId,
    extensions: [{ pbxId, number: `10${index}` }],
    address: `sip:${name}@main.acme.deskline.internal`,
  }));
  await database.db.inTenant(tenantId, async (trx) => {
    await trx.insertInto('pbxs').values({ tenant_id: tenantId, id: pbxId, slug: 'main', name: 'Main' }).execute();
    for (const { userId, displayName } of people) {
      const email = `${displayName}@acme.test`;
      await trx
        .insertInto('users')
        .values({ tenant_id: tenantId, id: userId, email, display_name: displayName, login_name: displayName, role: 'user' })
        .execute();
    }
  });
  for (const person of people) subscribers.add(person);
});

afterAll(() => database.close());

async function open(nodeId: string) {
  const told: string[] = [];
  const notices: Notifier<typeof telephonyNotifications> = {
    toUser: (_to, name) => void told.push(name),
    toTenant: (_tenantId, name, data) => void told.push(`${name} ${'presence' in data ? data.presence : ''}`),
  };
  const userAgent = new FakeUserAgent();
  const telephony = await Telephony.create({
    userAgent,
    media: new FakeMediaEngine(),
    subscribers,
    database: database.db,
    audit: database.audit,
    announcer: { clips: async () => [] },
    notices,
    bus: new InProcessBus<CallBusEvents>((error) => {
      throw error;
    }),
    clock: systemClock,
    logger: silentLogger,
    nodeId,
  });
  const [alice, bob] = people.map((person) => new FakePhone(userAgent, person));
  if (!alice || !bob) throw new Error('two people');
  return { telephony, alice, bob, told, asked: { tenantId, userId: alice.person.userId } };
}

test('[CA40] [CA50] a call goes through and is in the history of both, presence follows it', async () => {
  const { telephony, alice, bob, told, asked } = await open('node-1');
  const call = alice.call('101');
  await expect.poll(() => call.isRinging).toBe(true);
  bob.ringing.answer();
  await expect.poll(() => call.final?.status).toBe(200);
  await expect.poll(() => telephony.presence.presenceOf(tenantId, bob.person.userId)).toBe('in-call');
  call.dialog?.phoneHangsUp();
  await expect.poll(async () => (await telephony.history.list(asked, { limit: 5, query: '' })).items[0]?.cause).toBe('completed');
  expect(telephony.presence.presenceOf(tenantId, bob.person.userId)).toBe('available');
  expect(told.filter((name) => name === 'call.recorded')).toHaveLength(6);
  await telephony.close();
  expect(telephony.recordsWaiting).toBe(0);
});

test('[CA43] a node that was killed in a call closes its record when it starts again', async () => {
  const killed = await open('node-1');
  const call = killed.alice.call('101');
  await expect.poll(() => call.isRinging).toBe(true);
  killed.bob.ringing.answer();
  await expect.poll(() => call.final?.status).toBe(200);
  await expect.poll(() => killed.telephony.recordsWaiting).toBe(0);
  const elsewhere = await open('node-2');
  const newest = async () => (await elsewhere.telephony.history.list(killed.asked, { limit: 1, query: '' })).items[0];
  expect(await newest()).toMatchObject({ cause: null, endedAt: null });
  const again = await open('node-1');
  expect(await newest()).toMatchObject({ cause: 'server-stopped', isMissed: false });
  const record = await newest();
  expect(Date.parse(record?.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(record?.answeredAt ?? ''));
  await Promise.all([again, elsewhere].map((each) => each.telephony.close()));
  // What the killed node would still write changes nothing: its call is over.
  call.dialog?.phoneHangsUp();
  await killed.telephony.close();
});
