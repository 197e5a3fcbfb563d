import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relayLimits } from '../../../protocol/support/relay.ts';
import { roomAnswerSchemas } from '../../../protocol/support/room.ts';
import { seenLimits, seenSampleSchema, type SeenSample } from '../../../protocol/support/seen.ts';
import { vp8 } from '../../media/testing/room-engine.suite.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { meetingOf, newSupportSession, type SeatClient } from '../testing/support.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let alice: Visitor;
let admin: Visitor;
beforeAll(async () => {
  deskline = await startInstallation();
  alice = await deskline.person('alice@acme.test');
  admin = await deskline.person('admin@acme.test');
});
afterAll(() => deskline.close());

const path = (id: string): string => `/api/support/sessions/${id}/sample`;

async function sampleOf(id: string): Promise<SeenSample> {
  return seenSampleSchema.parse((await admin.request('POST', path(id))).body);
}

async function seatOf(client: SeatClient): Promise<string> {
  return (await client.welcome()).seat.id;
}

/** A screen, as far as the room knows; what it sends is pretended. */
async function share(client: SeatClient, packets: readonly Buffer[]): Promise<string> {
  const way = await client.ask('room.transport', { direction: 'send' });
  const { id: transportId } = roomAnswerSchemas['room.transport'].parse(way.ok ? way.data : undefined);
  const made = await client.ask('room.produce', { transportId, kind: 'video', rtpParameters: vp8(4321), source: 'screen' });
  const { producerId } = roomAnswerSchemas['room.produce'].parse(made.ok ? made.data : undefined);
  for (const room of deskline.rooms.rooms) room.producers.get(producerId)?.packets.push(...packets);
  return producerId;
}

/** A piece of a file for a seat, as its page frames it. */
function pieceFor(seatId: string, bytes: number): Buffer {
  const target = Buffer.from(seatId.replaceAll('-', ''), 'hex');
  return Buffer.concat([Buffer.of(relayLimits.chunkKind), target, randomBytes(16), Buffer.of(0, 0, 0, 9), randomBytes(bytes)]);
}

describe('a sample of what passes through the server', () => {
  it('[SU543] has the packets of each stream as they are forwarded, eight at most, and who sends it', async () => {
    const { sessionId, customer } = await meetingOf(alice, deskline.visitor());
    const packets = Array.from({ length: 20 }, () => randomBytes(1_200));
    const producerId = await share(customer, packets);
    const { isLive, streams, seats } = await sampleOf(sessionId);
    expect(isLive).toBe(true);
    const seatId = await seatOf(customer);
    expect(streams).toMatchObject([{ producerId, seatId, source: 'screen', kind: 'video', mimeType: 'video/VP8', standing: 'seen' }]);
    expect(streams[0]?.packets).toEqual(packets.slice(0, seenLimits.packets).map((packet) => packet.toString('base64url')));
    expect(seats).toContainEqual({ id: seatId, name: 'Carla', role: 'customer' });
  });

  it('[SU545] has what is only passed on from the first look: messages and pieces of files, with times, sizes and their first bytes', async () => {
    const { sessionId, expert, customer } = await meetingOf(alice, deskline.visitor());
    const [from, to] = [await seatOf(customer), await seatOf(expert)];
    const pass = (text: string): void => customer.say({ type: 'pass', body: Buffer.from(text).toString('base64url') });
    pass('before');
    await expert.until('it', () => expert.all('pass')[0]);
    expect((await sampleOf(sessionId)).passed, 'of before nothing was noted').toEqual([]);
    pass('a pointer');
    customer.socket.send(pieceFor(to, 5_000));
    await expert.until('both', () => expert.all('pass')[1] && expert.chunks[0]);
    const { passed, notedSince } = await sampleOf(sessionId);
    expect(passed).toMatchObject([
      { kind: 'message', from, to: null, bytes: 9, start: Buffer.from('a pointer').toString('base64url') },
      { kind: 'piece', from, to, bytes: 5_037, start: expert.chunks[0]?.subarray(0, seenLimits.startBytes).toString('base64url') },
    ]);
    expect(Date.parse(notedSince ?? '')).toBeLessThanOrEqual(Date.parse(passed[0]?.at ?? ''));
  });

  it('[SU546] says when nobody is in the session, nobody sends, somebody paused or nothing comes', async () => {
    expect(await sampleOf(await newSupportSession(alice))).toMatchObject({ isLive: false, streams: [], passed: [], notedSince: null });
    const { sessionId, customer } = await meetingOf(alice, deskline.visitor());
    expect(await sampleOf(sessionId)).toMatchObject({ isLive: true, streams: [] });
    const producerId = await share(customer, []);
    expect((await sampleOf(sessionId)).streams).toMatchObject([{ producerId, standing: 'silent', packets: [] }]);
    await customer.ask('room.pause', { producerId });
    expect((await sampleOf(sessionId)).streams).toMatchObject([{ producerId, standing: 'paused', packets: [] }]);
  });

  it('[SU546] of a stream that ends meanwhile says so, and has those of the others', async () => {
    const { sessionId, customer } = await meetingOf(alice, deskline.visitor());
    const [lost, whole] = [await share(customer, [Buffer.from('lost')]), await share(customer, [Buffer.from('whole')])];
    // Its worker has no such stream any more, and the session has not heard of that yet.
    for (const room of deskline.rooms.rooms) room.producers.delete(lost);
    expect((await sampleOf(sessionId)).streams).toMatchObject([
      { producerId: lost, standing: 'gone', packets: [], mimeType: null },
      { producerId: whole, standing: 'seen' },
    ]);
  });

  it('[SU548] is for those who manage support, of their own tenant’s sessions, and not of one that is over', async () => {
    const { sessionId } = await meetingOf(alice, deskline.visitor());
    expect(refusalOf(await alice.request('POST', path(sessionId))).code, 'its owner').toBe('forbidden');
    expect((await deskline.visitor().request('POST', path(sessionId))).status, 'nobody').toBe(401);
    const stranger = await deskline.person('erin@globex.test');
    expect(refusalOf(await stranger.request('POST', path(sessionId))).code, 'who manages another tenant’s').toBe('not-found');
    expect((await admin.request('POST', path(sessionId))).status, 'the control').toBe(200);
    await admin.request('POST', `/api/support/sessions/${sessionId}/end`);
    expect(refusalOf(await admin.request('POST', path(sessionId))).code).toBe('session-over');
  });
});
