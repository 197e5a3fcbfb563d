import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BrowserKeys } from './browser-keys.ts';

/** A message that was taken, opened with its browser's keys. */
export interface TakenPush {
  readonly text: string;
  readonly ttlSeconds: number;
  readonly urgency: string | undefined;
  readonly topic: string | undefined;
  /** The sender's key (RFC 8292); its signature was right. */
  readonly sender: string;
}

/** A browser that subscribed here. */
export interface SubscribedBrowser {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly taken: TakenPush[];
  /** Answers of the next requests instead of 201, the last one from then on. */
  readonly answers: { readonly status: number; readonly retryAfter?: string }[];
  /** Requests, taken or not. */
  requests: number;
}

/** RFC 8030 §7.2: "a push service MUST NOT return a 413 … for an entity body that is 4096 bytes or less". */
const maxBytes = 4_096;

/** A push service on this machine that is strict about RFC 8030, 8291 and 8292. */
export class LocalPushService {
  readonly origin: string;
  readonly #server: Server;
  readonly #browsers = new Map<string, SubscribedBrowser & { readonly secret: BrowserKeys }>();

  private constructor(server: Server, origin: string) {
    this.#server = server;
    this.origin = origin;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response));
  }

  static async start(): Promise<LocalPushService> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new LocalPushService(server, `http://127.0.0.1:${String(port)}`);
  }

  subscribe(): SubscribedBrowser {
    const path = `/push/${randomBytes(18).toString('base64url')}`;
    const secret = BrowserKeys.fresh();
    const browser = { endpoint: `${this.origin}${path}`, keys: secret.keys, secret, taken: [], answers: [], requests: 0 };
    this.#browsers.set(path, browser);
    return browser;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const browser = this.#browsers.get(request.url ?? '');
    if (browser) browser.requests += 1;
    const told = browser && (browser.answers.length > 1 ? browser.answers.shift() : browser.answers[0]);
    if (told && told.status !== 201) {
      response.writeHead(told.status, told.retryAfter === undefined ? {} : { 'retry-after': told.retryAfter }).end();
      return;
    }
    const status = browser ? this.#take(browser, request, Buffer.concat(chunks)) : 404;
    response.writeHead(status, status === 201 ? { location: `${this.origin}/message/${randomBytes(9).toString('base64url')}` } : {}).end();
  }

  #take(browser: SubscribedBrowser & { readonly secret: BrowserKeys }, { method, headers }: IncomingMessage, body: Buffer): number {
    const sender = senderOf(headers.authorization ?? '', this.origin);
    const ttl = headers['ttl'];
    if (method !== 'POST' || typeof ttl !== 'string' || !/^\d+$/u.test(ttl)) return 400;
    if (sender === undefined) return 403;
    if (body.length > maxBytes) return 413;
    if (headers['content-encoding'] !== 'aes128gcm') return 415;
    const topic = headerOf(headers['topic']);
    if (topic !== undefined && !/^[\w-]{1,32}$/u.test(topic)) return 400;
    try {
      const text = browser.secret.open(body);
      browser.taken.push({ text, ttlSeconds: Number(ttl), urgency: headerOf(headers['urgency']), topic, sender });
    } catch {
      return 400;
    }
    return 201;
  }
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The key of `vapid t=JWT, k=KEY` when the token is signed by it, meant for us, and lives no longer than a day (RFC 8292 §2, §3). */
function senderOf(authorization: string, audience: string): string | undefined {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/u.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return undefined;
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  const said: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
  if (!isSigned || typeof said !== 'object' || said === null || !('aud' in said) || !('exp' in said) || !('sub' in said)) return undefined;
  const seconds = Number(said.exp) - Date.now() / 1_000;
  return said.aud === audience && seconds > 0 && seconds <= 86_400 ? key : undefined;
}
