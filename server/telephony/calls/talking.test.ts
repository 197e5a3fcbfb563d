import { expect, test } from 'vitest';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { peerStatusSchema } from '../../../protocol/telephony/peer-status.ts';
import { CallsWorld, settled } from './testing/calls-world.ts';
import type { FakeDialog } from './testing/fake-dialog.ts';
import { browserSdp } from './testing/fake-sdp.ts';

/** What a phone was told about the other side, oldest first. */
function told(dialog: FakeDialog): readonly string[] {
  return dialog.phoneGot
    .filter((request) => request.headers.get('Content-Type') === sipNames.peerStatusType)
    .map((request) => peerStatusSchema.parse(JSON.parse(new TextDecoder().decode(request.body))).peer);
}

function keys(dialog: FakeDialog): readonly string[] {
  return dialog.phoneGot
    .filter((request) => request.headers.get('Content-Type') === 'application/dtmf-relay')
    .map((request) => new TextDecoder().decode(request.body));
}

function pressed(signal: string, durationMs = 120) {
  return { body: { type: 'application/dtmf-relay', content: `Signal=${signal}\r\nDuration=${durationMs}\r\n` } };
}

async function talking() {
  const world = await CallsWorld.create();
  const talk = await world.talking();
  const [aliceLeg, bobLeg] = world.media.legs;
  if (!aliceLeg || !bobLeg) throw new Error('two legs are expected');
  const hears = { alice: () => world.media.hears(aliceLeg), bob: () => world.media.hears(bobLeg) };
  return { ...talk, world, aliceLeg, bobLeg, hears };
}

test('[CA21] [CA23] hold plays music to the other side and tells it, resume plugs both again; nobody else is re-invited', async () => {
  const { alices, bobs, hears, aliceLeg, bobLeg, world, callId } = await talking();
  const held = await alices.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  await settled();
  expect(held).toMatchObject({ status: 200 });
  expect(held.sdp).toContain('a=recvonly');
  expect(hears.bob()).toBe('sound:hold-music');
  expect(hears.alice()).toBe('silence');
  expect(told(bobs)).toEqual(['holding']);
  await alices.phoneReinvites(browserSdp());
  await settled();
  expect(hears.bob()).toBe(`leg:${aliceLeg.id}`);
  expect(hears.alice()).toBe(`leg:${bobLeg.id}`);
  expect(told(bobs)).toEqual(['holding', 'connected']);
  expect(bobs.phoneOffers).toEqual([]);
  expect(world.journal.eventsOf(callId).map((event) => event.kind)).toEqual(['started', 'ringing', 'answered', 'held', 'resumed']);
});

test('[CA21] hold with inactive is hold too', async () => {
  const { bobs, hears } = await talking();
  await bobs.phoneReinvites(browserSdp({ direction: 'inactive' }));
  await settled();
  expect(hears.alice()).toBe('sound:hold-music');
});

test('[CA22] both hold: both are silent; the first to resume hears music until the other does', async () => {
  const { alices, bobs, hears, aliceLeg, bobLeg } = await talking();
  await alices.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  await bobs.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  await settled();
  expect([hears.alice(), hears.bob()]).toEqual(['silence', 'silence']);
  await alices.phoneReinvites(browserSdp());
  await settled();
  expect([hears.alice(), hears.bob()]).toEqual(['sound:hold-music', 'silence']);
  await bobs.phoneReinvites(browserSdp());
  await settled();
  expect([hears.alice(), hears.bob()]).toEqual([`leg:${bobLeg.id}`, `leg:${aliceLeg.id}`]);
});

test('[CA23] a device is told nothing in a dialog', async () => {
  const world = await CallsWorld.create();
  const alice = world.phone(world.person('Alice', '100'));
  const desk = world.phone(world.person('Bob', '101'), { isDevice: true });
  const call = alice.call('101');
  await settled();
  const desks = desk.ringing.answer();
  await settled();
  await call.dialog?.phoneReinvites(browserSdp({ direction: 'sendonly' }));
  await call.dialog?.phoneSends('INFO', pressed('5'));
  await settled();
  expect(desks.phoneGot).toEqual([]);
});

test('[CA24] a re-INVITE without an offer or with an unusable one is refused and the call goes on', async () => {
  const { alices, hears, bobLeg } = await talking();
  expect((await alices.phoneReinvites(undefined)).status).toBe(488);
  expect((await alices.phoneReinvites(browserSdp({ protocol: 'RTP/AVP' }))).status).toBe(488);
  expect((await alices.phoneReinvites('hello')).status).toBe(400);
  expect(alices.isEnded).toBe(false);
  expect(hears.alice()).toBe(`leg:${bobLeg.id}`);
});

test('[CA25] keys by INFO and by RFC 4733 reach the other softphone, in order', async () => {
  const { alices, bobs, aliceLeg } = await talking();
  const answers = await Promise.all(['1', '#', '*'].map((key) => alices.phoneSends('INFO', pressed(key))));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  await alices.phoneSends('INFO', { body: { type: 'application/dtmf', content: '7' } });
  aliceLeg.simulateDtmf('9', 80);
  await settled();
  expect(keys(bobs)).toEqual([
    'Signal=1\r\nDuration=120\r\n',
    'Signal=#\r\nDuration=120\r\n',
    'Signal=*\r\nDuration=120\r\n',
    'Signal=7\r\nDuration=160\r\n',
    'Signal=9\r\nDuration=80\r\n',
  ]);
  expect(keys(alices)).toEqual([]);
});

test('[CA33] the event log says that a key was pressed, not which', async () => {
  const { alices, world, callId } = await talking();
  await alices.phoneSends('INFO', pressed('4'));
  await settled();
  const event = world.journal.eventsOf(callId).find((each) => each.kind === 'dtmf');
  expect(event?.data).toEqual({ side: 'caller', via: 'info' });
});

test.for([
  ['INFO', pressed('12'), 400],
  ['INFO', pressed('5', 99_999), 400],
  ['INFO', { body: { type: 'application/dtmf-relay', content: 'Signal=1\r\nSignal=2' } }, 400],
  ['INFO', { body: { type: 'application/dtmf-relay', content: `Signal=1\r\n${'x'.repeat(500)}` } }, 400],
  ['INFO', { body: { type: 'text/plain', content: 'hello' } }, 415],
  ['INFO', {}, 200],
  ['REFER', { headers: [['Refer-To', '<sip:102@main.acme.deskline.internal>']] as const }, 603],
  ['NOTIFY', {}, 481],
  ['MESSAGE', {}, 405],
] as const)('[CA26] %s %j is answered %i and nobody hears a key', async ([method, extras, status]) => {
  const { alices, bobs } = await talking();
  expect((await alices.phoneSends(method, extras)).status).toBe(status);
  await settled();
  expect(keys(bobs)).toEqual([]);
  expect(alices.isEnded).toBe(false);
});

test('[CA25] [CA30] keys pressed while the other page is away arrive when it is back', async () => {
  const { alices, bobs, bob } = await talking();
  bob.dropSocket();
  await alices.phoneSends('INFO', pressed('1'));
  await alices.phoneSends('INFO', pressed('2'));
  await settled();
  expect(keys(bobs)).toEqual([]);
  bob.reconnect();
  await settled();
  expect(keys(bobs)).toHaveLength(2);
});
