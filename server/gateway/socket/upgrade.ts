import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Identity, LiveSession } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import { cookieNameOf, readCookie } from '../http/cookies.ts';
import { asServiceError } from '../http/errors.ts';
import type { Origins } from '../origins.ts';
import { SocketCounter, type SocketLimits } from './socket-limits.ts';

/** A connection that passed: who opened it. */
export interface Accepted {
  readonly socket: WebSocket;
  readonly live: LiveSession;
  readonly address: string;
  readonly port: number;
  /** Whether the browser speaks TLS. */
  readonly isSecure: boolean;
}

/** Somebody who came to an endpoint that is open to anybody. */
export interface AcceptedVisitor extends Omit<Accepted, 'live'> {
  /** Of those who are signed in and need no new password first. */
  readonly live: LiveSession | undefined;
}

interface EndpointFacts {
  readonly path: '/ws' | '/sip' | '/relay';
  /** The subprotocol that the client has to offer (RFC 7118 §3: `sip`). */
  readonly subprotocol?: string;
  readonly maxPayloadBytes: number;
  /** After their organisation's end nobody comes in here. */
  readonly isClosedAfterEnd?: true;
}

/** For people with a session. */
export interface SocketEndpoint extends EndpointFacts {
  readonly isOpen?: false;
  accept(accepted: Accepted): void;
}

/** For anybody: customers have no session. It has a limit of its own per address. */
export interface OpenSocketEndpoint extends EndpointFacts {
  readonly isOpen: true;
  readonly perAddress: number;
  accept(visitor: AcceptedVisitor): void;
}

type AnyEndpoint = SocketEndpoint | OpenSocketEndpoint;

export interface UpgradeOptions {
  readonly sessions: Identity['sessions'];
  readonly origins: Origins;
  readonly limits: SocketLimits;
  readonly logger: Logger;
  readonly endpoints: readonly AnyEndpoint[];
}

interface Door {
  readonly endpoint: AnyEndpoint;
  readonly server: WebSocketServer;
}

/** A refusal in HTTP, before there is a WebSocket. */
class Refusal {
  readonly status: number;
  readonly headers: readonly string[];
  constructor(status: number, headers: readonly string[] = []) {
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Lets authenticated browsers through to `/ws` and `/sip`, anybody from our own pages to `/relay`, and answers everybody else with the right
 * HTTP status.
 */
export class UpgradeGate {
  readonly #options: UpgradeOptions;
  readonly #doors: readonly Door[];
  readonly #counter = new SocketCounter();
  /** Upgraded sockets, which the HTTP server no longer knows. */
  readonly #open = new Set<Duplex>();
  #isClosed = false;

  constructor(options: UpgradeOptions) {
    this.#options = options;
    this.#doors = options.endpoints.map((endpoint) => ({
      endpoint,
      server: new WebSocketServer({
        noServer: true,
        clientTracking: false,
        perMessageDeflate: false,
        maxPayload: endpoint.maxPayloadBytes,
        handleProtocols: () => endpoint.subprotocol ?? false,
      }),
    }));
  }

  /** For the `upgrade` event of the HTTP server. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', (error) => this.#options.logger.debug({ err: error }, 'a socket broke before it was upgraded'));
    this.#admit(request, socket, head).catch((error: unknown) => {
      const refusal = error instanceof Refusal ? error : this.#failed(error);
      refuse(socket, refusal);
    });
  }

  /** Refuses everybody from now on. Open sockets belong to the endpoints. */
  close(): void {
    this.#isClosed = true;
    for (const { server } of this.#doors) server.close();
  }

  /** Cuts what nobody closed in time. */
  terminate(): void {
    for (const socket of this.#open) socket.destroy();
  }

  async #admit(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { sessions, origins } = this.#options;
    const { endpoint, server } = this.#door(request);
    const visit = origins.visitOf(request);
    const { address } = visit;
    const isSecure = origins.isSecure(visit);
    const origin = request.headers.origin;
    if (origin === undefined || !origins.isOurs(origin, visit)) throw new Refusal(403);
    if (endpoint.subprotocol !== undefined && !offers(request, endpoint.subprotocol)) throw new Refusal(400);
    const token = readCookie(request.headers.cookie, cookieNameOf('deskline', isSecure));
    const live = token === undefined ? undefined : await sessions.authenticate(token);
    const accept = acceptorOf(endpoint, live);
    const release = this.#hold(endpoint, live, address);
    if (socket.destroyed) return release();
    this.#open.add(socket);
    socket.once('close', () => {
      this.#open.delete(socket);
      release();
    });
    server.handleUpgrade(request, socket, head, (opened) => {
      accept({ socket: opened, address, port: request.socket.remotePort ?? 0, isSecure });
    });
  }

  #door(request: IncomingMessage): Door {
    if (this.#isClosed) throw new Refusal(503, ['Retry-After: 5']);
    const path = (request.url ?? '').split('?')[0];
    const door = this.#doors.find(({ endpoint }) => endpoint.path === path);
    if (!door) throw new Refusal(404);
    if (request.method !== 'GET') throw new Refusal(405, ['Allow: GET']);
    // RFC 6455 §4.4: "If this version does not match a version understood by the server, the server MUST abort …
    // and instead send an appropriate HTTP error code (such as 426 Upgrade Required) and a |Sec-WebSocket-Version|".
    if (request.headers['sec-websocket-version'] !== '13') throw new Refusal(426, ['Sec-WebSocket-Version: 13']);
    return door;
  }

  #hold(endpoint: AnyEndpoint, live: LiveSession | undefined, address: string): () => void {
    const { limits } = this.#options;
    const perAddress = endpoint.isOpen ? endpoint.perAddress : limits.perAddress;
    const held = [
      { key: `${endpoint.path} address ${address}`, limit: perAddress },
      ...(live ? [{ key: `${endpoint.path} session ${live.session.id}`, limit: limits.perSession }] : []),
    ];
    if (held.some(({ key, limit }) => this.#counter.count(key) >= limit)) throw new Refusal(429, ['Retry-After: 30']);
    return this.#counter.hold(held.map(({ key }) => key));
  }

  #failed(error: unknown): Refusal {
    const isOurs = asServiceError(error).code === 'internal';
    if (isOurs) this.#options.logger.error({ err: error }, 'an upgrade failed');
    else this.#options.logger.warn({ err: error }, 'an upgrade could not be answered now');
    return new Refusal(isOurs ? 500 : 503);
  }
}

/** Who may come in there. @throws {Refusal} */
function acceptorOf(endpoint: AnyEndpoint, live: LiveSession | undefined): (visitor: Omit<Accepted, 'live'>) => void {
  if (endpoint.isOpen) {
    const known = live?.user.mustChangePassword === false ? live : undefined;
    return (visitor) => endpoint.accept({ ...visitor, live: known });
  }
  if (!live) throw new Refusal(401);
  if (live.user.mustChangePassword || (endpoint.isClosedAfterEnd && live.tenant.endedAt)) throw new Refusal(403);
  return (visitor) => endpoint.accept({ ...visitor, live });
}

function offers(request: IncomingMessage, subprotocol: string): boolean {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').some((offered) => offered.trim() === subprotocol);
}

function refuse(socket: Duplex, refusal: Refusal): void {
  if (socket.destroyed) return;
  const lines = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`,
    'Connection: close',
    'Content-Length: 0',
    ...refusal.headers,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
}
