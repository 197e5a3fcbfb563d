import type { SipRequest } from '../message/message.ts';

export type EndReason = 'acked' | 'done' | 'timeout' | 'transport-error';

/** Who wants to know of a server transaction's cancelling and end. Each is told once, also when he asks too late. */
export class ServerListeners {
  #onCancel: ((cancel: SipRequest) => void) | undefined;
  #onEnd: ((why: EndReason) => void) | undefined;
  #cancel: SipRequest | undefined;
  #end: EndReason | undefined;

  onCancel(listener: (cancel: SipRequest) => void): void {
    if (this.#cancel) listener(this.#cancel);
    else this.#onCancel = listener;
  }

  onEnd(listener: (why: EndReason) => void): void {
    if (this.#end) listener(this.#end);
    else this.#onEnd = listener;
  }

  cancelled(cancel: SipRequest): void {
    if (this.#cancel) return;
    this.#cancel = cancel;
    this.#onCancel?.(cancel);
    this.#onCancel = undefined;
  }

  /** A CANCEL has no effect any more (RFC 3261 §9.2). */
  settled(): void {
    this.#onCancel = undefined;
  }

  ended(why: EndReason): void {
    if (this.#end) return;
    this.#end = why;
    this.#onEnd?.(why);
    this.#onEnd = undefined;
    this.#onCancel = undefined;
  }
}
