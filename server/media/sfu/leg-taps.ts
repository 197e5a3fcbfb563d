import type { types } from 'mediasoup';
import type { AudioTap } from '../media-engine.ts';
import type { LegMouth } from './leg-mouth.ts';
import type { RouterHome } from './router-home.ts';

export interface LegTapsParts {
  readonly mouth: Pick<LegMouth, 'speech' | 'subscribe'>;
  /** Where the leg lives now. */
  readonly home: () => Pick<RouterHome, 'direct'> | undefined;
  readonly capabilities: types.RtpCapabilities;
  /** The consumer could not be made; whoever listens hears nothing until the mouth changes. */
  readonly onError: (error: unknown) => void;
}

type Listener = (rtp: Buffer) => void;

/**
 * All who listen to what a leg says, over one consumer on its router's DirectTransport. It is there while somebody listens and the leg
 * has a mouth; with a new mouth (SSRC, worker) comes a new consumer.
 */
export class LegTaps {
  readonly #parts: LegTapsParts;
  readonly #listeners = new Set<Listener>();
  #unsubscribe: (() => void) | undefined;
  #consumer: types.Consumer | undefined;
  /** The producer that `#consumer` listens to, or will. */
  #producerId: string | undefined;

  constructor(parts: LegTapsParts) {
    this.#parts = parts;
  }

  add(onPacket: Listener): AudioTap {
    const listener: Listener = (rtp) => onPacket(rtp);
    this.#listeners.add(listener);
    this.#unsubscribe ??= this.#parts.mouth.subscribe(() => this.#follow());
    this.#follow();
    return {
      close: () => {
        if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#rest();
      },
    };
  }

  close(): void {
    this.#listeners.clear();
    this.#rest();
  }

  #rest(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#drop();
  }

  #drop(): void {
    this.#consumer?.close();
    this.#consumer = undefined;
    this.#producerId = undefined;
  }

  #follow(): void {
    const producer = this.#parts.mouth.speech?.producer;
    const wanted = producer && !producer.closed ? producer.id : undefined;
    if (wanted === this.#producerId) return;
    this.#drop();
    this.#producerId = wanted;
    if (wanted !== undefined) this.#attach(wanted).catch((error: unknown) => this.#fail(wanted, error));
  }

  async #attach(producerId: string): Promise<void> {
    const transport = await this.#parts.home()?.direct();
    if (!transport || this.#producerId !== producerId) return;
    const consumer = await transport.consume({ producerId, rtpCapabilities: this.#parts.capabilities });
    if (this.#producerId !== producerId) {
      consumer.close();
      return;
    }
    this.#consumer = consumer;
    consumer.on('rtp', (packet) => {
      for (const listener of this.#listeners) listener(packet);
    });
  }

  #fail(producerId: string, error: unknown): void {
    if (this.#producerId !== producerId) return;
    this.#producerId = undefined;
    this.#parts.onError(error);
  }
}
