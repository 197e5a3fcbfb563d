import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../platform/clock.ts';
import { silentLogger } from '../../../platform/logger.ts';
import type { HttpQuestion, HttpResult } from '../outside-ports.ts';
import { GuardedHttp, type GuardedHttpOptions } from './guarded-http.ts';

let folder: string;
let server: Server;
let ca: string;
let port: number;
const seen: { method: string; path: string; body: string; headers: IncomingMessage['headers'] }[] = [];

const json = { 'content-type': 'application/json; charset=utf-8' };

function respond(request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = request.url ?? '';
  seen.push({ method: request.method ?? '', path, body, headers: request.headers });
  if (path.startsWith('/ok')) response.writeHead(200, json).end('{"name":"Ada","vip":true,"deep":{"list":[1,2]}}');
  else if (path === '/large') response.writeHead(200, json).end(JSON.stringify({ text: 'x'.repeat(70_000) }));
  else if (path === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>{}</p>');
  else if (path === '/broken') response.writeHead(200, json).end('{');
  else if (path === '/error') response.writeHead(500, json).end('{"name":"Ada"}');
  else if (path === '/slow') setTimeout(() => response.writeHead(200, json).end('{}'), 10_000).unref();
  else if (path === '/to-ok') response.writeHead(302, { location: '/ok?again' }).end();
  else if (path === '/to-inner') response.writeHead(302, { location: `https://inner.example:${port}/ok` }).end();
  else if (path === '/to-elsewhere') response.writeHead(302, { location: `https://evil.example:${port}/ok` }).end();
  else response.writeHead(302, { location: '/round' }).end();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const names = 'subjectAltName=DNS:crm.example,DNS:inner.example,DNS:evil.example,DNS:rebound.example';
  const name = ['-subj', '/CN=crm.example', '-addext', names];
  const pair = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...pair, ...name], { stdio: 'ignore' });
  ca = readFileSync(cert, 'utf8');
  server = createServer({ key: readFileSync(key), cert: ca }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => respond(request, response, Buffer.concat(chunks).toString('utf8')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** Names lead to this machine; its address counts as public, unless a test says otherwise. */
function http(options: Partial<GuardedHttpOptions> = {}): GuardedHttp {
  return new GuardedHttp({
    hostsOf: async () => ['crm.example', 'inner.example', 'rebound.example'].map((name) => `${name}:${port}`),
    clock: systemClock,
    logger: silentLogger,
    resolve: async (host) => (host === 'inner.example' ? ['10.0.0.1'] : ['127.0.0.1']),
    mayAsk: (address) => address === '127.0.0.1',
    ca,
    ...options,
  });
}

async function ask(path: string, more: Partial<HttpQuestion> = {}, options: Partial<GuardedHttpOptions> = {}): Promise<HttpResult> {
  const url = path.startsWith('https:') ? path : `https://crm.example:${port}${path}`;
  const pick = { name: '/name', vip: '/vip', second: '/deep/list/1', none: '/none' };
  const question = { about: 'http', method: 'GET', url, body: {}, timeoutSeconds: 5, pick, ...more } as const;
  return http(options).request('tenant', question, new AbortController().signal);
}

const failed = { isOk: false, values: {} };

describe('asking another system', () => {
  it('[DP342] gives the values that were picked, and sends no more than it must', async () => {
    expect(await ask('/ok')).toEqual({ isOk: true, values: { name: 'Ada', vip: 'true', second: '2', none: '' } });
    expect(seen.at(-1)).toMatchObject({ method: 'GET', body: '' });
    expect(seen.at(-1)?.headers.cookie).toBeUndefined();
    expect(await ask('/ok', { method: 'POST', body: { number: '100' } })).toMatchObject({ isOk: true });
    expect(seen.at(-1)).toMatchObject({ method: 'POST', body: '{"number":"100"}' });
  });

  it.each(['/large', '/html', '/broken', '/error', '/round'])('[DP343] %s has failed', async (path) => {
    expect(await ask(path)).toEqual(failed);
  });

  it('[DP343] too slow has failed, in the time that the plan gives', async () => {
    const startedMs = performance.now();
    expect(await ask('/slow', { timeoutSeconds: 1 })).toEqual(failed);
    expect(performance.now() - startedMs).toBeLessThan(4_000);
  });

  it('[DP343] a certificate that nobody vouches for has failed', async () => {
    expect(
      await http({ ca: '' }).request(
        'tenant',
        { about: 'http', method: 'GET', url: `https://crm.example:${port}/ok`, body: {}, timeoutSeconds: 5, pick: {} },
        new AbortController().signal,
      ),
    ).toEqual(failed);
  });

  it('[DP345] a redirect is followed only where the first request could have gone', async () => {
    expect(await ask('/to-ok')).toMatchObject({ isOk: true });
    expect(seen.at(-1)?.path).toBe('/ok?again');
    const before = seen.length;
    expect(await ask('/to-inner')).toEqual(failed);
    expect(await ask('/to-elsewhere')).toEqual(failed);
    expect(await ask('/to-ok', { method: 'POST' })).toEqual(failed);
    expect(seen.length - before).toBe(3);
  });

  it('[DP340] a name with one inner address is refused, and an address written as such too', async () => {
    const before = seen.length;
    expect(await ask('/ok', {}, { resolve: async () => ['127.0.0.1', '10.0.0.1'] })).toEqual(failed);
    expect(await ask('/ok', {}, { resolve: async () => [] })).toEqual(failed);
    const literal = { hostsOf: async () => [`127.0.0.2:${port}`, `[::1]:${port}`] };
    expect(await ask(`https://127.0.0.2:${port}/ok`, {}, literal)).toEqual(failed);
    expect(await ask(`https://[::1]:${port}/ok`, {}, literal)).toEqual(failed);
    expect(seen).toHaveLength(before);
  });

  it('[DP340] connects to the address that was checked, whatever the name means a moment later', async () => {
    let asked = 0;
    const resolve = async (): Promise<string[]> => [(asked += 1) === 1 ? '127.0.0.1' : '10.0.0.1'];
    expect(await ask(`https://rebound.example:${port}/ok`, {}, { resolve })).toMatchObject({ isOk: true });
    expect(asked).toBe(1);
  });

  it('[DP341] hosts that are not on the list are not even looked up', async () => {
    let asked = 0;
    const resolve = async (): Promise<string[]> => [`127.0.0.${(asked += 1)}`];
    expect(await ask(`https://evil.example:${port}/ok`, {}, { resolve })).toEqual(failed);
    expect(asked).toBe(0);
  });

  it('[DP346] ends with the call', async () => {
    const call = new AbortController();
    const question = {
      about: 'http',
      method: 'GET',
      url: `https://crm.example:${port}/slow`,
      body: {},
      timeoutSeconds: 5,
      pick: {},
    } as const;
    const asked = http().request('tenant', question, call.signal);
    call.abort();
    expect(await asked).toEqual(failed);
  });
});
