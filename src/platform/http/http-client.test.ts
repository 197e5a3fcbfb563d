import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { ApiFailure } from './api-failure.ts';
import { HttpClient, type HttpClientOptions } from './http-client.ts';

const thing = z.object({ name: z.string() });

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

/** A client whose server gives one answer, and what was asked of it. */
function clientWith(answer: () => Promise<Response>, options: Partial<HttpClientOptions> = {}) {
  const fetch = vi.fn<typeof globalThis.fetch>(() => answer());
  const onSessionRefused = vi.fn<HttpClientOptions['onSessionRefused']>();
  const client = new HttpClient({ fetch, isOnline: () => true, csrfToken: () => 'token-1', onSessionRefused, ...options });
  return { client, fetch, onSessionRefused, headers: () => new Headers(fetch.mock.calls[0]?.[1]?.headers) };
}

async function failureOf(work: Promise<unknown>): Promise<ApiFailure> {
  const cause: unknown = await work.catch((error: unknown) => error);
  if (cause instanceof ApiFailure) return cause;
  throw new Error('expected an ApiFailure', { cause });
}

/** Something between us and the server answers with a page of its own. */
function proxyAnswers(status: number): Promise<unknown> {
  return clientWith(async () => new Response('<h1>Bad gateway</h1>', { status })).client.get('/api/things', thing);
}

async function broken(): Promise<Response> {
  throw new TypeError('fetch failed');
}

/** What the session is told after an answer with this code. */
async function refused(status: number, code: string): Promise<unknown[]> {
  const { client, onSessionRefused } = clientWith(async () => json(status, { code, message: '', requestId: 'r' }));
  await failureOf(client.get('/api/things', thing));
  return onSessionRefused.mock.calls;
}

describe('what is asked', () => {
  it('[UI20] a request that changes something carries the CSRF token, a read does not', async () => {
    const change = clientWith(async () => json(200, { name: 'a' }));
    await change.client.send('POST', '/api/things', { name: 'a' }, thing);
    expect(change.headers().get('x-csrf-token')).toBe('token-1');
    const read = clientWith(async () => json(200, { name: 'a' }));
    await read.client.get('/api/things', thing);
    expect(read.headers().get('x-csrf-token')).toBeNull();
  });

  it('[SU531] what a page sends that goes arrives without it, as it is', async () => {
    const { client, fetch, headers } = clientWith(async () => json(201, { name: 'a' }));
    const file = new Uint8Array([1, 2, 3]);
    expect(await client.sendLast('/api/things', file, thing, { query: { kind: 'a b' } })).toEqual({ name: 'a' });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/things?kind=a+b');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', keepalive: true, body: file });
    expect([headers().get('x-csrf-token'), headers().get('content-type')]).toEqual(['token-1', 'application/octet-stream']);
    expect((await failureOf(clientWith(broken).client.sendLast('/api/things', file, thing))).code).toBe('no-answer');
  });

  it('leaves empty parameters out and encodes the others', async () => {
    const { client, fetch } = clientWith(async () => json(200, { name: 'a' }));
    await client.get('/api/things', thing, { query: { query: 'a&b ü', sort: undefined, page: 2, label: '' } });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/things?query=a%26b+%C3%BC&page=2');
  });
});

describe('what is answered', () => {
  it('[UI21] an answer that does not fit the schema is refused, not passed on', async () => {
    const failure = await failureOf(clientWith(async () => json(200, { name: 7 })).client.get('/api/things', thing));
    expect(failure.code).toBe('unexpected-answer');
    const fitting = await clientWith(async () => json(200, { name: 'a', more: true })).client.get('/api/things', thing);
    expect(fitting).toEqual({ name: 'a' });
  });

  it('[UI22] a row of the error table arrives with its fields and waiting time', async () => {
    const body = { code: 'too-many-attempts', message: 'x', requestId: 'r-1', retryAfterSeconds: 12, fields: { email: 'taken' } };
    const failure = await failureOf(clientWith(async () => json(429, body)).client.command('POST', '/api/session', {}));
    expect(failure).toMatchObject({ code: 'too-many-attempts', requestId: 'r-1', retryAfterSeconds: 12, fields: { email: 'taken' } });
    expect(failure.request).toBe('POST /api/session');
  });

  it('[UI22] a page of a proxy is “no answer” for 502 to 504 and “unexpected” otherwise', async () => {
    expect((await failureOf(proxyAnswers(502))).code).toBe('no-answer');
    expect((await failureOf(proxyAnswers(504))).code).toBe('no-answer');
    expect((await failureOf(proxyAnswers(418))).code).toBe('unexpected-answer');
    expect((await failureOf(proxyAnswers(200))).code).toBe('unexpected-answer');
  });

  it('[UI22] tells a browser without network from a server that is away', async () => {
    expect((await failureOf(clientWith(broken).client.get('/x', thing))).code).toBe('no-answer');
    expect((await failureOf(clientWith(broken, { isOnline: () => false }).client.get('/x', thing))).code).toBe('offline');
  });

  it('an abort by the caller is no failure of the server', async () => {
    const stop = new AbortController();
    const { client } = clientWith(async () => {
      stop.abort();
      throw stop.signal.reason;
    });
    const cause: unknown = await client.get('/x', thing, { signal: stop.signal }).catch((error: unknown) => error);
    expect(cause).not.toBeInstanceOf(ApiFailure);
  });
});

describe('the session', () => {
  it('[UI23] is told of 401 and of a password to change, and of nothing else', async () => {
    expect(await refused(401, 'not-signed-in')).toEqual([['not-signed-in']]);
    expect(await refused(403, 'password-change-required')).toEqual([['password-change-required']]);
    expect(await refused(401, 'wrong-credentials')).toEqual([]);
    expect(await refused(403, 'forbidden')).toEqual([]);
  });
});
