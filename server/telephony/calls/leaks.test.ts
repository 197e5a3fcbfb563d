import { expect, test } from 'vitest';
import { CallsWorld, settled } from './testing/calls-world.ts';
import type { FakePhone } from './testing/fake-phone.ts';
import { browserSdp } from './testing/fake-sdp.ts';

type Script = (world: CallsWorld, alice: FakePhone, bob: FakePhone) => Promise<void>;

/** What people do with a call; each leaves it in another way. */
const scripts: readonly Script[] = [
  async (_world, alice, bob) => {
    const call = alice.call('101');
    await settled();
    bob.ringing.answer();
    await settled();
    call.dialog?.phoneHangsUp();
  },
  async (_world, alice, bob) => {
    const call = alice.call('101');
    await settled();
    const bobs = bob.ringing.answer();
    await settled();
    await call.dialog?.phoneReinvites(browserSdp({ direction: 'sendonly' }));
    if (call.dialog) alice.call('101', { replaces: call.dialog });
    await settled();
    bobs.phoneHangsUp();
  },
  async (_world, alice) => {
    const call = alice.call('101');
    await settled();
    call.cancel();
  },
  async (_world, alice, bob) => {
    alice.call('101');
    await settled();
    bob.ringing.reject(603);
  },
  async (world, alice) => {
    alice.call('101');
    await settled();
    world.clock.advance(25_000);
  },
  async (_world, alice) => {
    alice.call('999');
  },
  async (world, alice, bob) => {
    alice.call('101');
    await settled();
    bob.ringing.answer();
    await settled();
    world.media.killWorker();
    await settled();
    for (const leg of world.media.legs) leg.simulateDtlsClosed();
    world.clock.advance(31_000);
  },
  async (_world, alice) => {
    alice.call('101', { offer: 'hello' });
  },
];

test('[CA54] after 1,000 calls of every kind nothing is left: no call, leg, dialog, timer or listener', async () => {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const bob = world.phone(world.person('Bob', '101'));
  for (let count = 0; count < 1_000; count++) {
    await scripts[count % scripts.length]?.(world, alice, bob);
    await settled();
    alice.dialogs.length = 0;
    bob.dialogs.length = 0;
    bob.incoming.length = 0;
  }
  expect({
    calls: world.calls.inProgress,
    legs: world.media.legs.length,
    timers: world.clock.pending,
    listeners: world.agent.registrar.listenerCount('bindingsChanged'),
  }).toEqual({ calls: 0, legs: 0, timers: 0, listeners: 1 });
  expect(new Set(world.journal.entries.map((entry) => entry.snapshot.id)).size).toBe(1_000);
  expect(world.journal.entries.filter((entry) => entry.events.some((event) => event.kind === 'ended'))).toHaveLength(1_000);
}, 30_000);
