import { parseScalabilityMode, type types } from 'mediasoup-client';
import { layerFor } from './encodings.ts';
import { done, type RoomRequest } from './room-wire.ts';

/** A picture or a voice of somebody else. */
export interface ReceivedStream {
  readonly track: MediaStreamTrack;
  /** How many lines it fills on the screen: smaller ones get a smaller layer, if its sender has several. 0: not seen, so not sent. */
  setShownHeight(height: number): void;
  /** Mine, idempotent. */
  close(): void;
}

export class ReceivedConsumer implements ReceivedStream {
  readonly #consumer: types.Consumer;
  readonly #request: RoomRequest;
  readonly #layers: number;
  #layer: number | undefined;
  #isHidden = false;

  constructor(consumer: types.Consumer, request: RoomRequest) {
    this.#consumer = consumer;
    this.#request = request;
    this.#layers = parseScalabilityMode(consumer.rtpParameters.encodings?.[0]?.scalabilityMode).spatialLayers;
  }

  get track(): MediaStreamTrack {
    return this.#consumer.track;
  }

  setShownHeight(height: number): void {
    if (this.#consumer.kind === 'audio') return;
    this.#setHidden(height <= 0);
    const spatial = layerFor(height, this.#layers);
    if (this.#isHidden || this.#layers === 1 || spatial === this.#layer) return;
    this.#layer = spatial;
    this.#tell('room.layers', { spatial });
  }

  close(): void {
    if (this.#consumer.closed) return;
    this.#consumer.close();
    this.#tell('room.closeConsumer');
  }

  #setHidden(isHidden: boolean): void {
    if (isHidden === this.#isHidden) return;
    this.#isHidden = isHidden;
    this.#tell(isHidden ? 'room.pauseConsumer' : 'room.resumeConsumer');
  }

  /** Wishes: when the line is lost the picture is a little larger than it need be, or goes with the seat. */
  #tell(method: string, more: { readonly spatial?: number } = {}): void {
    this.#request(method, { consumerId: this.#consumer.id, ...more }, done).catch(() => undefined);
  }
}
