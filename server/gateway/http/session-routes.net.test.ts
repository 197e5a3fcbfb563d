import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPassword, startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf } from '../testing/visitor.testing.ts';

let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation();
});
afterAll(() => deskline.close());

describe('session routes', () => {
  it('[ID1] signs a person in, tells who they are, and signs them out', async () => {
    const alice = await deskline.person('alice@acme.test');
    expect((await alice.get('/api/session')).body).toMatchObject({
      displayName: 'Alice Adams',
      role: 'user',
      tenant: { slug: 'acme' },
      extensions: ['100'],
      mustChangePassword: false,
    });
    expect((await alice.request('DELETE', '/api/session')).status).toBe(204);
    expect(alice.cookies.has('deskline')).toBe(false);
  });

  it('[ID2] a token is worth nothing after sign-out', async () => {
    const alice = await deskline.person('alice@acme.test');
    const stolen = alice.cookies.get('deskline') ?? '';
    await alice.request('DELETE', '/api/session');
    alice.cookies.set('deskline', stolen);
    expect(refusalOf(await alice.get('/api/session')).code).toBe('not-signed-in');
  });

  it('[ID3] gives unknown people and wrong passwords the same answer', async () => {
    const visitor = deskline.visitor();
    const wrong = refusalOf(await visitor.request('POST', '/api/session', { email: 'bob@acme.test', password: 'not this one' }));
    const unknown = refusalOf(await visitor.request('POST', '/api/session', { email: 'nobody@acme.test', password: demoPassword }));
    expect({ ...wrong, requestId: '' }).toEqual({ ...unknown, requestId: '' });
    expect(wrong.code).toBe('wrong-credentials');
  });
});
