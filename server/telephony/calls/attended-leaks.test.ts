import { expect, test } from 'vitest';
import { AttendedWorld, clips, expectedNothingLeft, music, pressed, supportRing } from './testing/attended-world.ts';
import { settled } from './testing/calls-world.ts';
import type { FakePhone } from './testing/fake-phone.ts';

type Script = (attended: AttendedWorld, bob: FakePhone, carol: FakePhone) => Promise<void>;

/** What happens to calls in a plan's hands; each leaves it in another way. */
const scripts: readonly Script[] = [
  async (attended) => {
    const { call, dialog } = await attended.attended();
    call.hear(clips(['hello', 1_000]));
    await dialog.phoneSends('INFO', pressed('1'));
    dialog.phoneHangsUp();
  },
  async (attended) => {
    const { call } = await attended.attended();
    call.hear(music);
    call.tap(() => {});
    call.end('completed');
  },
  async (attended) => {
    const { call, outgoing } = await attended.dial();
    call.answer().catch((cause: unknown) => expect(cause).toBe('cancelled'));
    call.tap(() => {});
    outgoing.cancel();
  },
  async (attended, bob, carol) => {
    const { call, dialog } = await attended.attended();
    call.ring(supportRing([bob.person, carol.person]));
    await settled();
    carol.ringing.answer();
    await settled();
    dialog.phoneHangsUp();
  },
  async (attended, bob) => {
    const { call } = await attended.dial();
    call.ring(supportRing([bob.person]));
    await settled();
    const bobs = bob.ringing.answer();
    await settled();
    bobs.phoneHangsUp();
  },
  async (attended, bob) => {
    const { call, dialog } = await attended.attended();
    call.ring(supportRing([bob.person]));
    attended.alice.call('200', { replaces: dialog });
    await settled();
    attended.world.media.killWorker();
    await settled();
    attended.world.clock.advance(20_000);
    await settled();
    call.end('no-answer');
  },
  async (attended, bob) => {
    const { call, outgoing } = await attended.dial();
    call.ring(supportRing([bob.person]));
    await settled();
    bob.ringing.answer();
    outgoing.cancel();
  },
  async (attended) => {
    await attended.attended();
    for (const leg of attended.world.media.legs) leg.simulateDtlsClosed();
    attended.world.clock.advance(31_000);
  },
];

test('[CA54] [CA64] after 1,000 attended calls of every kind nothing is left: no call, leg, dialog or timer', async () => {
  const attended = await AttendedWorld.create();
  const { world, alice } = attended;
  const bob = world.phone(world.person('Bob', '101'));
  const carol = world.phone(world.person('Carol', '102'));
  for (let count = 0; count < 1_000; count++) {
    await scripts[count % scripts.length]?.(attended, bob, carol);
    await settled();
    for (const phone of [alice, bob, carol]) {
      phone.dialogs.length = 0;
      phone.incoming.length = 0;
    }
  }
  expect(expectedNothingLeft(world)).toEqual([0, 0, 0, 0]);
  expect(attended.calls).toHaveLength(1_000);
  expect(attended.calls.filter((call) => !call.ended.aborted)).toEqual([]);
  expect(world.journal.entries.filter((entry) => entry.events.some((event) => event.kind === 'ended'))).toHaveLength(1_000);
}, 60_000);
