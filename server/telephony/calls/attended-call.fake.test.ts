import type { Subscriber } from '../../identity/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { FakeAttendedCall } from './attended-call.fake.ts';
import { describeAttendedCall } from './attended-call.suite.ts';

function person(name: string, number: string) {
  const subscriber: Subscriber = {
    tenantId: '00000000-0000-7000-8000-00000000000a',
    userId: `user-${name}`,
    displayName: name,
    loginName: name.toLowerCase(),
    isDisabled: false,
    pbxId: 'pbx',
    extensions: [{ pbxId: 'pbx', number }],
    address: `sip:${number}@main.acme.deskline.internal`,
  };
  return { person: subscriber, number };
}

describeAttendedCall('the fake', async () => {
  const clock = new FakeClock();
  const call = new FakeAttendedCall({ clock });
  return {
    call,
    people: [person('Bob', '101'), person('Carol', '102')],
    hearing: () => (call.hearing.startsWith('person:') ? 'person' : call.hearing),
    advance: async (ms) => clock.advance(ms),
    press: async (key) => call.press(key),
    says: (rtp) => call.says(rtp),
    reload: async () => call.returns(),
    hangUp: async () => call.hangUp(),
    isRinging: (number) => call.ringing?.ringing.includes(number) ?? false,
    answer: async (number) => call.ringing?.answer(number),
    decline: async (number) => call.ringing?.fail(number, 'declined'),
    settled: async () => {},
  };
});
