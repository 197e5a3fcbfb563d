import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { insertedStyles } from './inserted-styles.ts';

const page = '<!doctype html><title>Deskline</title>';
const [inPage, style] = ['begin()', 'p{color:red}'];
const joinPage = `<!doctype html><title>Support session</title><style>${style}</style><script>${inPage}</script>`;
const germanPage = joinPage.replace('Support session', 'Supportsitzung').replace(inPage, 'beginne()');
const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const buildList = '{\n "format": "deskline build"\n}\n';
const script = 'console.info("hello");\n'.repeat(200);

let folder: string;
let deskline: Installation;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-web-'));
  const web = join(folder, 'web');
  mkdirSync(join(web, 'assets'), { recursive: true });
  writeFileSync(join(web, 'index.html'), page);
  writeFileSync(join(web, 'join.html'), joinPage);
  writeFileSync(join(web, 'join.de.html'), germanPage);
  writeFileSync(join(web, 'cobrowse.js'), script);
  writeFileSync(join(web, 'cobrowse-demo.html'), page);
  writeFileSync(join(web, 'assets', 'index-abc123.js'), script);
  writeFileSync(join(web, 'assets', 'index-abc123.js.gz'), gzipSync(script));
  writeFileSync(join(web, 'build.json'), buildList);
  writeFileSync(join(folder, 'secret.txt'), 'not for the web');
  deskline = await startInstallation({ hasDemo: false, gateway: { webRoot: web } });
});
afterAll(async () => {
  await deskline.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(deskline.origin + path, { headers });

describe('static files', () => {
  it('[ID58] routes of the app get index.html, which is asked for again each time', async () => {
    for (const path of ['/', '/phone', '/admin/users', '/login?next=x']) {
      const answer = await get(path);
      expect(await answer.text(), path).toBe(page);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    }
  });

  it('[SE127] the list of the build is there byte by byte for whoever asks, and asked for again each time', async () => {
    const answer = await get('/build.json');
    expect([answer.status, await answer.text()]).toEqual([200, buildList]);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('[ID58] hashed files are kept for a year, compressed when the build made that', async () => {
    const zipped = await get('/assets/index-abc123.js', { 'accept-encoding': 'gzip' });
    expect(zipped.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.text()).toBe(script);
    const plain = await get('/assets/index-abc123.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(script);
    const again = await get('/assets/index-abc123.js', { 'accept-encoding': 'identity', 'if-none-match': plain.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('[ID58] nothing outside the folder, and nothing that is not there', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%2f..%2f..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/missing.js',
      '/assets/index-abc123.js.gz',
      '/secret.txt',
    ]) {
      const answer = await get(path);
      expect(await answer.text(), path).not.toContain('not for the web');
      expect(answer.status, path).toBe(404);
    }
  });
});

describe('pages of customers', () => {
  it('[SU60] /j, /j/… and /see/… get their own page, whatever follows', async () => {
    for (const path of ['/j', '/j/', '/j/AbCdEfGhIjKlMnOpQrStUv', '/j/with.dot', '/see/AbCdEfGhIjKlMnOpQrStUv', '/join.html']) {
      const answer = await get(path);
      expect(await answer.text(), path).toBe(joinPage);
      expect(answer.headers.get('cache-control'), path).toBe('no-cache');
      expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer');
    }
    for (const path of ['/jobs', '/see', '/seer', '/support/j/1']) expect(await (await get(path)).text(), path).toBe(page);
  });

  it('[SU456] in the first of the browser’s languages that there is a page for', async () => {
    for (const [languages, wanted] of [
      ['de-AT, en;q=0.5', germanPage],
      ['en-GB, de;q=0.5', joinPage],
    ] as const) {
      const answer = await get('/j/AbCdEfGhIjKlMnOpQrStUv', { 'accept-language': languages });
      expect(await answer.text(), languages).toBe(wanted);
      expect(answer.headers.get('vary')).toContain('accept-language');
    }
    const known = (await get('/j', { 'accept-language': 'de' })).headers.get('etag') ?? '';
    expect((await get('/j', { 'accept-language': 'de', 'if-none-match': known })).status).toBe(304);
    expect((await get('/j', { 'accept-language': 'en', 'if-none-match': known })).status).toBe(200);
  });

  it('[SU61] under a policy that lets in nothing but our own files and what the build put into the page, and demands Trusted Types', async () => {
    for (const path of ['/j', '/j/AbCdEfGhIjKlMnOpQrStUv', '/see/AbCdEfGhIjKlMnOpQrStUv', '/join.html']) {
      const policy = ((await get(path)).headers.get('content-security-policy') ?? '').split('; ');
      expect(policy, path).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          `script-src 'self' 'wasm-unsafe-eval' ${sourceOf(inPage)} ${sourceOf('beginne()')}`,
          `style-src 'self' ${sourceOf(style)}`,
          "require-trusted-types-for 'script'",
          'trusted-types deskline',
        ]),
      );
      const rest = policy
        .join(' ')
        .replace("'wasm-unsafe-eval'", '')
        .replaceAll(/'sha256-[^']*'/gu, '');
      expect(rest, path).not.toMatch(/unsafe|data:|\*|https?:/u);
    }
    const ours = ((await get('/phone')).headers.get('content-security-policy') ?? '').split('; ');
    expect(ours).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "require-trusted-types-for 'script'",
      ]),
    );
  });

  it('[SU591] pages of staff let in styles by file and by hash, pictures and sounds of ours alone', async () => {
    for (const path of ['/', '/phone', '/plans/1', '/login', '/support/1', '/cobrowse-demo.html', '/api/session']) {
      const policy = ((await get(path)).headers.get('content-security-policy') ?? '').split('; ');
      expect(policy, path).toEqual(
        expect.arrayContaining([
          ["style-src 'self'", ...insertedStyles.map(sourceOf)].join(' '),
          "img-src 'self' blob:",
          "media-src 'self' blob:",
        ]),
      );
      expect(policy.join(' '), path).not.toMatch(/unsafe-inline|unsafe-hashes|data:|mediastream:|nonce-/u);
    }
  });
});

describe('[SU211] a site with our script tag', () => {
  const headerOf = async (path: string, name: string): Promise<string | null> =>
    (await get(path)).headers.get(`cross-origin-${name}-policy`);

  it('stays the opener of customers’ pages, and of no others', async () => {
    for (const path of ['/j', '/j?page', '/j/AAAAAAAAAAAAAAAAAAAAAA', '/see/AAAAAAAAAAAAAAAAAAAAAA'])
      expect(await headerOf(path, 'opener'), path).toBe('unsafe-none');
    for (const path of ['/', '/join', '/jx', '/support', '/api/session', '/cobrowse.js'])
      expect(await headerOf(path, 'opener'), path).toBe('same-origin');
    expect(await headerOf('/cobrowse-demo.html', 'opener')).toBe('same-origin-allow-popups');
  });

  it('may load the script, and nothing else', async () => {
    expect(await headerOf('/cobrowse.js', 'resource')).toBe('cross-origin');
    for (const path of ['/', '/j', '/assets/index-abc123.js', '/api/session', '/cobrowse.json'])
      expect(await headerOf(path, 'resource'), path).toBe('same-origin');
  });
});

describe('machine endpoints', () => {
  it('answer without a session', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
    expect(await (await get('/metrics')).text()).toBe('up 1\n');
  });
});

describe('setup', () => {
  it('[ID42] makes the first admin over HTTP, once', async () => {
    const visitor = deskline.visitor();
    expect((await visitor.get('/api/setup')).body).toEqual({ isOpen: true });
    const token = await deskline.identity.setup.prepare();
    const request = { token, tenantName: 'Acme', email: 'boss@acme.test', displayName: 'Boss', password: 'nine lively herrings' };
    expect((await visitor.request('POST', '/api/setup', { ...request, email: 'nobody' })).status).toBe(422);
    expect((await visitor.request('POST', '/api/setup', request)).status).toBe(204);
    expect((await visitor.request('POST', '/api/setup', request)).status).toBe(404);
    expect((await visitor.get('/api/setup')).body).toEqual({ isOpen: false });
    expect((await visitor.signIn('boss@acme.test', 'nine lively herrings')).role).toBe('super_admin');
  });
});
