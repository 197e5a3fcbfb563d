import type { AudioTap } from '../../media/media-engine.ts';
import type { LegSeat } from './leg-seat.ts';

/** A tap of a caller who may not be answered yet: it begins to listen when there is somebody to listen to. */
export class LaterTap implements AudioTap {
  readonly #onPacket: (rtp: Buffer) => void;
  readonly #onClosed: () => void;
  #tap: AudioTap | undefined;
  #isClosed = false;

  constructor(onPacket: (rtp: Buffer) => void, onClosed: () => void) {
    this.#onPacket = onPacket;
    this.#onClosed = onClosed;
  }

  attach(seat: LegSeat): void {
    if (!this.#isClosed) this.#tap ??= seat.tap(this.#onPacket);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#tap?.close();
    this.#onClosed();
  }
}
