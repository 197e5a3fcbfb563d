import { z } from 'zod';
import type { TabStorage } from './invite-desk.ts';

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asked'), place: z.string() }),
  z.object({ type: z.literal('seat'), place: z.string(), seat: z.string() }),
]);
type Message = z.infer<typeof messageSchema>;

/** What we use of a BroadcastChannel: all tabs of our origin in this browser. */
export type TabChannel = Pick<BroadcastChannel, 'postMessage' | 'close'> & {
  addEventListener(type: 'message', hear: (event: MessageEvent<unknown>) => void): void;
};

/** Another tab answers at once, or there is none. */
const answerWithinMs = 200;
const keyOf = (place: string): string => `support-seat ${place}`;

/**
 * A person's second tab goes on in the seat of the first. Without what proves the seat to the others nobody could take the new tab in while it
 * is the only expert's, and the session would be lost.
 */
export class SeatHandover {
  readonly #channel: TabChannel;
  readonly #storage: TabStorage;
  readonly #place: string;
  #onSeat: () => void = () => undefined;

  constructor(channel: TabChannel, storage: TabStorage, place: string) {
    this.#channel = channel;
    this.#storage = storage;
    this.#place = place;
    channel.addEventListener('message', ({ data }) => this.#handle(data));
  }

  /** Resolves once this tab has the seat of another one, or there is none to be had. */
  fetch(): Promise<void> {
    if (this.#storage.getItem(keyOf(this.#place)) !== null) return Promise.resolve();
    return new Promise((resolve) => {
      setTimeout(resolve, answerWithinMs);
      this.#onSeat = resolve;
      this.#post({ type: 'asked', place: this.#place });
    });
  }

  /** Mine, idempotent: nobody is answered any more. */
  close(): void {
    this.#channel.close();
  }

  #handle(data: unknown): void {
    const message = messageSchema.safeParse(data).data;
    if (message?.place !== this.#place) return;
    const mine = this.#storage.getItem(keyOf(this.#place));
    if (message.type === 'asked' && mine !== null) this.#post({ type: 'seat', place: this.#place, seat: mine });
    if (message.type === 'seat' && mine === null) {
      this.#storage.setItem(keyOf(this.#place), message.seat);
      this.#onSeat();
    }
  }

  #post(message: Message): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel is of our origin alone
    this.#channel.postMessage(message);
  }
}
