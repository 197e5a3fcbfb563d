import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionDetailSchema, type SessionDetail } from '../../../protocol/support/session.ts';
import { oldestSupportedVersion, protocolVersion } from '../../../protocol/wire/version.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { changePerson } from '../testing/change-person.testing.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { codeOf, inviteBy, meetingOf, newSupportSession, SeatClient, type Meeting } from '../testing/support.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

const minuteMs = 60_000;
const clock = new FakeClock(Date.now());
let deskline: Installation;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

const newSession = (owner: Visitor = alice): Promise<string> => newSupportSession(owner);
const invite = inviteBy;
const meeting = (): Promise<Meeting> => meetingOf(alice, deskline.visitor());

async function sessionOf(id: string, who: Visitor = alice): Promise<SessionDetail> {
  return sessionDetailSchema.parse((await who.get(`/api/support/sessions/${id}`)).body);
}

const seatOf = async (client: SeatClient) => (await client.welcome()).seat;
const statesOf = (client: SeatClient): readonly string[] =>
  (client.all('seats').at(-1)?.seats ?? []).map(({ name, state, isHere }) => `${name} ${state}${isHere ? '' : ' away'}`);

/** The line closes in the place of an answer. */
async function leave(client: SeatClient): Promise<void> {
  client.say({ type: 'request', id: 50, method: 'seat.leave', data: {} });
  expect(await client.closing()).toEqual({ code: 4410, reason: 'left' });
}

describe('seats', () => {
  it('[SU1] a customer comes without an account, and everybody is told who is there', async () => {
    const sessionId = await newSession();
    expect((await sessionOf(sessionId)).state).toBe('waiting');
    const expert = await SeatClient.enter(alice, { kind: 'expert', sessionId });
    expect((await expert.welcome()).session).toMatchObject({ id: sessionId, kind: 'screen', msSinceStart: null });
    const { routingId } = await invite(expert);
    const customer = await SeatClient.enter(deskline.visitor(), { kind: 'link', routingId }, { name: 'Carla' });
    expect((await customer.welcome()).session.msSinceStart).toEqual(expect.any(Number));
    await expert.until('news of the customer', () => statesOf(expert).includes('Carla admitted') || undefined);
    expect(await sessionOf(sessionId)).toMatchObject({ state: 'active', customerName: 'Carla', people: ['Alice Adams', 'Carla'] });
  });

  it('[SU10] customers are not told of accounts (control: experts are)', async () => {
    const { expert, customer } = await meeting();
    expect((await customer.welcome()).seats.map(({ userId }) => userId)).toEqual([undefined, undefined]);
    expect(JSON.stringify(customer.messages)).not.toContain('userId');
    expect(expert.all('seats').at(-1)?.seats[0]?.userId).toEqual(expect.any(String));
  });

  it('[SU530] everybody is told which experts are supervisors, as of when they came or came back', async () => {
    const { expert, customer, sessionId } = await meeting();
    const carol = await deskline.person('carol@acme.test');
    const supervisor = await SeatClient.enter(carol, { kind: 'expert', sessionId });
    const { token } = await seatOf(supervisor);
    const supervisors = (client: SeatClient) =>
      client
        .all('seats')
        .at(-1)
        ?.seats.filter(({ isSupervisor }) => isSupervisor)
        .map(({ name, role }) => `${name} ${role}`);
    for (const client of [expert, customer])
      await client.until('news of Carol', () => statesOf(client).find((state) => state.startsWith('Carol')));
    expect([expert, customer].map(supervisors)).toEqual([['Carol Clark expert'], ['Carol Clark expert']]);
    await changePerson(deskline, 'carol@acme.test', { role: 'agent' });
    const back = await SeatClient.enter(await deskline.person('carol@acme.test'), { kind: 'seat', token });
    await back.welcome();
    await changePerson(deskline, 'carol@acme.test', { role: 'supervisor' });
    await customer.until('that she is none any more', () => supervisors(customer)?.length === 0 || undefined);
  });

  it('[SU6] who may not see a session is told that it is unknown: strangers, colleagues, other tenants', async () => {
    const sessionId = await newSession();
    const as = { kind: 'expert' as const, sessionId };
    const bob = await deskline.person('bob@acme.test');
    const erin = await deskline.person('erin@globex.test');
    for (const visitor of [deskline.visitor(), bob, erin]) {
      const closing = await (await SeatClient.knock(visitor, as, { name: 'X' })).closing();
      expect(closing).toEqual({ code: 4404, reason: 'unknown' });
    }
    const never = await (await SeatClient.knock(alice, { kind: 'expert', sessionId: newId() })).closing();
    expect(never).toEqual({ code: 4404, reason: 'unknown' });
  });

  it('[SU6] an invite for an expert needs a session of that tenant, and is not used up by who has none', async () => {
    const { expert, customer } = await meeting();
    const { routingId } = await invite(expert, 'expert');
    const erin = await deskline.person('erin@globex.test');
    for (const visitor of [deskline.visitor(), erin])
      expect((await (await SeatClient.knock(visitor, { kind: 'link', routingId }, { name: 'X' })).closing()).reason).toBe('unknown');
    const bob = await SeatClient.enter(await deskline.person('bob@acme.test'), { kind: 'link', routingId });
    await customer.until('news of Bob', () => statesOf(customer).find((state) => state.startsWith('Bob') && state.endsWith('waiting')));
    expect((await seatOf(bob)).role).toBe('expert');
  });

  it('[SU6] the line of an expert ends with their web session, and their token is worth nothing without one', async () => {
    const carol = await deskline.person('carol@acme.test');
    const sessionId = await newSession(carol);
    const expert = await SeatClient.enter(carol, { kind: 'expert', sessionId });
    const { token } = await seatOf(expert);
    await carol.request('DELETE', '/api/session');
    expect(await expert.closing()).toEqual({ code: 4401, reason: 'signed-out' });
    expect((await (await SeatClient.knock(carol, { kind: 'seat', token })).closing()).reason).toBe('unknown');
    const again = await deskline.person('carol@acme.test');
    expect((await seatOf(await SeatClient.enter(again, { kind: 'seat', token }))).token).toBe(token);
  });

  it('[SU6] a line that was opened before the web session ended, and said nothing yet, lets nobody in', async () => {
    const carol = await deskline.person('carol@acme.test');
    const sessionId = await newSession(carol);
    const [silent, control] = [await SeatClient.connect(carol), await SeatClient.connect(carol)];
    const hello = { type: 'hello', protocolVersion, oldestSupportedVersion, as: { kind: 'expert', sessionId }, after: 0 };
    control.say(hello);
    await control.welcome();
    await carol.request('DELETE', '/api/session');
    silent.say(hello);
    expect(await silent.closing()).toEqual({ code: 4401, reason: 'signed-out' });
    expect(silent.messages).toEqual([]);
  });

  it('[SU14] who is disabled in mid-session is taken out of all their sessions, also where their line was lost; who is renamed stays', async () => {
    const carol = await deskline.person('carol@acme.test');
    const [one, other] = [await meetingOf(carol, deskline.visitor()), await meetingOf(carol, deskline.visitor())];
    const { token } = await seatOf(one.expert);
    other.expert.cut();
    await other.customer.until('that Carol is away', () => statesOf(other.customer).includes('Carol Clark admitted away') || undefined);
    await changePerson(deskline, 'carol@acme.test', { displayName: 'Carol Cooper' });
    expect(await codeOf(one.expert.ask('line.check')), 'control').toBe('ok');
    await changePerson(deskline, 'carol@acme.test', { isDisabled: true });
    expect((await one.expert.closing()).code).toBe(4401);
    for (const { customer } of [one, other])
      await customer.until('that Carol was taken out', () => statesOf(customer).includes('Carol Clark removed away') || undefined);
    expect(await codeOf(one.customer.ask('line.check')), 'the customer stays').toBe('ok');
    await changePerson(deskline, 'carol@acme.test', { isDisabled: false });
    const back = await SeatClient.knock(await deskline.person('carol@acme.test'), { kind: 'seat', token });
    expect(await back.closing()).toEqual({ code: 4403, reason: 'removed' });
  });

  it('[SU7] only a customer admits, and whoever waits may not use the room, make invites or end the session', async () => {
    const { expert, customer } = await meeting();
    const { routingId } = await invite(expert, 'expert');
    const bob = await SeatClient.enter(await deskline.person('bob@acme.test'), { kind: 'link', routingId });
    const { id: seatId } = await seatOf(bob);
    expect(await codeOf(bob.ask('room.open'))).toBe('not-admitted');
    expect(await codeOf(bob.ask('invite.make', { role: 'expert', routingId: randomBytes(16).toString('base64url') }))).toBe('not-admitted');
    expect(await codeOf(bob.ask('session.end', { reason: 'done' }))).toBe('not-admitted');
    expect(await codeOf(bob.ask('seat.admit', { seatId }))).toBe('not-admitted');
    expect(await codeOf(expert.ask('seat.admit', { seatId }))).toBe('forbidden');
    expect(await codeOf(expert.ask('seat.remove', { seatId }))).toBe('forbidden');
    expect(await codeOf(customer.ask('seat.admit', { seatId }))).toBe('ok');
    expect(await codeOf(bob.ask('room.open'))).toBe('ok');
    expect(await codeOf(customer.ask('invite.make', { role: 'expert', routingId }))).toBe('forbidden');
  });

  it('[SU7] a second customer waits while the first is here, and takes the place of one who is gone', async () => {
    const { sessionId, expert, customer } = await meeting();
    const second = await SeatClient.enter(
      deskline.visitor(),
      { kind: 'link', routingId: (await invite(expert)).routingId },
      { name: 'Dan' },
    );
    await expert.until('a customer who waits', () => statesOf(expert).includes('Dan waiting') || undefined);
    expect(await codeOf(second.ask('session.rate', { rating: 5 }))).toBe('not-admitted');
    expect(await sessionOf(sessionId)).toMatchObject({ customerName: 'Carla' });
    const { token } = await seatOf(customer);
    customer.cut();
    second.cut();
    await expert.until('that both are away', () => statesOf(expert).filter((state) => state.endsWith('away')).length === 2 || undefined);
    await SeatClient.enter(deskline.visitor(), { kind: 'link', routingId: (await invite(expert)).routingId }, { name: 'Emma' });
    await expert.until('the new customer', () => statesOf(expert).includes('Emma admitted') || undefined);
    expect(statesOf(expert)).toEqual(expect.arrayContaining(['Carla left away', 'Dan left away']));
    expect((await (await SeatClient.knock(deskline.visitor(), { kind: 'seat', token })).closing()).reason).toBe('unknown');
  });

  it('[SU8] a token brings back to the same seat; the newer line closes the older', async () => {
    const { customer } = await meeting();
    const seat = await seatOf(customer);
    const again = await SeatClient.enter(deskline.visitor(), { kind: 'seat', token: seat.token });
    expect(await customer.closing()).toEqual({ code: 4409, reason: 'taken-over' });
    expect(await seatOf(again)).toEqual(seat);
    expect(again.closed).toBeUndefined();
    const forged = randomBytes(32).toString('base64url');
    expect((await (await SeatClient.knock(deskline.visitor(), { kind: 'seat', token: forged })).closing()).reason).toBe('unknown');
  });

  it('[SU8] an expert who comes in anew leaves the old seat', async () => {
    const { sessionId, expert } = await meeting();
    const before = await seatOf(expert);
    const after = await seatOf(await SeatClient.enter(alice, { kind: 'expert', sessionId }));
    expect(await expert.closing()).toEqual({ code: 4409, reason: 'taken-over' });
    expect(after.id).not.toBe(before.id);
    expect((await (await SeatClient.knock(alice, { kind: 'seat', token: before.token })).closing()).reason).toBe('unknown');
  });

  it('[SU9] a removed seat gets nothing any more, and does not come back', async () => {
    const { expert, customer } = await meeting();
    const bob = await SeatClient.enter(await deskline.person('bob@acme.test'), {
      kind: 'link',
      routingId: (await invite(expert, 'expert')).routingId,
    });
    const { id: seatId, token } = await seatOf(bob);
    await customer.ask('seat.admit', { seatId });
    customer.log(1, 'for all');
    await bob.until('a message (control)', () => bob.texts[0]);
    expect(await codeOf(customer.ask('seat.remove', { seatId }))).toBe('ok');
    customer.log(2, 'not for Bob');
    customer.say({ type: 'pass', body: 'bm90' });
    await expert.until('what was said', () => (expert.texts.length === 2 ? true : undefined));
    expect(await bob.closing()).toEqual({ code: 4403, reason: 'removed' });
    expect(bob.texts).toEqual(['for all']);
    expect(bob.all('pass')).toEqual([]);
    const back = await SeatClient.knock(await deskline.person('bob@acme.test'), { kind: 'seat', token });
    expect(await back.closing()).toEqual({ code: 4403, reason: 'removed' });
    expect(back.messages).toEqual([]);
  });

  it('[SU13] whoever does not know the secret is put out, and the invite serves somebody else', async () => {
    const sessionId = await newSession();
    const expert = await SeatClient.enter(alice, { kind: 'expert', sessionId });
    const { routingId } = await invite(expert);
    const as = { kind: 'link' as const, routingId };
    const wrong = await SeatClient.enter(deskline.visitor(), as, { name: 'Mallory' });
    const { id: seatId, token } = await seatOf(wrong);
    expect(await codeOf(wrong.ask('seat.refuse', { seatId: (await seatOf(expert)).id }))).toBe('forbidden');
    expect(await codeOf(expert.ask('seat.refuse', { seatId }))).toBe('ok');
    expect(await wrong.closing()).toEqual({ code: 4404, reason: 'wrong-secret' });
    expect((await (await SeatClient.knock(deskline.visitor(), { kind: 'seat', token })).closing()).reason).toBe('unknown');
    await SeatClient.enter(deskline.visitor(), as, { name: 'Carla' });
    await expert.until('the right customer', () => statesOf(expert).includes('Carla admitted') || undefined);
    expect(await sessionOf(sessionId)).toMatchObject({ customerName: 'Carla' });
    expect(await codeOf(expert.ask('seat.refuse', { seatId: (await seatOf(expert)).id }))).toBe('not-found');
    expect((await (await SeatClient.knock(deskline.visitor(), as, { name: 'X' })).closing()).reason).toBe('used');
  });

  it('[SU13] whoever goes before they are refused leaves the invite to others, and not to one more than that', async () => {
    const sessionId = await newSession();
    const expert = await SeatClient.enter(alice, { kind: 'expert', sessionId });
    const as = { kind: 'link' as const, routingId: (await invite(expert)).routingId };
    const wrong = await SeatClient.enter(deskline.visitor(), as, { name: 'Mallory' });
    const { id: seatId } = await seatOf(wrong);
    await leave(wrong);
    expect((await (await SeatClient.knock(deskline.visitor(), as, { name: 'Carla' })).closing()).reason, 'the control').toBe('used');
    expect(await codeOf(expert.ask('seat.refuse', { seatId }))).toBe('ok');
    await SeatClient.enter(deskline.visitor(), as, { name: 'Carla' });
    await expert.until('the right customer', () => statesOf(expert).includes('Carla admitted') || undefined);
    expect(await codeOf(expert.ask('seat.refuse', { seatId })), 'somebody came by it').toBe('not-found');
    expect((await (await SeatClient.knock(deskline.visitor(), as, { name: 'X' })).closing()).reason).toBe('used');
  });

  it.each(['refused', 'gone before'])('[SU13] tries with a wrong secret are slowed as wrong guesses are: %s', async (how) => {
    const far = await startInstallation({ clock });
    try {
      const owner = await far.person('alice@acme.test');
      const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId: await newSupportSession(owner) });
      const { routingId } = await invite(expert);
      for (let attempt = 0; attempt < 11; attempt += 1) {
        const wrong = await SeatClient.enter(far.visitor(), { kind: 'link', routingId }, { name: 'Mallory' });
        const { id: seatId } = await seatOf(wrong);
        if (how === 'gone before') await leave(wrong);
        await expert.ask('seat.refuse', { seatId });
      }
      const slowed = await (await SeatClient.knock(far.visitor(), { kind: 'link', routingId }, { name: 'Mallory' })).closing();
      expect(slowed).toEqual({ code: 4429, reason: 'slowed 1' });
    } finally {
      await far.close();
    }
  });

  it('[SU47] only the customer rates and says what is granted; unknown capabilities are not kept', async () => {
    const { sessionId, expert, customer } = await meeting();
    expect(await codeOf(expert.ask('session.rate', { rating: 5 }))).toBe('forbidden');
    expect(await codeOf(expert.ask('session.state', { capabilities: ['control'] }))).toBe('forbidden');
    expect(await codeOf(customer.ask('session.rate', { rating: 6 }))).toBe('bad-request');
    expect(await codeOf(customer.ask('session.rate', { rating: 4 }))).toBe('ok');
    await customer.ask('session.state', { capabilities: ['view', 'everything'] });
    await customer.ask('session.state', { capabilities: ['control'] });
    expect(await sessionOf(sessionId)).toMatchObject({ rating: 4, capabilities: ['control', 'view'] });
  });

  it('answers what it does not know, and goes on', async () => {
    const { expert } = await meeting();
    expect(await expert.ask('line.check'), '[SU196]').toMatchObject({ ok: true });
    expect(await codeOf(expert.ask('session.explode'))).toBe('not-found');
    expect(await codeOf(expert.ask('seat.admit', { seatId: 'x' }))).toBe('bad-request');
    expect(expert.closed).toBeUndefined();
  });
});

describe('the end', () => {
  it('[SU40] who is in it ends it: everybody is told, after what was said before', async () => {
    const { sessionId, expert, customer } = await meeting();
    const { token } = await seatOf(customer);
    customer.log(1, 'thank you');
    customer.say({ type: 'request', id: 99, method: 'session.end', data: { reason: 'solved' } });
    expect(await expert.closing()).toEqual({ code: 4410, reason: 'over' });
    expect(expert.texts).toEqual(['thank you']);
    expect(expert.all('ended')).toEqual([{ type: 'ended', reason: 'solved' }]);
    expect(await sessionOf(sessionId)).toMatchObject({ state: 'done', endReason: 'solved' });
    expect(await (await SeatClient.knock(deskline.visitor(), { kind: 'seat', token })).closing()).toEqual({ code: 4410, reason: 'over' });
    expect(await (await SeatClient.knock(alice, { kind: 'expert', sessionId })).closing()).toEqual({ code: 4410, reason: 'over' });
  });

  it('[SU40] staff end it from outside', async () => {
    const { sessionId, expert, customer } = await meeting();
    expect((await alice.request('POST', `/api/support/sessions/${sessionId}/end`)).status).toBe(200);
    for (const one of [expert, customer]) expect((await one.closing()).code).toBe(4410);
    expect((await alice.request('POST', `/api/support/sessions/${sessionId}/end`)).body).toMatchObject({ code: 'session-over' });
  });

  it('[SU41] nobody comes for a day, everybody left for a quarter of an hour: then it ends, and not before', async () => {
    const waiting = await newSession();
    const left = await meeting();
    const held = await meeting();
    const { token } = await seatOf(held.customer);
    for (const { expert, customer } of [left, held]) {
      expert.cut();
      customer.cut();
    }
    for (const { sessionId } of [left, held]) await expect.poll(() => emptySince(sessionId)).not.toBeNull();
    clock.advance(14 * minuteMs);
    await SeatClient.enter(deskline.visitor(), { kind: 'seat', token });
    await expect.poll(() => emptySince(held.sessionId)).toBeNull();
    expect((await sessionOf(left.sessionId)).state).toBe('active');
    clock.advance(minuteMs);
    await expect.poll(() => endReasonAfterAMinute(left.sessionId)).toBe('everybody-left');
    expect((await sessionOf(held.sessionId)).state).toBe('active');
    clock.advance(23 * 60 * minuteMs);
    alice = await deskline.person('alice@acme.test');
    expect((await sessionOf(waiting)).state).toBe('waiting');
    clock.advance(60 * minuteMs);
    await expect.poll(() => endReasonAfterAMinute(waiting)).toBe('nobody-came');
  });

  it('[SU42] log, invites and tokens are deleted a day after the end, and not before', async () => {
    const { sessionId, expert, customer } = await meeting();
    const { token } = await seatOf(customer);
    const { routingId } = await invite(expert);
    customer.log(1, 'sealed');
    await expert.until('it', () => expert.texts[0]);
    customer.say({ type: 'request', id: 99, method: 'session.end', data: { reason: 'solved' } });
    await expert.closing();
    await deskline.supportJobs.fire('support-purge');
    expect(await logOf(sessionId)).toBe(1);
    clock.advance(25 * 60 * minuteMs);
    await deskline.supportJobs.fire('support-purge');
    expect(await logOf(sessionId)).toBe(0);
    for (const as of [
      { kind: 'seat' as const, token },
      { kind: 'link' as const, routingId },
    ])
      expect((await (await SeatClient.knock(deskline.visitor(), as, { name: 'X' })).closing()).reason).toBe('unknown');
    alice = await deskline.person('alice@acme.test');
    expect(await sessionOf(sessionId)).toMatchObject({ endReason: 'solved', people: ['Alice Adams', 'Carla'] });
  });
});

/** Looks go on once a minute. */
async function endReasonAfterAMinute(sessionId: string): Promise<string | null> {
  clock.advance(minuteMs);
  return (await sessionOf(sessionId)).endReason;
}

async function emptySince(sessionId: string): Promise<unknown> {
  const [row] = await deskline.database.query('select empty_since from deskline.support_sessions where id = $1', [sessionId]);
  return row?.['empty_since'];
}

async function logOf(sessionId: string): Promise<unknown> {
  const [row] = await deskline.database.query<{ count: number }>(
    'select count(*)::integer as count from deskline.support_log where session_id = $1',
    [sessionId],
  );
  return row?.count;
}
