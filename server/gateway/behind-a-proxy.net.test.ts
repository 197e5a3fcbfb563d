import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webSessionListSchema } from '../../protocol/identity/session.ts';
import { networksOf } from '../platform/networks.ts';
import { demoPassword, startInstallation, type Installation } from './testing/installation.testing.ts';
import { refusalOf, type Visitor } from './testing/visitor.testing.ts';

const forwarded = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'phone.acme.test' };
const origin = 'https://phone.acme.test';
const credentials = { email: 'alice@acme.test', password: demoPassword };

let behind: Installation;
let open: Installation;
beforeAll(async () => {
  behind = await startInstallation({ gateway: { proxies: networksOf(['127.0.0.1']) } });
  open = await startInstallation();
});
afterAll(() => Promise.all([behind.close(), open.close()]));

async function signInThroughProxy(visitor: Visitor): Promise<Visitor> {
  const answer = await visitor.request('POST', '/api/session', credentials, { ...forwarded, origin });
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-deskline=.*; Secure/);
  expect(answer.headers.get('strict-transport-security')).toContain('max-age');
  return visitor;
}

describe('behind a TLS proxy that we trust', () => {
  it('[ID59] sign-in, session list, /ws and /sip see the client and the address that it typed', async () => {
    const alice = await signInThroughProxy(behind.visitor());
    const listed = webSessionListSchema.parse((await alice.request('GET', '/api/sessions', undefined, forwarded)).body);
    expect(listed.items.map((session) => session.address)).toEqual(['198.51.100.7']);
    const socket = await alice.connect('/sip', { protocols: ['sip'], headers: { ...forwarded, origin } });
    expect(behind.sip.accepted[0]?.options).toMatchObject({ remoteAddress: '198.51.100.7', isSecure: true });
    socket.terminate();
    await expect(alice.connect('/sip', { protocols: ['sip'], headers: { ...forwarded, origin: behind.origin } })).rejects.toThrow('403');
  });

  it('[ID59] one client’s failures do not slow another one behind the same proxy', async () => {
    const guess = (address: string) =>
      behind
        .visitor()
        .request(
          'POST',
          '/api/session',
          { email: 'nobody@acme.test', password: 'x' },
          { ...forwarded, origin, 'x-forwarded-for': address },
        );
    for (let failure = 0; failure < 40; failure += 1) await guess('203.0.113.5');
    expect(refusalOf(await guess('203.0.113.5')).code).toBe('too-many-attempts');
    const other = await behind
      .visitor()
      .request(
        'POST',
        '/api/session',
        { email: 'bob@acme.test', password: 'x' },
        { ...forwarded, origin, 'x-forwarded-for': '203.0.113.6' },
      );
    expect(refusalOf(other).code).toBe('wrong-credentials');
  });

  it('[ID59] without a trusted proxy the same headers are worth nothing (control)', async () => {
    const refused = await open.visitor().request('POST', '/api/session', credentials, { ...forwarded, origin });
    expect(refusalOf(refused).code).toBe('foreign-origin');
    const alice = open.visitor();
    const answer = await alice.request('POST', '/api/session', credentials, forwarded);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^deskline=/);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    const listed = webSessionListSchema.parse((await alice.get('/api/sessions')).body);
    expect(listed.items.map((session) => session.address)).toEqual(['127.0.0.1']);
  });
});
