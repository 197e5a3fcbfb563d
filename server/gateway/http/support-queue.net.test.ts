import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditPageSchema } from '../../../protocol/identity/audit.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { sessionDetailSchema, sessionPageSchema, type SessionSummary } from '../../../protocol/support/session.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { newsOf } from '../testing/support-news.testing.ts';
import { meetingOf, newSupportSession, SeatClient } from '../testing/support.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

const clock = new FakeClock(Date.now());
let deskline: Installation;
let alice: Visitor;
let bob: Visitor;
let dave: Visitor;
let erin: Visitor;
let admin: Visitor;
const ids = new Map<Visitor, string>();
beforeAll(async () => {
  deskline = await startInstallation({ clock });
  const person = async (email: string): Promise<Visitor> => {
    const who = await deskline.person(email);
    ids.set(who, meSchema.parse((await who.get('/api/session')).body).userId);
    return who;
  };
  alice = await person('alice@acme.test');
  bob = await person('bob@acme.test');
  dave = await person('dave@acme.test');
  erin = await person('erin@globex.test');
  admin = await person('admin@acme.test');
});
afterAll(() => deskline.close());

const idOf = (who: Visitor): string => ids.get(who) ?? '';
const path = (id: string, rest = ''): string => `/api/support/sessions/${id}${rest}`;
const assign = (who: Visitor, id: string, body: { userId: string; from?: string }) => who.request('POST', path(id, '/assign'), body);

async function queueOf(who: Visitor, query = ''): Promise<readonly SessionSummary[]> {
  return sessionPageSchema.parse((await who.get(`/api/support/sessions?scope=team&pageSize=200&${query}`)).body).items;
}

async function isQueued(who: Visitor, id: string): Promise<boolean> {
  return (await queueOf(who)).some((session) => session.id === id);
}

async function assignmentsOf(id: string): Promise<readonly string[]> {
  const { items } = auditPageSchema.parse((await admin.get('/api/admin/audit?pageSize=200')).body);
  return items.filter((entry) => JSON.stringify(entry).includes(id)).map(({ action }) => action);
}

describe('the queue of a team', () => {
  it('[SU576] what waits is listed to everybody of the organisation who may serve, with who began it and whom they expect', async () => {
    const made = await alice.request('POST', '/api/support/sessions', { kind: 'screen', customerName: 'Wanda Wait' });
    const { id } = sessionDetailSchema.parse(made.body);
    const [found] = await queueOf(bob, 'query=wanda&state=waiting');
    expect(found).toMatchObject({ id, ownerName: 'Alice Adams', customerName: 'Wanda Wait', state: 'waiting' });
    expect(await isQueued(erin, id), 'another organisation').toBe(false);
    const own = sessionPageSchema.parse((await bob.get('/api/support/sessions')).body).items;
    expect(
      own.map((session) => session.id),
      'control: not among one’s own',
    ).not.toContain(id);
    expect((await bob.get(path(id))).status, 'what is in it is not theirs').toBe(404);
    expect(refusalOf(await bob.request('POST', path(id, '/end'))).code).toBe('not-found');
  });

  it('[SU576] what runs and what is over is its people’s and supervisors’ alone', async () => {
    const { sessionId } = await meetingOf(alice, deskline.visitor());
    expect(await isQueued(alice, sessionId), 'control').toBe(true);
    expect(await isQueued(bob, sessionId)).toBe(false);
    await alice.request('POST', path(sessionId, '/end'));
    expect(await isQueued(bob, sessionId)).toBe(false);
    expect(await isQueued(alice, sessionId), 'control').toBe(true);
  });

  it('[SU577] of many who take it at once one has it, and the others are told who', async () => {
    const id = await newSupportSession(alice);
    const takers = [bob, dave, admin];
    const answers = await Promise.all(takers.map((who) => assign(who, id, { userId: idOf(who), from: idOf(alice) })));
    const at = answers.findIndex(({ status }) => status === 200);
    const winner = sessionDetailSchema.parse(answers[at]?.body);
    expect(winner.ownerId).toBe(idOf(takers[at] ?? alice));
    const others = answers.filter((_, place) => place !== at).map((answer) => refusalOf(answer));
    expect(others.map(({ code, fields }) => ({ code, fields }))).toEqual(
      [1, 2].map(() => ({ code: 'taken', fields: { owner: winner.ownerName } })),
    );
    expect((await assignmentsOf(id)).filter((action) => action === 'support.session-assigned')).toHaveLength(1);
    const again = await assign(takers[at] ?? alice, id, { userId: winner.ownerId, from: idOf(alice) });
    expect(again.body, 'who has it and asks again has it still').toMatchObject({ ownerId: winner.ownerId, version: winner.version });
  });

  it('[SU577] whoever took it comes in as its owner; it may be given on', async () => {
    const id = await newSupportSession(alice);
    expect((await assign(bob, id, { userId: idOf(bob), from: idOf(alice) })).status).toBe(200);
    const seat = await SeatClient.enter(bob, { kind: 'expert', sessionId: id });
    expect((await seat.welcome()).seats).toMatchObject([{ name: 'Bob Brown', state: 'admitted' }]);
    expect((await assign(dave, id, { userId: idOf(alice), from: idOf(bob) })).body).toMatchObject({ ownerName: 'Alice Adams' });
  });

  it('[SU577] a customer who came first, an end and another organisation are in the way', async () => {
    const { sessionId } = await meetingOf(alice, deskline.visitor());
    const taken = refusalOf(await assign(bob, sessionId, { userId: idOf(bob), from: idOf(alice) }));
    expect(taken).toMatchObject({ code: 'taken', fields: { owner: 'Alice Adams' } });
    expect(refusalOf(await assign(bob, sessionId, { userId: idOf(alice) })).code, 'nothing of it is given out').toBe('taken');
    expect((await bob.get(path(sessionId))).status).toBe(404);
    const over = await newSupportSession(alice);
    await alice.request('POST', path(over, '/end'));
    expect(refusalOf(await assign(bob, over, { userId: idOf(bob), from: idOf(alice) })).code).toBe('session-over');
    const waiting = await newSupportSession(alice);
    expect(refusalOf(await assign(erin, waiting, { userId: idOf(erin), from: idOf(alice) })).code).toBe('not-found');
    expect(refusalOf(await assign(bob, waiting, { userId: idOf(erin) })).fields).toEqual({ userId: 'unknown' });
    expect((await assign(bob, waiting, { userId: idOf(bob), from: idOf(alice) })).status, 'control').toBe(200);
  });

  it('[SU576] everybody who may serve is told when one waits, is taken, gets its customer or ends, and of nothing else', async () => {
    const told = await newsOf(bob);
    const foreign = await newsOf(erin);
    const count = (id: string): number => told.filter((each) => each === id).length;
    const { sessionId, expert } = await meetingOf(alice, deskline.visitor());
    // It is begun, its expert comes in, its customer comes.
    await expect.poll(() => count(sessionId)).toBe(3);
    expert.say({ type: 'request', id: 8, method: 'session.end', data: { reason: 'done' } });
    await expert.closing();
    const waiting = await newSupportSession(alice);
    await expect.poll(() => count(waiting)).toBe(1);
    expect(count(sessionId), 'a session that runs ends').toBe(3);
    await assign(dave, waiting, { userId: idOf(dave), from: idOf(alice) });
    await expect.poll(() => count(waiting)).toBe(2);
    await dave.request('POST', path(waiting, '/end'));
    await expect.poll(() => count(waiting)).toBe(3);
    expect(foreign).toEqual([]);
  });
});
