import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Identity, IdentityEvents } from '../identity/index.ts';
import type { Bus } from '../platform/bus.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Networks } from '../platform/networks.ts';
import { StartError } from '../platform/start-error.ts';
import { createApp } from './http/app.ts';
import type { MachineEndpoints } from './http/machine-routes.ts';
import type { Router } from './http/router.ts';
import { StaticFiles } from './http/static-files.ts';
import { createOrigins } from './origins.ts';
import type { PageHub } from './socket/page-hub.ts';
import { RelayDoor, type RelayDoorOptions } from './socket/relay-door.ts';
import { SipDoor, type SipAcceptor } from './socket/sip-door.ts';
import { defaultSocketLimits, type SocketLimits } from './socket/socket-limits.ts';
import { UpgradeGate } from './socket/upgrade.ts';

export interface GatewayOptions {
  readonly identity: Identity;
  /** Made before, because domains push through it; closed by the gateway. */
  readonly pages: PageHub;
  readonly bus: Bus<IdentityEvents>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** `Transports` of the SIP stack. */
  readonly sip: SipAcceptor;
  /** Remote support; without it there is no `/relay`. */
  readonly relay?: RelayDoorOptions['relay'] | undefined;
  readonly machine: MachineEndpoints;
  /** Route groups of further domains, e.g. `(router) => addTelephonyRoutes(router, telephony)`. */
  readonly routeGroups?: readonly ((router: Router) => void)[];
  readonly publicUrl?: string | undefined;
  /** PEM files; with them this server speaks TLS itself. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** TRUSTED_PROXIES; nobody's forwarded headers are believed when absent. */
  readonly proxies?: Networks | undefined;
  /** The built browser app. */
  readonly webRoot: string;
  /** Further origins that may talk to us, e.g. of the development server. */
  readonly moreOrigins?: readonly string[];
  /** What is typed into a SIP phone as its server, e.g. `pbx.example:5060`. */
  readonly registrar?: () => string;
  readonly limits?: SocketLimits;
  readonly onAnswer?: (request: { readonly method: string; readonly status: number; readonly durationMs: number }) => void;
}

/** The edge: HTTP, `/ws`, `/sip` and `/relay` on one port. */
export interface Gateway {
  /** @returns the port that was bound. @throws {Error} with the system's code, e.g. EADDRINUSE */
  listen(host: string, port: number): Promise<number>;
  /** Takes no more requests, lets running ones finish for `graceMs`, then ends what is left. Idempotent. */
  close(graceMs: number): Promise<void>;
}

/** Makes the edge; nothing is open before `listen()`. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { identity, bus, clock, logger } = options;
  const origins = createOrigins({
    publicUrl: options.publicUrl,
    hasTls: options.tls !== undefined,
    proxies: options.proxies,
    more: options.moreOrigins ?? [],
  });
  const sipDoor = new SipDoor({ sip: options.sip, bus });
  const relayDoor = options.relay && new RelayDoor({ relay: options.relay, bus: options.bus, clock, logger });
  const gate = new UpgradeGate({
    sessions: identity.sessions,
    origins,
    limits: options.limits ?? defaultSocketLimits,
    logger,
    endpoints: [options.pages, sipDoor, ...(relayDoor ? [relayDoor] : [])],
  });
  const app = createApp({
    identity,
    origins,
    logger,
    machine: options.machine,
    staticFiles: await StaticFiles.create(options.webRoot),
    registrar: options.registrar ?? (() => ''),
    routeGroups: options.routeGroups ?? [],
    ...(options.onAnswer ? { onAnswer: options.onAnswer } : {}),
  });
  const server = await createServer(options.tls, getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  // Before listen() its caller hears of errors too; afterwards one that nobody hears would end the process.
  server.on('error', (error) => logger.warn({ err: error }, 'the web server reports an error'));
  server.on('upgrade', (request, socket, head) => gate.handle(request, socket, head));
  let closing: Promise<void> | undefined;
  return {
    listen: (host, port) => listen(server, host, port),
    close(graceMs) {
      closing ??= (async () => {
        gate.close();
        sipDoor.close();
        relayDoor?.close();
        options.pages.close();
        const timer = clock.after(graceMs, () => {
          server.closeAllConnections();
          gate.terminate();
        });
        await closeServer(server);
        timer.stop();
      })();
      return closing;
    },
  };
}

type Listener = ReturnType<typeof getRequestListener>;

async function createServer(tls: GatewayOptions['tls'], listener: Listener): Promise<HttpServer> {
  // Slow clients end here: a head has 15 s, a whole request five minutes, in which 20 MB of audio come through 600 kbit/s.
  const times = { headersTimeout: 15_000, requestTimeout: 300_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 };
  const onRequest = (incoming: Parameters<Listener>[0], outgoing: Parameters<Listener>[1]): void => void listener(incoming, outgoing);
  if (!tls) return createHttpServer(times, onRequest);
  try {
    const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
    return createHttpsServer({ ...times, cert, key, minVersion: 'TLSv1.2' }, onRequest);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown reason';
    throw new StartError(`TLS_CERT and TLS_KEY must name PEM files that this user can read and that belong together (${why})`, {
      cause: error,
    });
  }
}

async function listen(server: HttpServer, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function closeServer(server: HttpServer): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
