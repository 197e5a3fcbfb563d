import type { types } from 'mediasoup';
import type { MediaKind } from '../../../../protocol/support/relay.ts';
import type {
  DtlsParameters,
  IceParameters,
  RoomConsumer,
  RoomProducer,
  RoomRtpCapabilities,
  RoomRtpParameters,
  RoomTransport,
} from '../../room-engine.ts';
import { FirstSize, smallestSize } from './first-size.ts';
import { inOurWords } from './room-errors.ts';

/** At most one key frame of a producer in this time, however many ask. */
const keyFrameEveryMs = 500;

/** A WebRtcTransport of mediasoup. */
export class SfuRoomTransport implements RoomTransport {
  readonly closed: Promise<void>;
  readonly #transport: types.WebRtcTransport;

  constructor(transport: types.WebRtcTransport) {
    this.#transport = transport;
    this.closed = closeOf((closed) => transport.observer.once('close', closed));
    // The browser closed its connection, e.g. with its page.
    transport.on('dtlsstatechange', (state) => {
      if (state === 'closed' || state === 'failed') transport.close();
    });
  }

  get isSilent(): boolean {
    return this.#transport.iceState === 'disconnected';
  }

  onSilent(listener: () => void): void {
    this.#transport.on('icestatechange', (state) => {
      if (state === 'disconnected') listener();
    });
  }

  get id(): string {
    return this.#transport.id;
  }

  get iceParameters(): IceParameters {
    return this.#transport.iceParameters;
  }

  get iceCandidates(): Readonly<Record<string, unknown>>[] {
    return this.#transport.iceCandidates.map((candidate) => ({ ...candidate }));
  }

  get dtlsParameters(): DtlsParameters {
    return this.#transport.dtlsParameters;
  }

  connect(dtlsParameters: DtlsParameters): Promise<void> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- mediasoup checks the names of algorithms itself
    return inOurWords(this.#transport, () => this.#transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters }));
  }

  restartIce(): Promise<IceParameters> {
    return inOurWords(this.#transport, () => this.#transport.restartIce());
  }

  produce({ kind, rtpParameters }: { readonly kind: MediaKind; readonly rtpParameters: RoomRtpParameters }): Promise<RoomProducer> {
    return inOurWords(this.#transport, async () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- mediasoup checks them itself (ortc.validateRtpParameters)
      const parameters = structuredClone(rtpParameters) as unknown as types.RtpParameters;
      return producerOf(await this.#transport.produce({ kind, rtpParameters: parameters, keyFrameRequestDelay: keyFrameEveryMs }));
    });
  }

  consume(wanted: { readonly producerId: string; readonly rtpCapabilities: RoomRtpCapabilities }): Promise<RoomConsumer> {
    return inOurWords(this.#transport, async () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- mediasoup checks them itself (ortc.validateRtpCapabilities)
      const rtpCapabilities = structuredClone(wanted.rtpCapabilities) as unknown as types.RtpCapabilities;
      const { producerId } = wanted;
      return consumerOf(await this.#transport.consume({ producerId, rtpCapabilities, paused: true, preferredLayers: smallestSize }));
    });
  }

  close(): void {
    this.#transport.close();
  }
}

/** Whatever closes a thing: `close` of its observer is told in every case. */
function closeOf(listen: (closed: () => void) => unknown): Promise<void> {
  return new Promise((resolve) => listen(resolve));
}

function producerOf(producer: types.Producer): RoomProducer {
  return {
    id: producer.id,
    kind: producer.kind,
    closed: closeOf((closed) => producer.observer.once('close', closed)),
    pause: () => inOurWords(producer, () => producer.pause()),
    resume: () => inOurWords(producer, () => producer.resume()),
    close: () => producer.close(),
  };
}

function consumerOf(consumer: types.Consumer): RoomConsumer {
  const size = new FirstSize(consumer);
  return {
    id: consumer.id,
    kind: consumer.kind,
    rtpParameters: { ...consumer.rtpParameters, rtcp: { ...consumer.rtpParameters.rtcp } },
    closed: closeOf((closed) => consumer.observer.once('close', closed)),
    pause: () => inOurWords(consumer, () => consumer.pause()),
    resume: () => inOurWords(consumer, () => consumer.resume()),
    setLayers: ({ spatial, temporal }) =>
      inOurWords(consumer, () => size.wish({ spatialLayer: spatial, ...(temporal === undefined ? {} : { temporalLayer: temporal }) })),
    requestKeyFrame: () => inOurWords(consumer, () => consumer.requestKeyFrame()),
    close: () => consumer.close(),
  };
}
