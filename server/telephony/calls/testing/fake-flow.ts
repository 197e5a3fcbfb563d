import type { Flow, FlowOwner } from '../../sip/transport/flow.ts';

let nextFlow = 1;

/** A connection without a wire: it is open until somebody closes it. */
export class FakeFlow implements Flow {
  readonly id = `flow-${nextFlow++}`;
  readonly kind: Flow['kind'];
  readonly isReliable = true;
  readonly remoteAddress = '127.0.0.1';
  readonly remotePort = 50_000;
  readonly localAddress = '127.0.0.1';
  readonly localPort = 8080;
  readonly owner: FlowOwner | undefined;
  readonly #closed = new AbortController();

  constructor(owner: FlowOwner | undefined) {
    this.owner = owner;
    this.kind = owner ? 'ws' : 'tcp';
  }

  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  async send(): Promise<void> {
    throw new Error('nothing is sent over a fake flow');
  }

  close(): void {
    this.#closed.abort();
  }
}
