import type { TransactionLayer } from '../transaction/transaction.ts';
import type { Flow } from '../transport/flow.ts';
import type { DialogPath } from './dialog-path.ts';

/** Sends the ACK to a 2xx of theirs, and to every copy of it (RFC 3261 §13.2.2.4): all that is left of a dialog after its end. */
export class Acknowledger {
  readonly #layer: Pick<TransactionLayer, 'sendAck'>;
  readonly #path: DialogPath;
  readonly #flow: Flow;

  constructor(layer: Pick<TransactionLayer, 'sendAck'>, path: DialogPath, flow: Flow) {
    this.#layer = layer;
    this.#path = path;
    this.#flow = flow;
  }

  acknowledge(inviteCSeq: number): void {
    this.#layer.sendAck(this.#path.ack(inviteCSeq), this.#flow);
  }
}
