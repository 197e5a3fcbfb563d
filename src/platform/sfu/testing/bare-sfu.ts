import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createWorker, version, type types } from 'mediasoup';
import type { FrameCodec } from '../../../../seal/frames/index.ts';

const codecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000 },
];
const codecNames: Readonly<Record<string, FrameCodec>> = { 'audio/opus': 'opus', 'video/vp8': 'vp8', 'video/vp9': 'vp9' };
const workerBin =
  process.env['MEDIASOUP_WORKER_BIN'] ?? join(homedir(), '.cache', 'deskline', 'mediasoup-worker', version, 'mediasoup-worker');

/** What the router forwards of a picture or a voice: RTP packets, its own and nobody's DTLS around them. They become more while it runs. */
export interface Tap {
  readonly codec: FrameCodec;
  readonly packets: readonly Buffer[];
}

/** What a request brings; a rig trusts its own page. */
interface Asked {
  readonly transportId: string;
  readonly producerId: string;
  readonly consumerId: string;
  readonly direction: 'send' | 'receive';
  readonly dtlsParameters: types.DtlsParameters;
  readonly rtpParameters: types.RtpParameters;
  readonly rtpCapabilities: types.RtpCapabilities;
  readonly kind: types.MediaKind;
  readonly spatial: number;
  readonly ways?: readonly { readonly dtlsParameters?: types.DtlsParameters }[];
}

/** One mediasoup router that answers the requests about rooms and knows no people. */
export class BareSfu {
  /** The methods of all requests so far. */
  readonly asked: string[] = [];
  /** How late a stream is known. */
  produceAfterMs = 0;
  /** The answer to the next one is lost. */
  losesConnectAnswer = false;
  /** A way is connected, and who asked for it hears of that once there is a stream on it. */
  answersConnectAfterProduce = false;
  #produced = Promise.withResolvers<void>();
  /** Streams are neither taken nor forwarded. */
  refuses = false;
  readonly #worker: types.Worker;
  readonly #router: types.Router;
  readonly #transports = new Map<string, types.WebRtcTransport>();
  readonly #producers = new Map<string, types.Producer>();
  readonly #consumers = new Map<string, types.Consumer>();

  private constructor(worker: types.Worker, router: types.Router) {
    this.#worker = worker;
    this.#router = router;
  }

  static async start(): Promise<BareSfu> {
    const worker = await createWorker({ workerBin, logLevel: 'error' });
    return new BareSfu(worker, await worker.createRouter({ mediaCodecs: codecs }));
  }

  /** Bytes of RTP that came in so far. */
  async receivedBytes(): Promise<number> {
    const stats = await Promise.all([...this.#transports.values()].map((transport) => transport.getStats()));
    return stats.flat().reduce((sum, { rtpBytesReceived }) => sum + rtpBytesReceived, 0);
  }

  /** Listens to what is forwarded of a picture or a voice, as a router can that was taken over. */
  async tap(producerId: string): Promise<Tap> {
    const transport = await this.#router.createDirectTransport();
    const consumer = await transport.consume({ producerId, rtpCapabilities: this.#router.rtpCapabilities });
    const [codec] = consumer.rtpParameters.codecs;
    const packets: Buffer[] = [];
    consumer.on('rtp', (packet) => {
      // Those of another payload type only repeat.
      if (codec && ((packet[1] ?? 0) & 0x7f) === codec.payloadType) packets.push(packet);
    });
    if (consumer.kind === 'video') await consumer.requestKeyFrame();
    return { codec: codecNames[codec?.mimeType.toLowerCase() ?? ''] ?? 'vp8', packets };
  }

  /** Which spatial layer each consumer gets now. */
  layers(): (number | undefined)[] {
    return [...this.#consumers.values()].map(({ currentLayers }) => currentLayers?.spatialLayer);
  }

  async request(method: string, asked: Asked): Promise<unknown> {
    this.asked.push(method);
    if (method === 'room.open') return this.#openRoom(asked);
    if (method === 'room.transport') return (await this.#openTransport()).answer;
    if (method === 'room.connect') await this.#connect(asked);
    if (method === 'room.restartIce') return { iceParameters: await this.#transport(asked).restartIce() };
    if (method === 'room.produce') return this.#produce(asked);
    if (method === 'room.consume') return this.#consume(asked);
    if (method === 'room.close') this.#producers.get(asked.producerId)?.close();
    if (method === 'room.pause') await this.#producers.get(asked.producerId)?.pause();
    if (method === 'room.resume') await this.#producers.get(asked.producerId)?.resume();
    if (method === 'room.resumeConsumer' && this.refuses) throw new Error('it is refused');
    if (method === 'room.resumeConsumer') await this.#consumers.get(asked.consumerId)?.resume();
    if (method === 'room.pauseConsumer') await this.#consumers.get(asked.consumerId)?.pause();
    if (method === 'room.closeConsumer') this.#consumers.get(asked.consumerId)?.close();
    if (method === 'room.layers') await this.#consumers.get(asked.consumerId)?.setPreferredLayers({ spatialLayer: asked.spatial });
    return {};
  }

  close(): void {
    this.#worker.close();
  }

  async #openRoom({ ways = [] }: Asked): Promise<unknown> {
    const opened = [];
    for (const { dtlsParameters } of ways) {
      const { transport, answer } = await this.#openTransport();
      if (dtlsParameters) await transport.connect({ dtlsParameters });
      opened.push(answer);
    }
    return { routerRtpCapabilities: this.#router.rtpCapabilities, ways: opened };
  }

  async #connect({ transportId, dtlsParameters }: Asked): Promise<void> {
    await this.#transport({ transportId }).connect({ dtlsParameters });
    if (this.answersConnectAfterProduce) await this.#produced.promise;
    if (!this.losesConnectAnswer) return;
    this.losesConnectAnswer = false;
    throw new Error('the answer was lost');
  }

  async #openTransport() {
    const transport = await this.#router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
    this.#transports.set(transport.id, transport);
    const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
    return { transport, answer: { id, iceParameters, iceCandidates, dtlsParameters } };
  }

  async #produce({ transportId, kind, rtpParameters }: Asked): Promise<unknown> {
    await setTimeout(this.produceAfterMs);
    if (this.refuses) throw new Error('it is refused');
    const producer = await this.#transport({ transportId }).produce({ kind, rtpParameters });
    this.#producers.set(producer.id, producer);
    this.#produced.resolve();
    this.#produced = Promise.withResolvers();
    return { producerId: producer.id };
  }

  async #consume({ transportId, producerId, rtpCapabilities }: Asked): Promise<unknown> {
    const consumer = await this.#transport({ transportId }).consume({ producerId, rtpCapabilities, paused: true });
    this.#consumers.set(consumer.id, consumer);
    const { id, kind, rtpParameters } = consumer;
    return { consumerId: id, kind, rtpParameters };
  }

  #transport({ transportId }: Pick<Asked, 'transportId'>): types.WebRtcTransport {
    const transport = this.#transports.get(transportId);
    if (!transport) throw new Error('no such transport');
    return transport;
  }
}
