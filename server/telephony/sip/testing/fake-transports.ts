import type { SipMessage } from '../message/message.ts';
import { sipUri } from '../message/uri-parser.ts';
import type { SipUri } from '../message/uri.ts';
import type { Flow } from '../transport/flow.ts';
import type { TransportListener, Transports } from '../transport/transports.ts';

/** Transports without sockets: a test hands messages in. */
export class FakeTransports implements Transports {
  readonly bound = {};
  isClosed = false;
  #listener: TransportListener | undefined;

  async listen(listener: TransportListener): Promise<void> {
    this.#listener = listener;
  }

  receive(message: SipMessage, flow: Flow): void {
    this.#listener?.onMessage(message, flow);
  }

  /** Ends the flow as its transport would. */
  end(flow: Flow): void {
    flow.close('test');
    this.#listener?.onFlowClosed(flow);
  }

  acceptWebSocket(): Flow {
    throw new Error('a fake has no sockets');
  }

  async open(): Promise<Flow> {
    throw new Error('a fake has no sockets');
  }

  flow(): Flow | undefined {
    return undefined;
  }

  closeFlowsOf(): number {
    return 0;
  }

  localUri(_flow: Flow, user?: string): SipUri {
    return sipUri(user, 'pbx.example');
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}
