import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { roomAnswerSchemas } from '../../../protocol/support/room.ts';
import { opus, streamOf, vp8 } from '../../media/testing/room-engine.suite.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { changePerson } from '../testing/change-person.testing.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { codeOf, inviteBy, meetingOf, SeatClient, type Meeting } from '../testing/support.testing.ts';

const clock = new FakeClock(Date.now());
let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
});
afterAll(() => deskline.close());

const meeting = async (): Promise<Meeting> => meetingOf(await deskline.person('alice@acme.test'), deskline.visitor());

async function dataOf<Schema extends z.ZodType>(answer: ReturnType<SeatClient['ask']>, schema: Schema): Promise<z.output<Schema>> {
  const said = await answer;
  if (!said.ok) throw new Error(said.code);
  return schema.parse(said.data);
}

/** Opens the room and a way in or out. */
async function transportOf(client: SeatClient, direction: 'send' | 'receive'): Promise<string> {
  return (await dataOf(client.ask('room.transport', { direction }), roomAnswerSchemas['room.transport'])).id;
}

async function send(client: SeatClient, transportId: string, ssrc = 1111): Promise<string> {
  const asked = client.ask('room.produce', { transportId, kind: 'video', rtpParameters: vp8(ssrc), source: 'screen' });
  return (await dataOf(asked, roomAnswerSchemas['room.produce'])).producerId;
}

describe('the room of a session', () => {
  it('[SU30] what one sends the other is told of and receives', async () => {
    const { expert, customer } = await meeting();
    const { routerRtpCapabilities: rtpCapabilities } = await dataOf(expert.ask('room.open'), roomAnswerSchemas['room.open']);
    await customer.ask('room.open');
    const producerId = await send(customer, await transportOf(customer, 'send'));
    const added = await expert.until('news of a stream', () => expert.all('producer-added')[0]);
    expect(added).toMatchObject({ producerId, source: 'screen', kind: 'video' });
    expect(customer.all('producer-added')).toEqual([]);
    const transportId = await transportOf(expert, 'receive');
    const consumed = await dataOf(
      expert.ask('room.consume', { transportId, producerId, rtpCapabilities }),
      roomAnswerSchemas['room.consume'],
    );
    expect(consumed.kind).toBe('video');
    for (const [method, more] of [
      ['room.resumeConsumer', {}],
      ['room.layers', { spatial: 1, temporal: 2 }],
      ['room.keyFrame', {}],
      ['room.pauseConsumer', {}],
      ['room.closeConsumer', {}],
    ] as const)
      expect(await codeOf(expert.ask(method, { consumerId: consumed.consumerId, ...more })), method).toBe('ok');
    for (const method of ['room.pause', 'room.resume', 'room.close'])
      expect(await codeOf(customer.ask(method, { producerId })), method).toBe('ok');
    expect((await expert.until('its end', () => expert.all('producer-removed')[0])).producerId).toBe(producerId);
  });

  it('[SU442] ways are opened with the room, connected where the fingerprint is told, and carry what is sent', async () => {
    const { customer } = await meeting();
    const dtlsParameters = { role: 'server', fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] };
    const asked = customer.ask('room.open', { ways: [{ direction: 'send', dtlsParameters }, { direction: 'receive' }] });
    const { ways } = await dataOf(asked, roomAnswerSchemas['room.open']);
    expect(ways).toHaveLength(2);
    const connect = (at: number): Promise<string> =>
      codeOf(customer.ask('room.connect', { transportId: ways[at]?.id ?? '', dtlsParameters: { ...dtlsParameters, role: 'client' } }));
    expect([await connect(0), await connect(1)]).toEqual(['not-found', 'ok']);
    expect(await send(customer, ways[0]?.id ?? '')).not.toBe('');
  });

  it('[SU442] a way that has carried nothing keeps nobody’s media alive', async () => {
    const { expert, customer } = await meeting();
    await customer.ask('room.open', { ways: [{ direction: 'receive' }] });
    const producerId = await send(customer, await transportOf(customer, 'send'));
    customer.cut();
    for (const room of deskline.rooms.rooms) room.fallSilent();
    expect((await expert.until('the end', () => expert.all('producer-removed')[0])).producerId).toBe(producerId);
  });

  it('[SU442] more than two ways are not opened', async () => {
    const { customer } = await meeting();
    const ways = Array.from({ length: 3 }, () => ({ direction: 'send' }));
    expect(await codeOf(customer.ask('room.open', { ways }))).not.toBe('ok');
  });

  it('[SU30] who comes later, or is admitted later, is told of what is there', async () => {
    const { expert, customer } = await meeting();
    const producerId = await send(customer, await transportOf(customer, 'send'));
    const { token } = (await expert.welcome()).seat;
    const back = await SeatClient.enter(await deskline.person('alice@acme.test'), { kind: 'seat', token });
    expect((await back.until('it', () => back.all('producer-added')[0])).producerId).toBe(producerId);
    const { routingId } = await inviteBy(back, 'expert');
    const bob = await SeatClient.enter(await deskline.person('bob@acme.test'), { kind: 'link', routingId });
    expect(await codeOf(bob.ask('room.open'))).toBe('not-admitted');
    expect(bob.all('producer-added')).toEqual([]);
    await customer.ask('seat.admit', { seatId: (await bob.welcome()).seat.id });
    expect((await bob.until('it', () => bob.all('producer-added')[0])).producerId).toBe(producerId);
  });

  it('[SU31] another’s transports, streams and receivers are as if they were not there, in this session and in others', async () => {
    const { expert, customer } = await meeting();
    const theirs = await transportOf(customer, 'send');
    const producerId = await send(customer, theirs);
    const other = await meeting();
    const { routerRtpCapabilities: rtpCapabilities } = await dataOf(other.expert.ask('room.open'), roomAnswerSchemas['room.open']);
    const stream = { kind: 'audio', rtpParameters: opus(2222), source: 'voice' };
    const dtlsParameters = { fingerprints: [{ algorithm: 'sha-256', value: '00' }] };
    for (const stranger of [expert, other.expert]) {
      expect(await codeOf(stranger.ask('room.produce', { transportId: theirs, ...stream }))).toBe('not-found');
      expect(await codeOf(stranger.ask('room.connect', { transportId: theirs, dtlsParameters }))).toBe('not-found');
      expect(await codeOf(stranger.ask('room.restartIce', { transportId: theirs }))).toBe('not-found');
      for (const method of ['room.close', 'room.pause', 'room.resume'])
        expect(await codeOf(stranger.ask(method, { producerId })), method).toBe('not-found');
    }
    const transportId = await transportOf(other.expert, 'receive');
    expect(await codeOf(other.expert.ask('room.consume', { transportId, producerId, rtpCapabilities }))).toBe('not-found');
    expect(await codeOf(customer.ask('room.connect', { transportId: theirs, dtlsParameters })), 'control').toBe('ok');
  });

  it('[SU32] other codecs are refused, and what is malformed too', async () => {
    const { customer } = await meeting();
    const transportId = await transportOf(customer, 'send');
    const h264 = { transportId, kind: 'video', rtpParameters: streamOf('video', 'video/H264', 1), source: 'screen' };
    expect(await codeOf(customer.ask('room.produce', h264))).toBe('bad-request');
    expect(await codeOf(customer.ask('room.produce', { ...h264, rtpParameters: {} }))).toBe('bad-request');
    expect(await codeOf(customer.ask('room.produce', { ...h264, source: 'window' }))).toBe('bad-request');
  });

  it('[SU33] media go on while the line is lost; a page that is loaded anew begins anew; who leaves takes them along', async () => {
    const { expert, customer } = await meeting();
    const { token } = (await customer.welcome()).seat;
    const producerId = await send(customer, await transportOf(customer, 'send'));
    customer.cut();
    await expert.until(
      'that Carla is away',
      () =>
        expert
          .all('seats')
          .at(-1)
          ?.seats.some(({ role, isHere }) => role === 'customer' && !isHere) || undefined,
    );
    const back = await SeatClient.enter(deskline.visitor(), { kind: 'seat', token });
    expect(await codeOf(back.ask('room.pause', { producerId }))).toBe('ok');
    expect(expert.all('producer-removed')).toEqual([]);
    expect(await codeOf(back.ask('room.open'))).toBe('ok');
    expect((await expert.until('the end of the old stream', () => expert.all('producer-removed')[0])).producerId).toBe(producerId);
    const next = await send(back, await transportOf(back, 'send'), 3333);
    back.say({ type: 'request', id: 50, method: 'seat.leave', data: {} });
    await expert.until('the end of the new one', () => expert.all('producer-removed').find((gone) => gone.producerId === next));
  });

  it('[SU322] media of a page of which neither line nor media are there end at once; one of them alone ends nothing', async () => {
    const { expert, customer } = await meeting();
    const { seat } = await customer.welcome();
    const first = await send(customer, await transportOf(customer, 'send'));
    const rooms = [...deskline.rooms.rooms];
    for (const room of rooms) room.fallSilent();
    await expert.ask('line.check');
    expect(expert.all('producer-removed'), 'control: its line is there').toEqual([]);
    customer.cut();
    expect((await expert.until('the end', () => expert.all('producer-removed')[0])).producerId).toBe(first);

    const back = await SeatClient.enter(deskline.visitor(), { kind: 'seat', token: seat.token });
    const second = await send(back, await transportOf(back, 'send'), 3333);
    back.cut();
    await expert.until(
      'that Carla is away',
      () =>
        expert
          .all('seats')
          .at(-1)
          ?.seats.some(({ id, isHere }) => id === seat.id && !isHere) || undefined,
    );
    await expert.ask('line.check');
    expect(expert.all('producer-removed'), 'control: its media are there').toHaveLength(1);
    for (const room of rooms) room.fallSilent();
    await expert.until('the end of the second', () => expert.all('producer-removed').find(({ producerId }) => producerId === second));
  });

  it('[SU33] media of somebody who does not come back for a minute end', async () => {
    const { expert, customer } = await meeting();
    const producerId = await send(customer, await transportOf(customer, 'send'));
    const seatId = (await customer.welcome()).seat.id;
    customer.cut();
    await expert.until(
      'that Carla is away',
      () =>
        expert
          .all('seats')
          .at(-1)
          ?.seats.some(({ id, isHere }) => id === seatId && !isHere) || undefined,
    );
    expect(expert.all('producer-removed')).toEqual([]);
    // In steps, so that the expert's page answers the pings in between.
    for (let step = 0; step < 5; step += 1) {
      clock.advance(13_000);
      await expert.ask('room.keyFrame', { consumerId: 'none' });
    }
    expect((await expert.until('the end', () => expert.all('producer-removed')[0])).producerId).toBe(producerId);
  });

  it('[SU33] media of somebody who is away end also when somebody else came back meanwhile', async () => {
    const { expert, customer } = await meeting();
    const producerId = await send(expert, await transportOf(expert, 'send'));
    const { seat } = await customer.welcome();
    expert.cut();
    await customer.until(
      'that Alice is away',
      () =>
        customer
          .all('seats')
          .at(-1)
          ?.seats.some(({ isHere }) => !isHere) || undefined,
    );
    customer.cut();
    const back = await SeatClient.enter(deskline.visitor(), { kind: 'seat', token: seat.token });
    for (let step = 0; step < 5; step += 1) {
      clock.advance(13_000);
      await back.ask('line.check');
    }
    expect((await back.until('the end', () => back.all('producer-removed')[0])).producerId).toBe(producerId);
  });

  it('[SU6] with the web session of an expert their media end at once', async () => {
    const carol = await deskline.person('carol@acme.test');
    const { expert, customer } = await meetingOf(carol, deskline.visitor());
    const producerId = await send(expert, await transportOf(expert, 'send'));
    await customer.until('the stream', () => customer.all('producer-added')[0]);
    await carol.request('DELETE', '/api/session');
    expect((await customer.until('its end', () => customer.all('producer-removed')[0])).producerId).toBe(producerId);
  });

  it('[SU14] with the account of an expert who lost the line their media end at once', async () => {
    const { expert, customer } = await meetingOf(await deskline.person('carol@acme.test'), deskline.visitor());
    const producerId = await send(expert, await transportOf(expert, 'send'));
    expert.cut();
    await customer.until(
      'that Carol is away',
      () =>
        customer
          .all('seats')
          .at(-1)
          ?.seats.some(({ isHere }) => !isHere) || undefined,
    );
    expect(customer.all('producer-removed'), 'control').toEqual([]);
    await changePerson(deskline, 'carol@acme.test', { isDisabled: true });
    expect((await customer.until('their end', () => customer.all('producer-removed')[0])).producerId).toBe(producerId);
    await changePerson(deskline, 'carol@acme.test', { isDisabled: false });
  });

  it('[SU34] when the worker dies everybody is told, and the room opens again; it closes with the session', async () => {
    const { expert, customer } = await meeting();
    await send(customer, await transportOf(customer, 'send'));
    deskline.rooms.killWorker();
    for (const one of [expert, customer]) await one.until('the loss', () => one.all('room-lost')[0]);
    deskline.rooms.isUnavailable = true;
    expect(await codeOf(customer.ask('room.open'))).toBe('media-unavailable');
    deskline.rooms.isUnavailable = false;
    await send(customer, await transportOf(customer, 'send'));
    expect(deskline.rooms.rooms.size).toBe(1);
    customer.say({ type: 'request', id: 50, method: 'session.end', data: { reason: 'done' } });
    await expert.closing();
    await expect.poll(() => deskline.rooms.rooms.size).toBe(0);
  });

  it('[SU30] a seat has a limited number of streams and ways', async () => {
    const { customer } = await meeting();
    const transportId = await transportOf(customer, 'send');
    for (let stream = 0; stream < 8; stream += 1) await send(customer, transportId, 100 + stream);
    const more = { transportId, kind: 'audio', rtpParameters: opus(9), source: 'voice' };
    expect(await codeOf(customer.ask('room.produce', more))).toBe('limit-reached');
    for (let way = 0; way < 3; way += 1) await transportOf(customer, 'send');
    expect(await codeOf(customer.ask('room.transport', { direction: 'send' }))).toBe('limit-reached');
  });
});
