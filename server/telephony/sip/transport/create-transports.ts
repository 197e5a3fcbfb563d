import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { StartError } from '../../../platform/start-error.ts';
import { topViaOf } from '../message/accessors.ts';
import type { SipMessage, SipResponse } from '../message/message.ts';
import { SipError } from '../message/sip-error.ts';
import { sipUri } from '../message/uri-parser.ts';
import type { SipUri } from '../message/uri.ts';
import type { Flow, TransportKind } from './flow.ts';
import { SourceLimiter } from './source-limiter.ts';
import { StreamTransport } from './stream-transport.ts';
import { defaultTransportLimits, type TransportContext, type TransportMetrics, type TransportOptions } from './transport-options.ts';
import type { TransportListener, Transports, WebSocketFlowOptions, WebSocketLike } from './transports.ts';
import { parseUdpFlowId, UdpTransport } from './udp-transport.ts';
import { defaultPort, stampVia } from './via-stamp.ts';
import { WebSocketFlow } from './websocket-flow.ts';

const noMetrics: TransportMetrics = {
  transportError() {
    // Nobody counts.
  },
};

/** All transports of this server. Nothing is bound before `listen()`. */
export function createTransports(options: TransportOptions): Transports {
  return new SipTransports(options);
}

class SipTransports implements Transports {
  readonly #options: TransportOptions;
  readonly #context: TransportContext;
  readonly #flows = new Map<string, Flow>();
  readonly #udp: UdpTransport | undefined;
  readonly #tcp: StreamTransport | undefined;
  readonly #tls: StreamTransport | undefined;
  #listener: TransportListener | undefined;
  #nextWebSocket = 1;

  constructor(options: TransportOptions) {
    const { clock, logger, metrics = noMetrics, listenAddress } = options;
    const limits = { ...defaultTransportLimits, ...options.limits };
    const context = { clock, logger, metrics, limits };
    const rate = limits.messagesPerSecondPerAddress;
    const limiter = new SourceLimiter(clock, rate, rate * 2);
    this.#options = options;
    this.#context = context;
    const hooks = { onOpen: (flow: Flow) => this.#flows.set(flow.id, flow), onClosed: (flow: Flow) => this.#onFlowClosed(flow) };
    const stream = { address: listenAddress, context, limiter, ...hooks };
    if (options.udpPort !== undefined) this.#udp = new UdpTransport(listenAddress, context, limiter);
    if (options.tcpPort !== undefined) this.#tcp = new StreamTransport({ ...stream, kind: 'tcp' });
    if (options.tlsPort !== undefined && options.tls) this.#tls = new StreamTransport({ ...stream, kind: 'tls', tls: options.tls });
  }

  async listen(listener: TransportListener): Promise<void> {
    const { udpPort, tcpPort, tlsPort } = this.#options;
    this.#listener = listener;
    await this.#bind('UDP', this.#udp, udpPort);
    await this.#bind('TCP', this.#tcp, tcpPort);
    await this.#bind('TLS', this.#tls, tlsPort);
  }

  acceptWebSocket(socket: WebSocketLike, options: WebSocketFlowOptions): Flow {
    const flow = new WebSocketFlow({
      id: `ws-${String(this.#nextWebSocket++)}`,
      socket,
      options,
      local: { address: this.#options.publicHost, port: 0 },
      context: this.#context,
      receive: (message, from) => this.#receive(message, from),
      onClosed: (closed) => this.#onFlowClosed(closed),
    });
    this.#flows.set(flow.id, flow);
    return flow;
  }

  async open(target: { readonly kind: TransportKind; readonly host: string; readonly port: number }): Promise<Flow> {
    const host = isIP(target.host) === 0 ? (await lookup(target.host)).address : target.host;
    const transport = target.kind === 'tcp' ? this.#tcp : target.kind === 'tls' ? this.#tls : undefined;
    if (transport) return transport.open({ host, port: target.port });
    if (target.kind === 'udp' && this.#udp) return this.#udp.flowTo(host, target.port);
    throw new Error(`no outgoing ${target.kind} transport is configured`);
  }

  flow(id: string): Flow | undefined {
    const udp = parseUdpFlowId(id);
    return udp ? this.#udp?.flowTo(udp.host, udp.port) : this.#flows.get(id);
  }

  closeFlowsOf(webSessionId: string): number {
    const flows = [...this.#flows.values()].filter((flow) => flow.owner?.webSessionId === webSessionId);
    for (const flow of flows) flow.close('signed out');
    return flows.length;
  }

  localUri(flow: Flow, user?: string): SipUri {
    const { publicHost } = this.#options;
    const port = { udp: this.#udp?.port, tcp: this.#tcp?.port, tls: this.#tls?.port, ws: undefined, wss: undefined }[flow.kind];
    // RFC 3261 §19.1.2: UDP is the default of a sip URI; RFC 7118 §5.2 names `ws` for both.
    const transport = flow.kind === 'wss' ? 'ws' : flow.kind;
    const parameters = new Map(transport === 'udp' ? [] : [['transport', transport]]);
    return sipUri(user, publicHost, port === 0 || port === defaultPort ? undefined : port, parameters);
  }

  get bound(): { readonly udp?: number; readonly tcp?: number; readonly tls?: number } {
    return {
      ...(this.#udp && { udp: this.#udp.port }),
      ...(this.#tcp && { tcp: this.#tcp.port }),
      ...(this.#tls && { tls: this.#tls.port }),
    };
  }

  async close(): Promise<void> {
    for (const flow of this.#flows.values()) flow.close('the server stops');
    await Promise.all([this.#udp?.close(), this.#tcp?.close(), this.#tls?.close()]);
  }

  async #bind(name: string, transport: UdpTransport | StreamTransport | undefined, port: number | undefined): Promise<void> {
    if (!transport || port === undefined) return;
    try {
      await transport.listen(port, (message, flow) => this.#receive(message, flow));
    } catch (error) {
      const where = `${this.#options.listenAddress}:${String(port)}`;
      throw new StartError(
        `cannot listen for SIP over ${name} on ${where} (${codeOf(error)}): free the port, or set SIP_${name.toUpperCase()}_PORT to another one`,
        {
          cause: error,
        },
      );
    }
  }

  /** Every message of every transport comes through here. No fault above may end the process. */
  #receive(message: SipMessage, flow: Flow): void {
    try {
      if (message.kind === 'response') {
        if (!this.#isForUs(message, flow)) return this.#context.metrics.transportError(flow.kind, 'foreign-response');
      } else stampVia(message.headers, { host: flow.remoteAddress, port: flow.remotePort });
      this.#listener?.onMessage(message, flow);
    } catch (error) {
      this.#context.metrics.transportError(flow.kind, 'handler');
      this.#context.logger.error({ err: error, flow: flow.id }, 'a SIP message could not be handled');
    }
  }

  /**
   * RFC 3261 §18.1.2: "If the value of the "sent-by" parameter in that header field value does not correspond to a value that
   * the client transport is configured to insert into requests, the response MUST be silently discarded."
   */
  #isForUs(response: SipResponse, flow: Flow): boolean {
    try {
      const via = topViaOf(response.headers);
      const ours = this.localUri(flow);
      return !response.defect && via.host === ours.host.toLowerCase() && (via.port ?? defaultPort) === (ours.port ?? defaultPort);
    } catch (error) {
      if (error instanceof SipError) return false;
      throw error;
    }
  }

  #onFlowClosed(flow: Flow): void {
    this.#flows.delete(flow.id);
    this.#listener?.onFlowClosed(flow);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
}
