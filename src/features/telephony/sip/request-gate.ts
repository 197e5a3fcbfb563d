import { Events } from './events.ts';

/**
 * Says whether in-dialog requests may be sent now. JsSIP ends a call when such a request meets a dead socket, so nothing is
 * sent between the loss of the socket and the next 200 to REGISTER (which rebinds our dialogs on the server).
 */
export class RequestGate extends Events<{ opened: []; closed: [] }> {
  #isOpen = false;

  get isOpen(): boolean {
    return this.#isOpen;
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.emit('opened');
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.emit('closed');
  }

  /** Runs now or, once, at the next opening; the returned function cancels. */
  whenOpen(run: () => void): () => void {
    if (this.#isOpen) {
      run();
      return () => undefined;
    }
    const stop = this.on('opened', () => {
      stop();
      run();
    });
    return stop;
  }
}
