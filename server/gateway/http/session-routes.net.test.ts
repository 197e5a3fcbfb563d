import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createdUserSchema } from '../../../protocol/identity/admin.ts';
import { webSessionListSchema } from '../../../protocol/identity/session.ts';
import { demoPassword, startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation();
});
afterAll(() => deskline.close());

/** A new person of Acme who still has the one-time password. */
async function newcomer(email: string): Promise<{ readonly id: string; readonly oneTimePassword: string }> {
  const admin = await deskline.person('admin@acme.test');
  const answer = await admin.request('POST', '/api/admin/users', { email, displayName: 'Nina New', role: 'user' });
  const created = createdUserSchema.parse(answer.body);
  return { id: created.user.id, oneTimePassword: created.oneTimePassword };
}

/** Somebody whose password is their own, so that changing it disturbs no other test. */
async function settledPerson(email: string, password: string): Promise<Visitor> {
  const { oneTimePassword } = await newcomer(email);
  const person = deskline.visitor();
  await person.signIn(email, oneTimePassword);
  expect((await person.request('POST', '/api/password', { current: oneTimePassword, next: password })).status).toBe(204);
  return person;
}

describe('session routes', () => {
  it('[ID1] signs a person in, tells who they are, and signs them out', async () => {
    const alice = await deskline.person('Alice@ACME.test');
    const me = await alice.get('/api/session');
    expect(me.body).toMatchObject({
      displayName: 'Alice Adams',
      role: 'user',
      tenant: { slug: 'acme' },
      extensions: ['100'],
      mustChangePassword: false,
    });
    expect((await alice.request('DELETE', '/api/session')).status).toBe(204);
    expect(alice.cookies.has('deskline')).toBe(false);
  });

  it('[ID1] the cookie is out of reach for scripts and other sites, and the database has only its hash', async () => {
    const answer = await deskline.visitor().request('POST', '/api/session', { email: 'bob@acme.test', password: demoPassword });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('deskline='));
    expect(cookie).toMatch(/^deskline=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=2592000$/);
    const token = cookie?.slice('deskline='.length, 'deskline='.length + 43) ?? '';
    const rows = await deskline.database.query<{ found: boolean }>(
      "select bool_or(w::text like '%' || $1 || '%') as found from deskline.web_sessions w",
      [token],
    );
    expect(rows[0]?.found).toBe(false);
    const hashed = await deskline.database.query<{ found: boolean }>(
      "select bool_or(token_hash = sha256(convert_to($1, 'UTF8'))) as found from deskline.web_sessions",
      [token],
    );
    expect(hashed[0]?.found).toBe(true);
  });

  it('[ID2] a token is worth nothing after sign-out', async () => {
    const alice = await deskline.person('alice@acme.test');
    const stolen = alice.cookies.get('deskline') ?? '';
    await alice.request('DELETE', '/api/session');
    alice.cookies.set('deskline', stolen);
    expect(refusalOf(await alice.get('/api/session')).code).toBe('not-signed-in');
  });

  it('[ID3] gives unknown people, disabled people and wrong passwords the same answer', async () => {
    const { id, oneTimePassword } = await newcomer('gone@acme.test');
    const admin = await deskline.person('admin@acme.test');
    await admin.request('PATCH', `/api/admin/users/${id}`, { version: 1, isDisabled: true });
    const visitor = deskline.visitor();
    const attempts = [
      { email: 'bob@acme.test', password: 'not this one' },
      { email: 'nobody@acme.test', password: demoPassword },
      { email: 'gone@acme.test', password: oneTimePassword },
    ];
    const refusals = await Promise.all(
      attempts.map(async (attempt) => ({ ...refusalOf(await visitor.request('POST', '/api/session', attempt)), requestId: '' })),
    );
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]?.code).toBe('wrong-credentials');
  });

  it('[ID8] lists the places where a person is signed in and ends one of them', async () => {
    const laptop = await deskline.person('carol@acme.test');
    const desk = await deskline.person('carol@acme.test');
    const { items } = webSessionListSchema.parse((await laptop.get('/api/sessions')).body);
    expect(items).toHaveLength(2);
    const other = items.find((session) => !session.isCurrent);
    expect((await laptop.request('DELETE', `/api/sessions/${other?.id ?? ''}`)).status).toBe(204);
    expect((await desk.get('/api/session')).status).toBe(401);
    expect((await laptop.get('/api/session')).status).toBe(200);
  });

  it('[ID8] somebody else’s session is not found, and lives on', async () => {
    const dave = await deskline.person('dave@acme.test');
    const { items } = webSessionListSchema.parse((await dave.get('/api/sessions')).body);
    const admin = await deskline.person('admin@acme.test');
    expect((await admin.request('DELETE', `/api/sessions/${items[0]?.id ?? ''}`)).status).toBe(404);
    expect((await dave.get('/api/session')).status).toBe(200);
  });

  it('[ID15] changing the password ends the other sessions and keeps this one', async () => {
    const here = await settledPerson('kim@acme.test', 'seven green bottles');
    const there = deskline.visitor();
    await there.signIn('kim@acme.test', 'seven green bottles');
    const wrong = await here.request('POST', '/api/password', { current: 'six green bottles', next: 'eight green bottles' });
    expect(refusalOf(wrong).fields).toEqual({ current: 'wrong' });
    expect((await there.get('/api/session')).status).toBe(200);
    expect((await here.request('POST', '/api/password', { current: 'seven green bottles', next: 'eight green bottles' })).status).toBe(204);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await there.get('/api/session')).status).toBe(401);
    await expect(deskline.visitor().signIn('kim@acme.test', 'seven green bottles')).rejects.toThrow('401');
  });

  it('[ID16] refuses common passwords, the person’s name, and the last five', async () => {
    const lou = await settledPerson('lou@acme.test', 'password number 0 of lots');
    const change = async (current: number, next: string): Promise<unknown> => {
      const answer = await lou.request('POST', '/api/password', { current: `password number ${current} of lots`, next });
      return answer.status === 204 ? 'changed' : refusalOf(answer).fields;
    };
    expect(await change(0, 'password1234')).toEqual({ next: 'common' });
    expect(await change(0, 'nina is the very best')).toEqual({ next: 'names-you' });
    for (let number = 0; number < 5; number += 1) expect(await change(number, `password number ${number + 1} of lots`)).toBe('changed');
    expect(await change(5, 'password number 5 of lots')).toEqual({ next: 'used-before' });
    expect(await change(5, 'password number 1 of lots')).toEqual({ next: 'used-before' });
    expect(await change(5, 'password number 0 of lots')).toEqual({ next: 'used-before' });
    expect(await change(5, 'password number 6 of lots')).toBe('changed');
    expect(await change(6, 'password number 0 of lots')).toBe('changed');
  });

  it('[ID18] a session with a password due can set it and nothing else', async () => {
    const { oneTimePassword } = await newcomer('due@acme.test');
    const person = deskline.visitor();
    expect((await person.signIn('due@acme.test', oneTimePassword)).mustChangePassword).toBe(true);
    for (const path of ['/api/sessions', '/api/admin/users'])
      expect(refusalOf(await person.get(path)).code, path).toBe('password-change-required');
    await expect(person.connect('/ws')).rejects.toThrow('403');
    await expect(person.connect('/sip', { protocols: ['sip'] })).rejects.toThrow('403');
    await person.request('POST', '/api/password', { current: oneTimePassword, next: 'eleven blue lanterns' });
    expect((await person.get('/api/sessions')).status).toBe(200);
  });

  it('signing in again in the same browser ends the session that it had', async () => {
    const bob = await deskline.person('bob@acme.test');
    const before = bob.cookies.get('deskline') ?? '';
    await bob.signIn('bob@acme.test', demoPassword);
    bob.cookies.set('deskline', before);
    expect((await bob.get('/api/session')).status).toBe(401);
  });
});
