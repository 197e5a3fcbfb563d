import { describeAttendedCall } from './attended-call.suite.ts';
import { AttendedWorld, pressed } from './testing/attended-world.ts';
import { settled } from './testing/calls-world.ts';
import type { FakePhone } from './testing/fake-phone.ts';

describeAttendedCall('on calls with phones and media in memory', async () => {
  const attended = await AttendedWorld.create();
  const { world, alice } = attended;
  const phones = new Map<string, FakePhone>([
    ['101', world.phone(world.person('Bob', '101'))],
    ['102', world.phone(world.person('Carol', '102'))],
  ]);
  const { call } = await attended.dial();
  const aliceLeg = () => world.media.legs.find((leg) => leg.callId === call.id);
  const phone = (number: string): FakePhone => {
    const found = phones.get(number);
    if (!found) throw new Error(`${number} has no phone`);
    return found;
  };
  return {
    call,
    people: [...phones].map(([number, { person }]) => ({ person, number })),
    hearing: () => {
      const leg = aliceLeg();
      const hears = leg ? world.media.hears(leg) : 'silence';
      return hears.startsWith('leg:') ? 'person' : hears;
    },
    advance: async (ms) => {
      world.clock.advance(ms);
      await settled();
    },
    press: async (key) => void (await alice.dialogs.at(-1)?.phoneSends('INFO', pressed(key))),
    says: (rtp) => aliceLeg()?.simulateRtp(rtp),
    reload: async () => {
      const before = alice.dialogs.at(-1);
      alice.reload();
      if (before) alice.call('200', { replaces: before });
      await settled();
    },
    hangUp: async () => {
      alice.dialogs.at(-1)?.phoneHangsUp();
      await settled();
    },
    isRinging: (number) => {
      const newest = phone(number).incoming.at(-1);
      return newest !== undefined && !newest.isOver;
    },
    answer: async (number) => {
      phone(number).ringing.answer();
      await settled();
    },
    decline: async (number) => {
      phone(number).ringing.reject(603);
      await settled();
    },
    settled,
  };
});
