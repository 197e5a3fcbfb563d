import { expect, test } from 'vitest';
import type { Subscriber } from '../../identity/index.ts';
import type { Clip } from '../../media/media-engine.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { FakeAttendedCall } from './attended-call.fake.ts';

function rig() {
  const clock = new FakeClock();
  return { clock, call: new FakeAttendedCall({ clock }) };
}

function clip(key: string, durationMs: number): Clip {
  return { key, durationMs, load: async () => [] };
}

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

const two = {
  people: [person('Bob', '101'), person('Carol', '102')],
  timeoutMs: 20_000,
  presentation: { callerPrefix: '', context: {} },
  because: { kind: 'ring-group', name: 'Support' } as const,
};

test('what is played once begins with the answer and ends by the clock', async () => {
  const { clock, call } = rig();
  let played = 0;
  call.on('played', () => (played += 1));
  call.hear({ kind: 'clips', clips: [clip('hello', 1_000), clip('menu', 500)], once: true });
  clock.advance(5_000);
  expect([call.hearing, played]).toEqual(['silence', 0]);
  await call.answer();
  clock.advance(1_499);
  expect([call.hearing, played]).toEqual(['clips:hello+menu', 0]);
  clock.advance(1);
  expect([call.hearing, played, clock.pending]).toEqual(['silence', 1, 0]);
});

test('the first answer connects, the others learn that it was elsewhere', async () => {
  const { call } = rig();
  const ring = call.ring(two);
  expect(ring.ringing).toEqual(['101', '102']);
  ring.answer('102');
  expect(await ring.result).toMatchObject({
    outcome: 'answered',
    answeredBy: { displayName: 'Carol' },
    people: [{ outcome: 'answered' }, { userId: 'user-Bob', outcome: 'elsewhere' }],
  });
  expect([call.isAnswered, call.isConnected, call.hearing]).toEqual([true, true, 'person:102']);
});

test('a second attempt stops the first; the end stops all', async () => {
  const { call } = rig();
  const first = call.ring(two);
  const second = call.ring(two);
  expect(await first.result).toMatchObject({ outcome: 'no-answer', people: [{ outcome: 'stopped' }, { outcome: 'stopped' }] });
  second.fail('101', 'declined');
  call.hangUp();
  expect(await second.result).toMatchObject({ people: [{ outcome: 'declined' }, { outcome: 'stopped' }] });
  await expect(call.answer()).rejects.toBe('cancelled');
});
