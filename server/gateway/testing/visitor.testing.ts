import { WebSocket } from 'ws';
import { apiErrorSchema, type ApiError } from '../../../protocol/wire/errors.ts';
import { meSchema, type Me } from '../../../protocol/identity/session.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface ConnectOptions {
  readonly protocols?: string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sec-WebSocket-Version */
  readonly version?: number;
  /** Listens before anything can arrive. */
  readonly prepare?: (socket: WebSocket) => void;
}

/** A browser as far as the server sees it: keeps cookies, sends Origin and the CSRF token, opens sockets. */
export class Visitor {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  csrfToken: string | undefined;

  constructor(origin: string) {
    this.origin = origin;
  }

  async request(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        cookie: this.cookieHeader,
        ...(method === 'GET' ? {} : { origin: this.origin, ...(this.csrfToken === undefined ? {} : { 'x-csrf-token': this.csrfToken }) }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
  }

  /** A file, or the part of it that `range` asks for. */
  async download(path: string, range?: string): Promise<{ readonly status: number; readonly headers: Headers; readonly content: Buffer }> {
    const headers = { cookie: this.cookieHeader, ...(range === undefined ? {} : { range }) };
    const response = await fetch(this.origin + path, { headers });
    return { status: response.status, headers: response.headers, content: Buffer.from(await response.arrayBuffer()) };
  }

  get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  /** @throws {Error} unless it worked */
  async signIn(email: string, password: string): Promise<Me> {
    const answer = await this.request('POST', '/api/session', { email, password });
    if (answer.status !== 201) throw new Error(`sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const me = meSchema.parse(answer.body);
    this.csrfToken = me.csrfToken;
    return me;
  }

  /** Opens a socket; resolves when it is open, rejects with the HTTP status as message when it is refused. */
  connect(path: string, options: ConnectOptions = {}): Promise<WebSocket> {
    const socket = new WebSocket(this.origin.replace(/^http/, 'ws') + path, options.protocols ?? [], {
      headers: { origin: this.origin, cookie: this.cookieHeader, ...options.headers },
      protocolVersion: options.version ?? 13,
    });
    options.prepare?.(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(socket));
      socket.once('unexpected-response', (request, response) => {
        request.destroy();
        reject(new Error(String(response.statusCode)));
      });
      socket.once('error', reject);
    });
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(name.length + 1));
  }
}

/** The refusal in an answer. */
export function refusalOf(answer: Answer): ApiError {
  return apiErrorSchema.parse(answer.body);
}
