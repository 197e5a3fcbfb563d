import { expect, it } from 'vitest';
import type { Subscriber } from '../../identity/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { FakeAttendedCall } from '../calls/attended-call.fake.ts';
import type { RouteRequest } from '../calls/call-routing.ts';
import { VoicemailRouting } from './voicemail-routing.ts';

const caller: Subscriber = {
  tenantId: 'acme',
  userId: 'bob',
  displayName: 'Bob',
  loginName: 'bob',
  pbxId: 'pbx-1',
  extensions: [],
  isDisabled: false,
  address: 'bob@acme.test',
};

it('[VM30] *97 leads to the caller’s own messages, in the PBX’s language; everything else goes on', async () => {
  const asked: RouteRequest[] = [];
  const listened: unknown[] = [];
  const routing = new VoicemailRouting({
    inner: {
      route: async (request) => {
        asked.push(request);
        return { kind: 'nowhere' };
      },
    },
    voicemail: { listen: async (_call, person) => void listened.push(person) },
    languageOf: async () => 'de',
  });
  for (const dialled of ['*98', '97', '*970', '200'])
    expect(await routing.route({ caller, pbxId: 'pbx-1', dialled })).toEqual({ kind: 'nowhere' });
  expect(asked.map(({ dialled }) => dialled)).toEqual(['*98', '97', '*970', '200']);
  const route = await routing.route({ caller, pbxId: 'pbx-1', dialled: '*97' });
  expect(asked).toHaveLength(4);
  if (route.kind !== 'attended') throw new Error('it went nowhere');
  await route.attend(new FakeAttendedCall({ clock: new FakeClock(0) }));
  expect(listened).toEqual([{ userId: 'bob', language: 'de' }]);
});
