import type { types } from 'mediasoup-client';
import type { MediaSource } from '../../../protocol/support/relay.ts';
import type { FrameKeys, FrameOrigin } from '../../../seal/frames/index.ts';
import { Emitter } from '../socket/emitter.ts';
import { encodingOf, frameCodecOf, type Encoding } from './encodings.ts';
import type { FrameWorker, Opening, Sealing } from './frame-worker-handle.ts';
import { LineMeter, type LineSample } from './line-quality.ts';
import { freshContext } from './fresh-context.ts';
import { ReceivedConsumer, type ReceivedStream, type UnnamedStream } from './received-stream.ts';
import { prepareForRoom, takeFrameWorker } from './room-ahead.ts';
import { RoomFailure } from './room-failure.ts';
import { RoomTransports } from './room-transports.ts';
import { consumed, done, roomOpened, type RoomRequest } from './room-wire.ts';
import { SentProducer, type SentStream } from './sent-stream.ts';
import { thisDevice, type BrowserTraits, type ThisDevice } from './this-device.ts';
import type { Ahead, WayAhead } from './way-ahead.ts';

export { prepareForRoom };
export type { Ahead, ReceivedStream, RoomRequest, SentStream, UnnamedStream };

/**
 * ```
 * open ◀──the way is back── interrupted ◀──the way to the SFU is lost── open
 *  any ──the worker died──▶ failed      any ──close()──▶ closed
 * ```
 */
export type RoomState = 'open' | 'interrupted' | 'failed' | 'closed';

interface RoomEvents {
  state: RoomState;
}

export interface RoomOptions {
  readonly request: RoomRequest;
  readonly worker?: FrameWorker;
  readonly ahead?: Ahead | undefined;
}

/**
 * This side's pictures and voices in a session's room. Every frame is sealed before it goes and opened after it came, by one worker; without
 * keys nothing goes and nothing is shown.
 */
export class RoomClient {
  readonly #request: RoomRequest;
  readonly #device: types.Device;
  readonly #traits: BrowserTraits;
  readonly #worker: FrameWorker;
  readonly #transports: RoomTransports;
  readonly #events = new Emitter<RoomEvents>();
  readonly #meter = new LineMeter();
  readonly #sent = new Set<types.Producer>();
  #state: RoomState = 'open';

  private constructor(request: RoomRequest, { device, traits }: ThisDevice, worker: FrameWorker, ahead: WayAhead | undefined) {
    this.#request = request;
    this.#device = device;
    this.#traits = traits;
    this.#worker = worker;
    this.#transports = new RoomTransports(device, { request, traits, ahead, onState: (state) => this.#handleConnection(state) });
    worker.onDied = () => this.#handleWorkerDied();
  }

  /** `ahead`: the way that will be needed first. @throws {RoomFailure} `cannot-seal`, `unsupported`; what `request` throws */
  static async open({ request, worker, ahead }: RoomOptions): Promise<RoomClient> {
    const frames = worker ?? takeFrameWorker();
    try {
      const { device, traits } = await thisDevice();
      const { routerRtpCapabilities, way } = await openRoom(request, ahead);
      await device.load({ routerRtpCapabilities });
      const room = new RoomClient(request, { device, traits }, frames, way);
      if (way) room.#transports.prepare(way.direction);
      return room;
    } catch (error) {
      frames.close();
      throw error;
    }
  }

  get state(): RoomState {
    return this.#state;
  }

  on<Name extends keyof RoomEvents>(name: Name, listener: (value: RoomEvents[Name]) => void, signal: AbortSignal): void {
    this.#events.on(name, listener, signal);
  }

  /** From now on frames are sealed with these. */
  setKeys(keys: FrameKeys): void {
    if (this.#state !== 'closed') this.#worker.setKeys(keys);
  }

  /** Sends a track, sealed. @throws {RoomFailure} `closed`; what `request` throws */
  async send(track: MediaStreamTrack, { source }: { readonly source: MediaSource }): Promise<SentStream> {
    const transport = await this.#transportOf('sending');
    const context = freshContext();
    const encoding = encodingOf(source, this.#traits.hasVp9Layers);
    // Letters before movement: the browser lowers the frame rate first, then the size.
    if (source === 'screen') track.contentHint = 'detail';
    const hasTap = encoding.encodings.length > 1 && this.#traits.renumbersSizes;
    let sealing: Sealing = notBegun;
    const options: types.ProducerOptions<{ source: MediaSource }> = {
      track,
      encodings: encoding.encodings,
      ...(encoding.codecOptions ? { codecOptions: encoding.codecOptions } : {}),
      codec: this.#codecOf(encoding),
      stopTracks: false,
      disableTrackOnPause: false,
      zeroRtpOnPause: !hasTap,
      appData: { source },
      onRtpSender: (sender) => {
        const how = { codec: encoding.codec, context, rids: ridsOf(encoding) };
        sealing = this.#worker.seal(sender, how, () => endTrack(sender.track ?? track));
      },
    };
    const producer = await transport.produce(options).catch((error: unknown) => {
      sealing.end();
      throw error;
    });
    sealing.begin();
    this.#sent.add(producer);
    producer.observer.on('close', () => {
      this.#sent.delete(producer);
      sealing.end();
    });
    return new SentProducer(producer, context, { request: this.#request, hasTap });
  }

  /** Receives what somebody else sends: what `origin` says of it, and nothing else. @throws {RoomFailure} `closed`, `foreign-codec`; what `request` throws */
  receive(producerId: string, origin: FrameOrigin): Promise<ReceivedStream> {
    return this.#receive(producerId, origin);
  }

  /**
   * Lets come what nobody has named yet: its frames are held, in bounds, and not opened before it is named.
   * @throws {RoomFailure} `closed`, `foreign-codec`; what `request` throws
   */
  receiveUnnamed(producerId: string): Promise<UnnamedStream> {
    return this.#receive(producerId, undefined);
  }

  async #receive(producerId: string, origin: FrameOrigin | undefined): Promise<UnnamedStream> {
    const transport = await this.#transportOf('receiving');
    const asked = { transportId: transport.id, producerId, rtpCapabilities: this.#device.recvRtpCapabilities };
    const { consumerId, kind, rtpParameters } = await this.#request('room.consume', asked, consumed);
    const codec = frameCodecOf(rtpParameters.codecs[0]?.mimeType);
    if (codec === undefined) throw new RoomFailure('foreign-codec');
    let opening: Opening = notComing;
    const options: types.ConsumerOptions = {
      id: consumerId,
      producerId,
      kind,
      rtpParameters,
      onRtpReceiver: (receiver) => {
        opening = this.#worker.open(receiver, codec, origin);
      },
    };
    const consumer = await transport.consume(options).catch((error: unknown) => {
      opening.end();
      throw error;
    });
    consumer.observer.on('close', () => opening.end());
    const stream = new ReceivedConsumer(consumer, { request: this.#request, name: (named) => opening.name(named) });
    await this.#request('room.resumeConsumer', { consumerId }, done).catch((error: unknown) => {
      stream.close();
      throw error;
    });
    return stream;
  }

  /** The line to the server is back: the way to the SFU may be another one. @returns whether the server still knows this page's streams */
  async handleReconnected(): Promise<boolean> {
    try {
      await this.#transports.restartIce();
      return true;
    } catch (error) {
      // When the line is lost again meanwhile this is called again.
      return !(error instanceof Error && 'code' in error && error.code === 'not-found');
    }
  }

  /** How the way to the SFU was since this was asked last; nothing is sent for it. */
  async measure(): Promise<LineSample> {
    return this.#meter.read(await this.#transports.reports());
  }

  /** Mine, idempotent. Tracks that are sent go on: they are the caller's. */
  close(): void {
    if (this.#state === 'closed') return;
    this.#transports.close();
    this.#worker.close();
    this.#set('closed');
  }

  async #transportOf(way: 'sending' | 'receiving'): Promise<types.Transport> {
    if (this.#state === 'closed' || this.#state === 'failed') throw new RoomFailure('closed');
    return this.#transports[way]();
  }

  #codecOf({ codec }: Encoding): types.RtpCodecCapability {
    const mimeType = codec === 'opus' ? 'audio/opus' : `video/${codec}`;
    const found = this.#device.sendRtpCapabilities.codecs?.find((one) => one.mimeType.toLowerCase() === mimeType);
    if (!found) throw new RoomFailure('unsupported');
    return found;
  }

  #handleConnection(state: types.ConnectionState): void {
    if (state === 'connected') this.#set('open');
    if (state === 'disconnected' || state === 'failed') this.#set('interrupted');
  }

  #handleWorkerDied(): void {
    for (const { track } of this.#sent) if (track) endTrack(track);
    this.#transports.close();
    this.#set('failed');
  }

  #set(state: RoomState): void {
    if (this.#state === state || this.#state === 'closed' || (this.#state === 'failed' && state !== 'closed')) return;
    this.#state = state;
    this.#events.emit('state', state);
  }
}

/** Who comes in by an invite has asked for it with their first words: for the way to send, and nothing of this side. */
async function openRoom(request: RoomRequest, ahead: Ahead | undefined) {
  const own = await ahead?.certificate?.();
  const wanted = ahead ? [{ direction: ahead.direction, ...(own ? { dtlsParameters: own.dtlsParameters } : {}) }] : [];
  const { routerRtpCapabilities, ways } = await request('room.open', { ways: wanted }, roomOpened);
  const [options] = ways;
  const way: WayAhead | undefined = ahead && options ? { direction: ahead.direction, options, own } : undefined;
  return { routerRtpCapabilities, way };
}

/** Tracks that never came as far as a sender or a receiver. */
const notBegun: Sealing = { begin: () => undefined, end: () => undefined };
const notComing: Opening = { name: () => undefined, end: () => undefined };

/** mediasoup-client names them so. */
function ridsOf({ encodings }: Encoding): string[] {
  return encodings.length > 1 ? encodings.map((_, at) => `r${String(at)}`) : [];
}

/** A track that a script stops says nothing of it by itself; whoever shows that it is shared has to know. */
function endTrack(track: MediaStreamTrack): void {
  track.stop();
  track.dispatchEvent(new Event('ended'));
}
