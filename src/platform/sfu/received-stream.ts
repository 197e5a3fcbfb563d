import { parseScalabilityMode, type types } from 'mediasoup-client';
import type { FrameOrigin } from '../../../seal/frames/index.ts';
import { layersFor, type Layers } from './encodings.ts';
import { done, type RoomRequest } from './room-wire.ts';

/** A picture or a voice of somebody else. */
export interface ReceivedStream {
  readonly track: MediaStreamTrack;
  /** How many lines it fills on the screen: small ones get a smaller layer and fewer frames, if its sender has several. 0: not seen, so not sent. */
  setShownHeight(height: number): void;
  /** How it arrives (WebRTC Statistics). */
  stats(): Promise<RTCStatsReport>;
  /** Mine, idempotent. */
  close(): void;
}

/** One of which nobody has said yet whose it is: nothing of it is opened. */
export interface UnnamedStream extends ReceivedStream {
  /** What its sender said of it, in a sealed message. The first time counts: it is never another's. */
  name(origin: FrameOrigin): void;
}

interface ConsumerParts {
  readonly request: RoomRequest;
  readonly name: (origin: FrameOrigin) => void;
}

export class ReceivedConsumer implements UnnamedStream {
  readonly #consumer: types.Consumer;
  readonly #request: RoomRequest;
  readonly #name: (origin: FrameOrigin) => void;
  /** How many there are. */
  readonly #layers: Layers;
  #told: Layers | undefined;
  #isHidden = false;

  constructor(consumer: types.Consumer, { request, name }: ConsumerParts) {
    this.#consumer = consumer;
    this.#request = request;
    this.#name = name;
    const { spatialLayers, temporalLayers } = parseScalabilityMode(consumer.rtpParameters.encodings?.[0]?.scalabilityMode);
    this.#layers = { spatial: spatialLayers, temporal: temporalLayers };
  }

  get track(): MediaStreamTrack {
    return this.#consumer.track;
  }

  name(origin: FrameOrigin): void {
    this.#name(origin);
  }

  setShownHeight(height: number): void {
    if (this.#consumer.kind === 'audio') return;
    this.#setHidden(height <= 0);
    const wanted = layersFor(height, this.#layers);
    if (this.#isHidden || (wanted.spatial === this.#told?.spatial && wanted.temporal === this.#told.temporal)) return;
    this.#told = wanted;
    if (this.#layers.spatial > 1 || this.#layers.temporal > 1) this.#tell('room.layers', wanted);
  }

  stats(): Promise<RTCStatsReport> {
    return this.#consumer.getStats();
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
  #tell(method: string, more: Partial<Layers> = {}): void {
    this.#request(method, { consumerId: this.#consumer.id, ...more }, done).catch(() => undefined);
  }
}
