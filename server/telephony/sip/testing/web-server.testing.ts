import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { systemClock } from '../../../platform/clock.ts';
import { silentLogger } from '../../../platform/logger.ts';
import type { Invitation } from '../dialog/user-agent.ts';
import { createSipStack, type SipStack } from '../index.ts';
import { FakeCredentials, ownerOf, testDomain } from './credentials.testing.ts';

/** The stack behind a real WebSocket server; `/sip?user=alice` stands for an upgrade with Alice's cookie. */
export class SipWebServer {
  readonly stack: SipStack;
  readonly credentials: FakeCredentials;
  readonly invitations: Invitation[] = [];
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  #onInvitation: ((invitation: Invitation) => void) | undefined;

  private constructor(credentials: FakeCredentials, stack: SipStack) {
    this.credentials = credentials;
    this.stack = stack;
    this.#http = createServer();
    this.#sockets = new WebSocketServer({ server: this.#http, handleProtocols: () => 'sip' });
    this.#sockets.on('connection', (socket, request) => {
      const userId = new URL(request.url ?? '/', 'http://localhost').searchParams.get('user') ?? 'nobody';
      const { remoteAddress = '127.0.0.1', remotePort = 0 } = request.socket;
      stack.transports.acceptWebSocket(socket, { owner: ownerOf(userId), isSecure: false, remoteAddress, remotePort });
    });
  }

  static async start(): Promise<SipWebServer> {
    const credentials = new FakeCredentials();
    const stack = createSipStack({
      clock: systemClock,
      logger: silentLogger,
      credentials,
      nodeId: 'node-1',
      sipDomain: testDomain,
      publicHost: '127.0.0.1',
      listenAddress: '127.0.0.1',
      udpPort: 0,
      tcpPort: 0,
    });
    const server = new SipWebServer(credentials, stack);
    await stack.userAgent.start({ onInvitation: (invitation) => server.#invited(invitation) });
    server.#http.listen(0, '127.0.0.1');
    await once(server.#http, 'listening');
    return server;
  }

  url(userId: string): string {
    const address = this.#http.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `ws://127.0.0.1:${String(port)}/sip?user=${userId}`;
  }

  onInvitation(listener: (invitation: Invitation) => void): void {
    this.#onInvitation = listener;
  }

  /** Cuts every WebSocket as a network would. */
  cut(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  async close(): Promise<void> {
    this.cut();
    this.#sockets.close();
    await new Promise((resolve) => this.#http.close(resolve));
    await this.stack.close();
  }

  #invited(invitation: Invitation): void {
    this.invitations.push(invitation);
    this.#onInvitation?.(invitation);
  }
}
