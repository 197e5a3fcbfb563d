import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../../platform/clock.ts';
import { silentLogger, type Logger } from '../../../platform/logger.ts';
import { createSipStack } from '../index.ts';
import { noSipMetrics } from '../metrics.ts';
import { createTransactionLayer } from '../transaction/transaction-layer.ts';
import type { TransactionUser } from '../transaction/transaction.ts';
import { createTransports } from '../transport/create-transports.ts';
import type { TransportError, TransportLimits } from '../transport/transport-options.ts';
import type { Transports } from '../transport/transports.ts';
import { FakeCredentials, ownerOf, testDomain } from './credentials.testing.ts';

export interface RunningStack<Served> {
  readonly transports: Served;
  /** Faults that the transports counted. */
  readonly faults: TransportError[];
  readonly ports: { readonly udp: number; readonly tcp: number; readonly ws: number };
  close(): Promise<void>;
}

export interface StackOptions {
  readonly limits?: Partial<TransportLimits>;
  readonly logger?: Logger;
}

const host = '127.0.0.1';

/** Transports and transactions on free ports, with a user of the test's. */
export async function startLayers(user: TransactionUser, options: StackOptions = {}): Promise<RunningStack<Transports>> {
  const { limits = {}, logger = silentLogger } = options;
  const faults: TransportError[] = [];
  const metrics = { transportError: (_transport: string, why: TransportError) => faults.push(why) };
  const transports = createTransports({
    listenAddress: host,
    udpPort: 0,
    tcpPort: 0,
    publicHost: host,
    clock: systemClock,
    logger,
    limits,
    metrics,
  });
  const layer = createTransactionLayer({ transports, clock: systemClock, logger });
  await layer.start(user);
  return serve(transports, faults, () => layer.close());
}

/** The whole stack as the product has it: registrar, digest and dialogs above the layers; nobody answers calls. */
export async function startWholeStack(options: StackOptions = {}): Promise<RunningStack<Pick<Transports, 'acceptWebSocket' | 'bound'>>> {
  const { limits = {}, logger = silentLogger } = options;
  const faults: TransportError[] = [];
  const metrics = { ...noSipMetrics, transportError: (_transport: string, why: TransportError) => void faults.push(why) };
  const shared = { clock: systemClock, logger, credentials: new FakeCredentials(), metrics, limits };
  const stack = createSipStack({
    ...shared,
    nodeId: 'node-1',
    sipDomain: testDomain,
    publicHost: host,
    listenAddress: host,
    udpPort: 0,
    tcpPort: 0,
  });
  await stack.userAgent.start({ onInvitation: (invitation) => invitation.reject(480, 'Temporarily Unavailable') });
  return serve(stack.transports, faults, () => stack.close());
}

/** Adds the WebSocket listener that the gateway is in the product; whoever connects is Alice. */
async function serve<Served extends Pick<Transports, 'acceptWebSocket' | 'bound'>>(
  transports: Served,
  faults: TransportError[],
  closeStack: () => Promise<void>,
): Promise<RunningStack<Served>> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'sip' });
  sockets.on('connection', (socket, request) => {
    const { remoteAddress = '', remotePort = 0 } = request.socket;
    transports.acceptWebSocket(socket, { owner: ownerOf('alice', 'session'), isSecure: false, remoteAddress, remotePort });
  });
  await new Promise<void>((resolve) => {
    http.listen(0, host, resolve);
  });
  return {
    transports,
    faults,
    ports: { udp: transports.bound.udp ?? 0, tcp: transports.bound.tcp ?? 0, ws: portOf(http) },
    async close() {
      await closeStack();
      for (const client of sockets.clients) client.terminate();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
    },
  };
}

function portOf(server: Server): number {
  const bound = server.address();
  return typeof bound === 'object' && bound ? bound.port : 0;
}
