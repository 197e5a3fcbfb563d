import { expect, it } from 'vitest';
import type { Role } from '../../../protocol/identity/role.ts';
import type { Actor } from '../../identity/index.ts';
import { silentLogger } from '../../platform/logger.ts';
import { CallbackRetention } from './callback-retention.ts';
import { CallbackService } from './callback-service.ts';
import { acme, QueueWorld, settled } from './testing/queue-world.ts';

const globex = '00000000-0000-7000-8000-00000000000b';

/** Ann, Ben and Cat serve Service; Zoe and then Yan are to be called back. */
async function twoCallbacks() {
  const world = await QueueWorld.create({ callbackDigit: '1' });
  await world.signIn('ann');
  await world.queues.wish(acme, world.agents.ann, { state: 'paused', reason: 'lunch' });
  await world.asksForCallback(world.zoe);
  await world.asksForCallback(world.yan, { priority: 1 });
  const service = new CallbackService({ queues: world.queues, store: world.callbacks });
  const actor = (userId: string | undefined, role: Role, tenantId = acme): Actor => ({
    tenantId,
    userId: userId ?? '',
    role,
    sessionId: 'session',
    address: '192.0.2.1',
  });
  return { world, service, ann: actor(world.agents.ann, 'user'), stranger: actor(world.zoe.userId, 'user'), actor };
}

it('[QU82] those who serve the queue and supervisors see who is to be called back, in their order; others see nobody', async () => {
  const { world, service, ann, stranger, actor } = await twoCallbacks();
  const names = async (who: Actor) => (await service.list(who)).waiting.map(({ callerName }) => callerName);
  expect(await names(ann)).toEqual(['yan', 'zoe']);
  expect(await names({ ...stranger, role: 'supervisor' })).toEqual(['yan', 'zoe']);
  expect(await names(stranger)).toEqual([]);
  expect(await names(actor(world.agents.ann, 'admin', globex))).toEqual([]);
  expect((await service.list(ann)).waiting[1]).toMatchObject({
    queueName: 'Service',
    callerNumber: '200',
    state: 'waiting',
    attempts: 0,
    end: null,
    joinedAt: new Date(world.clock.now()).toISOString(),
  });
});

it('[QU82] can be cancelled by them, also while agents are asked, and then stands among what ended; who did it is audited', async () => {
  const { world, service, ann, stranger, actor } = await twoCallbacks();
  const [yan] = (await service.list(ann)).waiting;
  await world.queues.wish(acme, world.agents.ann, { state: 'ready' });
  await settled();
  const offer = world.offerTo('ann');
  const id = yan?.id ?? '';
  for (const other of [stranger, actor(world.agents.ann, 'admin', globex)])
    await expect(service.cancel(other, id)).rejects.toMatchObject({ code: 'not-found' });
  expect(offer?.isRinging).toBe(true);
  await service.cancel(ann, id);
  await settled();
  expect(offer?.isRinging).toBe(false);
  expect((await world.desk('ann')).missedOffers).toBe(0);
  expect(world.callbacks.cancelled).toEqual([{ id, by: { userId: world.agents.ann, address: '192.0.2.1' } }]);
  const { waiting, ended } = await service.list(ann);
  expect([waiting.map(({ callerName }) => callerName), ended]).toMatchObject([['zoe'], [{ id, end: 'cancelled', state: 'given-up' }]]);
  await expect(service.cancel(ann, id)).rejects.toMatchObject({ code: 'not-found' });
});

it('[QU84] what ended is deleted after 30 days', async () => {
  const { world, service, ann } = await twoCallbacks();
  for (const { id } of (await service.list(ann)).waiting) await service.cancel(ann, id);
  await settled();
  const tenant = { id: acme, slug: 'acme', name: 'Acme', createdAt: new Date(0), endedAt: undefined };
  const database = { listTenants: async () => [tenant] };
  const retention = new CallbackRetention({ store: world.callbacks, database, clock: world.clock, logger: silentLogger });
  await world.pass(30 * 86_400);
  await retention.run();
  expect((await service.list(ann)).ended).toHaveLength(2);
  await world.pass(1);
  await retention.run();
  expect((await service.list(ann)).ended).toEqual([]);
});

it('[QU82] pages of the tenant are told when somebody is to be called back, and when they are no more', async () => {
  const { world, service, ann } = await twoCallbacks();
  world.clock.advance(250);
  expect(world.placesTold, 'both in one').toEqual([acme]);
  world.clock.advance(60_000);
  expect(world.placesTold, 'nothing changed').toEqual([acme]);
  const [first] = (await service.list(ann)).waiting;
  await service.cancel(ann, first?.id ?? '');
  world.clock.advance(250);
  expect(world.placesTold).toEqual([acme, acme]);
});
