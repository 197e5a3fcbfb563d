import type { SipMessage } from '../message/message.ts';
import { FlowClosedError, type Flow, type FlowOwner, type TransportKind } from '../transport/flow.ts';

/** A flow that keeps what was sent; tests say what comes in. */
export class FakeFlow implements Flow {
  readonly id: string;
  readonly kind: TransportKind;
  readonly isReliable: boolean;
  readonly remoteAddress: string;
  readonly remotePort = 5060;
  readonly localAddress = '127.0.0.1';
  readonly localPort = 5060;
  readonly owner: FlowOwner | undefined;
  readonly sent: SipMessage[] = [];
  readonly #ended = new AbortController();

  constructor(kind: TransportKind, id = `${kind}-1`, options: { readonly address?: string; readonly owner?: FlowOwner } = {}) {
    this.kind = kind;
    this.id = id;
    this.isReliable = kind !== 'udp';
    this.remoteAddress = options.address ?? '127.0.0.1';
    this.owner = options.owner;
  }

  get closed(): AbortSignal {
    return this.#ended.signal;
  }

  async send(message: SipMessage): Promise<void> {
    if (this.closed.aborted) throw new FlowClosedError(this.id);
    this.sent.push(message);
  }

  close(): void {
    this.#ended.abort();
  }

  /** What was sent in short: `INVITE` or `200`. Empties the list. */
  take(): string[] {
    return this.sent.splice(0).map((message) => (message.kind === 'request' ? message.method : String(message.status)));
  }
}
