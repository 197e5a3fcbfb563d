import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorTable } from '../../../protocol/wire/errors.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { demoPassword, startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation({
    gateway: {
      routeGroups: [
        (router) =>
          router.open({ method: 'get', path: '/api/test/mistake', tag: 'Test', summary: 'Fails' }, () =>
            Promise.reject(new Error('secret detail')),
          ),
        (router) =>
          router.open({ method: 'get', path: '/api/test/busy', tag: 'Test', summary: 'Is busy' }, () =>
            Promise.reject(new ServiceError('too-many-attempts', { retryAfterSeconds: 7 })),
          ),
      ],
    },
  });
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

const patch = { language: 'de' };

describe('requests that change something', () => {
  it('[ID50] pass with our Origin and the CSRF token (control)', async () => {
    expect((await alice.request('PATCH', '/api/session', patch)).status).toBe(204);
    expect((await alice.request('PATCH', '/api/session', patch, { 'sec-fetch-site': 'same-origin' })).status).toBe(204);
  });

  it('[ID50] are refused from any other origin, however similar', async () => {
    const origins = [
      'https://evil.test',
      'null',
      deskline.origin.replace('http:', 'https:'),
      `${deskline.origin}0`,
      `${deskline.origin}.evil.test`,
      deskline.origin.replace('127.0.0.1', 'localhost'),
      `${deskline.origin}/`,
    ];
    for (const origin of origins) {
      const answer = await alice.request('PATCH', '/api/session', patch, { origin });
      expect(refusalOf(answer).code, origin).toBe('foreign-origin');
      const signIn = await deskline
        .visitor()
        .request('POST', '/api/session', { email: 'bob@acme.test', password: demoPassword }, { origin });
      expect(signIn.status, origin).toBe(403);
    }
  });

  it('[ID50] are refused without the session’s CSRF token', async () => {
    const bob = await deskline.person('bob@acme.test');
    for (const token of ['', 'x', bob.csrfToken ?? '']) {
      expect((await alice.request('PATCH', '/api/session', patch, { 'x-csrf-token': token })).status, token).toBe(403);
    }
  });

  it('[ID50] are refused when the browser says that they are cross-site', async () => {
    const answer = await fetch(`${deskline.origin}/api/session`, {
      method: 'PATCH',
      headers: {
        cookie: alice.cookieHeader,
        'x-csrf-token': alice.csrfToken ?? '',
        'content-type': 'application/json',
        'sec-fetch-site': 'cross-site',
      },
      body: JSON.stringify(patch),
    });
    // Node's fetch sets Sec-Fetch-Mode itself, but leaves Sec-Fetch-Site and Origin to us.
    expect(answer.status).toBe(403);
  });
});

describe('bodies', () => {
  it('[ID52] have to be JSON by their type', async () => {
    const answer = await deskline
      .visitor()
      .request('POST', '/api/session', 'email=a&password=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(refusalOf(answer)).toMatchObject({ code: 'unsupported-type', message: errorTable['unsupported-type'].sentence });
  });

  it('[ID52] have to be JSON in fact', async () => {
    expect(refusalOf(await deskline.visitor().request('POST', '/api/session', '{"email":'))).toMatchObject({
      code: 'bad-request',
      fields: { body: 'not-json' },
    });
  });

  it('[ID52] name each missing and wrong field', async () => {
    const answer = await deskline.visitor().request('POST', '/api/session', { email: 7 });
    expect(refusalOf(answer)).toMatchObject({ code: 'invalid-fields', fields: { email: 'wrong-type', password: 'missing' } });
  });

  it('[ID52] end at 64 KiB, declared or not', async () => {
    const big = JSON.stringify({ email: 'x', password: 'p'.repeat(70_000) });
    expect((await deskline.visitor().request('POST', '/api/session', big)).status).toBe(413);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from(big));
        controller.close();
      },
    });
    const chunked = await fetch(`${deskline.origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
  });

  it('[ID52] queries are checked too', async () => {
    const admin = await deskline.person('admin@acme.test');
    expect(refusalOf(await admin.get('/api/admin/users?pageSize=100000&page=0')).fields).toEqual({
      pageSize: 'too-large',
      page: 'too-small',
    });
    expect(refusalOf(await admin.get('/api/admin/users?sort=password')).fields).toEqual({ sort: 'unknown' });
  });
});

describe('answers', () => {
  it('[ID51] a mistake of ours tells an id and nothing else', async () => {
    const answer = await deskline.visitor().request('GET', '/api/test/mistake', undefined, { 'x-request-id': 'abcdef-123456' });
    expect(answer.status).toBe(500);
    expect(refusalOf(answer)).toEqual({ code: 'internal', message: errorTable.internal.sentence, requestId: 'abcdef-123456' });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('[ID51] says how long to wait, in the body and in Retry-After', async () => {
    const answer = await deskline.visitor().get('/api/test/busy');
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(refusalOf(answer).retryAfterSeconds).toBe(7);
  });

  it('[ID51] unknown addresses of the API are not found, in JSON', async () => {
    expect(refusalOf(await deskline.visitor().get('/api/nothing'))).toMatchObject({ code: 'not-found' });
    expect((await deskline.visitor().request('POST', '/phone')).status).toBe(404);
  });

  it('[ID53] carry the security headers, refusals too', async () => {
    for (const path of ['/healthz', '/api/session', '/api/nothing']) {
      const { headers } = await deskline.visitor().get(path);
      expect(headers.get('content-security-policy'), path).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('permissions-policy'), path).toContain('microphone=(self)');
      expect(headers.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('strict-transport-security'), path).toBeNull();
    }
  });

  it('answers of the API are not stored', async () => {
    expect((await alice.get('/api/session')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('with a public HTTPS address', () => {
  it('[ID1] cookies have the __Host- prefix, and other origins than the public one are foreign', async () => {
    const behindProxy = await startInstallation({ gateway: { publicUrl: 'https://phone.acme.test/' } });
    try {
      const body = { email: 'alice@acme.test', password: demoPassword };
      expect((await behindProxy.visitor().request('POST', '/api/session', body)).status).toBe(403);
      const answer = await behindProxy.visitor().request('POST', '/api/session', body, { origin: 'https://phone.acme.test' });
      expect(answer.status).toBe(201);
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-deskline=.*; Secure$/);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    } finally {
      await behindProxy.close();
    }
  });
});
