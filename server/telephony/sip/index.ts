import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SipCredentials } from './credentials.ts';
import { SipUserAgent } from './dialog/sip-user-agent.ts';
import type { UserAgent } from './dialog/user-agent.ts';
import { noSipMetrics, type SipMetrics } from './metrics.ts';
import type { EventSubscriptions } from './subscription/event-package.ts';
import { createTransactionLayer } from './transaction/transaction-layer.ts';
import { createTransports } from './transport/create-transports.ts';
import type { TransportLimits, TransportMetrics } from './transport/transport-options.ts';
import type { Transports } from './transport/transports.ts';

export type { AddressOwner, DeviceCredentials, SipCredentials } from './credentials.ts';
export type {
  Binding,
  Dialog,
  DialogEvents,
  Invitation,
  InviteRequest,
  OutgoingInvite,
  OutgoingInviteEvents,
  Registrar,
  RegistrarEvents,
  ReinviteReply,
  RequestReply,
  SipExtras,
  SipPrincipal,
  UserAgent,
  UserAgentListener,
} from './dialog/user-agent.ts';
export type { EventPackage, EventSubscriptions, Watched } from './subscription/event-package.ts';
export type { SipMetrics } from './metrics.ts';
export type { Flow, FlowOwner } from './transport/flow.ts';
export type { WebSocketFlowOptions, WebSocketLike } from './transport/transports.ts';

export interface SipStackOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly credentials: SipCredentials;
  readonly metrics?: SipMetrics & TransportMetrics;
  /** Names this server in bindings. */
  readonly nodeId: string;
  /** `SIP_DOMAIN`: addresses are `<user>@<pbx>.<tenant>.<sipDomain>`. Lower case. */
  readonly sipDomain: string;
  /** Host name or address that Via and Contact name. */
  readonly publicHost: string;
  /** Address to bind for UDP, TCP and TLS. */
  readonly listenAddress: string;
  /** A port, 0 for any free one; undefined: not offered. */
  readonly udpPort?: number;
  readonly tcpPort?: number;
  readonly tlsPort?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly limits?: Partial<TransportLimits>;
}

export interface SipStack {
  readonly userAgent: UserAgent;
  /** Message waiting, told to phones that ask for it. */
  readonly subscriptions: EventSubscriptions;
  /** The gateway gives browsers' WebSockets here (`acceptWebSocket`) and ends them at sign-out (`closeFlowsOf`). */
  readonly transports: Pick<Transports, 'acceptWebSocket' | 'closeFlowsOf' | 'bound'>;
  /** Stops listening and forgets all dialogs; hang up before. Idempotent. */
  close(): Promise<void>;
}

/** The whole SIP stack. Nothing is bound before `userAgent.start(listener)`. @throws {StartError} there when a port is taken */
export function createSipStack(options: SipStackOptions): SipStack {
  const { clock, logger, metrics } = options;
  const transports = createTransports(options);
  const layer = createTransactionLayer({ transports, clock, logger, ...(metrics && { metrics }) });
  const userAgent = new SipUserAgent({ ...options, metrics: metrics ?? noSipMetrics, transports, layer });
  let closing: Promise<void> | undefined;
  return { userAgent, subscriptions: userAgent.subscriptions, transports, close: () => (closing ??= userAgent.close()) };
}
