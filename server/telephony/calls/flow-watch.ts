import { EventEmitter } from 'node:events';
import type { Flow } from '../sip/transport/flow.ts';

export interface FlowWatchEvents {
  closed: [];
  /** The dialog moved to a new flow (RFC 5626 §4.3: the client re-registered). */
  opened: [];
}

/** Whether a dialog's far end can be reached with signalling now. A call outlives its flow. */
export class FlowWatch extends EventEmitter<FlowWatchEvents> {
  readonly #closed = (): void => void this.emit('closed');
  #flow: Flow;
  #isOver = false;

  constructor(flow: Flow) {
    super();
    this.#flow = flow;
    this.#watch();
  }

  get isOpen(): boolean {
    return !this.#isOver && !this.#flow.closed.aborted;
  }

  /** It is a browser of ours (devices authenticate per request and have no owner). */
  get isSoftphone(): boolean {
    return this.#flow.owner !== undefined;
  }

  handleRebound(flow: Flow): void {
    if (this.#isOver) return;
    this.#unwatch();
    this.#flow = flow;
    this.#watch();
    if (this.isOpen) this.emit('opened');
  }

  /** Resolves to true as soon as the flow is open, to false when the leg is over. */
  async untilOpen(): Promise<boolean> {
    if (this.isOpen || this.#isOver) return this.isOpen;
    return new Promise((resolve) => this.once('opened', () => resolve(!this.#isOver)));
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#unwatch();
    this.emit('opened');
    this.removeAllListeners();
  }

  #watch(): void {
    this.#flow.closed.addEventListener('abort', this.#closed, { once: true });
  }

  #unwatch(): void {
    this.#flow.closed.removeEventListener('abort', this.#closed);
  }
}
