import type { WebSocket } from 'ws';
import type { IdentityEvents } from '../../identity/index.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Accepted, SocketEndpoint } from './upgrade.ts';

/** What the door needs of the SIP transports; `Transports` of telephony has this shape. */
export interface SipAcceptor {
  acceptWebSocket(
    socket: WebSocket,
    options: {
      readonly owner: { readonly tenantId: string; readonly userId: string; readonly webSessionId: string };
      readonly isSecure: boolean;
      readonly remoteAddress: string;
      readonly remotePort: number;
    },
  ): unknown;
  /** Closes every flow that a web session opened. */
  closeFlowsOf(webSessionId: string): number;
}

export interface SipDoorOptions {
  readonly sip: SipAcceptor;
  readonly bus: Bus<IdentityEvents>;
}

/** `/sip`: hands authenticated browsers to the SIP stack, and takes their flows away when the web session ends. */
export class SipDoor implements SocketEndpoint {
  readonly path = '/sip';
  readonly subprotocol = 'sip';
  readonly isClosedAfterEnd = true;
  /** Twice the stack's own limit for a message, so that what is just too large gets its 513 (SIP8); more closes the socket (1009). */
  readonly maxPayloadBytes = 131_072;
  readonly #options: SipDoorOptions;
  readonly #lifetime = new AbortController();

  constructor(options: SipDoorOptions) {
    this.#options = options;
    options.bus.subscribe('identity.session-ended', (event) => options.sip.closeFlowsOf(event.sessionId), this.#lifetime.signal);
  }

  accept({ socket, live, address, port, isSecure }: Accepted): void {
    this.#options.sip.acceptWebSocket(socket, {
      owner: { tenantId: live.tenant.id, userId: live.user.id, webSessionId: live.session.id },
      isSecure,
      remoteAddress: address,
      remotePort: port,
    });
  }

  /** The flows belong to the SIP stack, which closes them. Idempotent. */
  close(): void {
    this.#lifetime.abort();
  }
}
