import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { auditPageSchema } from '../../../protocol/identity/audit.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { relayViewSchema, sessionDetailSchema, sessionPageSchema, type SessionDetail } from '../../../protocol/support/session.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { newsOf } from '../testing/support-news.testing.ts';
import { inviteBy, meetingOf, newSupportSession, SeatClient } from '../testing/support.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

const clock = new FakeClock(Date.now());
let deskline: Installation;
let alice: Visitor;
let bob: Visitor;
let admin: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
  alice = await deskline.person('alice@acme.test');
  bob = await deskline.person('bob@acme.test');
  admin = await deskline.person('admin@acme.test');
});
afterAll(() => deskline.close());

const userIdOf = async (who: Visitor): Promise<string> => meSchema.parse((await who.get('/api/session')).body).userId;
const path = (id: string, rest = ''): string => `/api/support/sessions/${id}${rest}`;

async function listOf(who: Visitor, query = ''): Promise<z.output<typeof sessionPageSchema>> {
  return sessionPageSchema.parse((await who.get(`/api/support/sessions?${query}`)).body);
}

async function detailOf(who: Visitor, id: string): Promise<SessionDetail> {
  return sessionDetailSchema.parse((await who.get(path(id))).body);
}

describe('support sessions', () => {
  it('[SU1] whoever begins one owns it, and it waits', async () => {
    const answer = await alice.request('POST', '/api/support/sessions', { kind: 'camera' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      kind: 'camera',
      state: 'waiting',
      ownerName: 'Alice Adams',
      seconds: null,
      people: [],
      mayManage: false,
    });
    expect((await deskline.visitor().request('POST', '/api/support/sessions', { kind: 'camera' })).status).toBe(401);
  });

  it('[SU470] whom the expert expects stands in the list while nobody came, and is nobody who was there', async () => {
    const made = await alice.request('POST', '/api/support/sessions', { kind: 'camera', customerName: ' Bob Brown ' });
    expect(made.body).toMatchObject({ customerName: 'Bob Brown', state: 'waiting', people: [], startedAt: null });
    const { id } = sessionDetailSchema.parse(made.body);
    expect(await detailOf(alice, id)).toMatchObject({ customerName: 'Bob Brown' });
    expect((await listOf(alice, 'query=bob%20br')).items.map((session) => session.id)).toContain(id);
    const plain = await alice.request('POST', '/api/support/sessions', { kind: 'camera' });
    expect(plain.body, 'control').toMatchObject({ customerName: '' });
    const long = await alice.request('POST', '/api/support/sessions', { kind: 'camera', customerName: 'x'.repeat(81) });
    expect(long.status).toBe(422);
  });

  it('[SU43] lists one’s own, and all to who may see all; another’s is not found', async () => {
    const id = await newSupportSession(alice);
    expect((await listOf(alice)).items.map((session) => session.id)).toContain(id);
    expect((await listOf(bob)).items.map((session) => session.id)).not.toContain(id);
    expect(refusalOf(await bob.get('/api/support/sessions?scope=all')).code).toBe('forbidden');
    expect((await listOf(admin, 'scope=all&pageSize=200')).items.map((session) => session.id)).toContain(id);
    expect((await listOf(admin)).items.map((session) => session.id)).not.toContain(id);
    for (const [method, rest, body] of [
      ['GET', '', undefined],
      ['POST', '/end', undefined],
      ['PUT', '/outcome', { outcome: 'solved', version: 1 }],
    ] as const)
      expect(refusalOf(await bob.request(method, path(id, rest), body)).code, `${method} ${rest}`).toBe('not-found');
  });

  it('[SU43] whoever had a seat sees it', async () => {
    const { sessionId, expert } = await meetingOf(alice, deskline.visitor());
    const { routingId } = await inviteBy(expert, 'expert');
    expect((await bob.get(path(sessionId))).status).toBe(404);
    await SeatClient.enter(bob, { kind: 'link', routingId });
    expect((await detailOf(bob, sessionId)).people).toEqual(['Alice Adams', 'Carla', 'Bob Brown']);
    expect((await listOf(bob, 'query=carla')).items.map(({ id }) => id)).toContain(sessionId);
  });

  it('[SU43] is searched, sorted and paged', async () => {
    const owner = await deskline.person('erin@globex.test');
    for (const name of ['Ärger', 'Zorn', 'Apfel']) {
      const sessionId = await newSupportSession(owner);
      const expert = await SeatClient.enter(owner, { kind: 'expert', sessionId });
      await SeatClient.enter(deskline.visitor(), { kind: 'link', routingId: (await inviteBy(expert)).routingId }, { name });
      clock.advance(1_000);
    }
    const names = async (query: string): Promise<readonly string[]> =>
      (await listOf(owner, query)).items.map(({ customerName }) => customerName);
    expect(await names('')).toEqual(['Apfel', 'Zorn', 'Ärger']);
    expect(await names('sort=customerName&direction=ascending')).toEqual(['Apfel', 'Ärger', 'Zorn']);
    expect(await names('query=zo')).toEqual(['Zorn']);
    expect(await names('query=%25')).toEqual([]);
    expect(await names('state=waiting')).toEqual([]);
    expect(await listOf(owner, 'pageSize=1&page=2')).toMatchObject({ total: 3, items: [{ customerName: 'Zorn' }] });
    expect(refusalOf(await owner.get('/api/support/sessions?sort=sealed_notes')).code).toBe('invalid-fields');
  });

  it('[SU44] is given to a colleague, who owns it then; not to strangers, and not when it is over', async () => {
    const id = await newSupportSession(alice);
    const stranger = await userIdOf(await deskline.person('erin@globex.test'));
    for (const userId of [stranger, newId()])
      expect(refusalOf(await alice.request('POST', path(id, '/assign'), { userId })).fields).toEqual({ userId: 'unknown' });
    const given = await alice.request('POST', path(id, '/assign'), { userId: await userIdOf(bob) });
    expect(given.body).toMatchObject({ ownerName: 'Bob Brown', version: 2 });
    expect((await alice.get(path(id))).status).toBe(404);
    const seat = await SeatClient.enter(bob, { kind: 'expert', sessionId: id });
    expect((await seat.welcome()).seats).toMatchObject([{ name: 'Bob Brown', state: 'admitted' }]);
    await admin.request('POST', path(id, '/end'));
    expect(refusalOf(await admin.request('POST', path(id, '/assign'), { userId: await userIdOf(admin) })).code).toBe('session-over');
  });

  it('[SU44] of two who set the outcome of the same version the second is told', async () => {
    const id = await newSupportSession(alice);
    expect((await alice.request('PUT', path(id, '/outcome'), { outcome: 'solved', version: 1 })).body).toMatchObject({
      outcome: 'solved',
      version: 2,
    });
    expect(refusalOf(await alice.request('PUT', path(id, '/outcome'), { outcome: 'unsolved', version: 1 })).code).toBe('changed-meanwhile');
    expect(await detailOf(alice, id)).toMatchObject({ outcome: 'solved' });
  });

  it('[SU42] who manages support looks at the ciphertext, nobody else', async () => {
    const { sessionId, expert, customer } = await meetingOf(alice, deskline.visitor());
    customer.log(1, 'sealed one');
    expert.log(1, 'sealed two');
    await expert.until('both', () => (expert.texts.length === 2 ? true : undefined));
    expect(refusalOf(await alice.get(path(sessionId, '/relay-view'))).code).toBe('forbidden');
    const view = relayViewSchema.parse((await admin.get(path(sessionId, '/relay-view?after=1'))).body);
    expect(view).toMatchObject({ lastNumber: 2, deletedAt: null });
    expect(view.entries.map(({ number, body }) => [number, Buffer.from(body, 'base64url').toString()])).toEqual([[2, expert.texts[1]]]);
    await admin.request('POST', path(sessionId, '/end'));
    expect(relayViewSchema.parse((await admin.get(path(sessionId, '/relay-view'))).body).deletedAt).not.toBeNull();
  });

  it('[SU45] [SU27] what happened is in the audit log by ids, and nothing of what was said', async () => {
    const { sessionId, expert, customer } = await meetingOf(alice, deskline.visitor());
    customer.log(1, 'sealed words');
    await expert.until('it', () => expert.texts[0]);
    await alice.request('PUT', path(sessionId, '/outcome'), { outcome: 'solved', version: 1 });
    customer.say({ type: 'request', id: 9, method: 'session.end', data: { reason: 'done' } });
    await expert.closing();
    const { items } = auditPageSchema.parse((await admin.get('/api/admin/audit?pageSize=200')).body);
    const theirs = items.filter((entry) => JSON.stringify(entry).includes(sessionId));
    expect(theirs.map(({ action }) => action).toSorted()).toEqual([
      'support.outcome-set',
      'support.seat-taken',
      'support.seat-taken',
      'support.session-created',
      'support.session-ended',
      'support.session-started',
    ]);
    const { token } = (await customer.welcome()).seat;
    expect(JSON.stringify(theirs)).not.toMatch(new RegExp(`Carla|sealed words|${token}`, 'u'));
  });

  it('[SU46] staff who may see it are told on /ws that it changed, others are not', async () => {
    const [mine, theirs, everything] = [await newsOf(alice), await newsOf(bob), await newsOf(admin)];
    const { sessionId: id } = await meetingOf(alice, deskline.visitor());
    const counts = (): readonly number[] => [mine, theirs, everything].map((told) => told.filter((each) => each === id).length);
    // As long as it waits all are (SU576): it is begun, its expert comes in, its customer comes.
    await expect.poll(counts).toEqual([3, 3, 3]);
    await alice.request('PUT', path(id, '/outcome'), { outcome: 'solved', version: (await detailOf(alice, id)).version });
    await expect.poll(counts).toEqual([4, 3, 4]);
  });
});
