import type { z } from 'zod';
import type { MediaSource } from '../../../protocol/support/relay.ts';
import { roomAnswerSchemas } from '../../../protocol/support/room.ts';
import type { FrameKeys } from '../../../seal/index.ts';
import { Device } from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import { anything, consumedOf, transportOf } from './mediasoup-shapes.ts';
import { FrameSeal } from './frame-seal.ts';
import { codecOf, sendingOf } from './sending.ts';
import { layerFor, spatialLayersOf } from './layers.ts';

/** Asks the server about the room; rejects when it refuses or the line is lost. */
export type RoomRequest = <Answer extends z.ZodType>(method: string, data: unknown, answer: Answer) => Promise<z.output<Answer>>;

export interface RoomClientOptions {
  readonly request: RoomRequest;
  /** The worker that seals failed: everything that is sent has been stopped. */
  readonly onBroken?: () => void;
}

/** A track of mine on its way. */
export interface SentStream {
  readonly producerId: string;
  pause(): void;
  resume(): void;
  close(): void;
}

/** A track of somebody else. */
export interface ReceivedStream {
  readonly track: MediaStreamTrack;
  /**
   * Asks for no more than what is shown.
   * @param shown height on this screen, device pixels
   * @param full height of the whole picture, pixels
   */
  setShownHeight(shown: number, full: number): void;
  close(): void;
}

interface Transports {
  readonly send: types.Transport;
  readonly receive: types.Transport;
}

/**
 * This browser's side of a session's room on the SFU. Every frame goes through the sealing worker before it is encrypted to the SFU, and nothing
 * is written while there is no key: without `RTCRtpScriptTransform` there is no room.
 */
export class RoomClient {
  readonly #request: RoomRequest;
  readonly #device: types.Device;
  readonly #seal: FrameSeal;
  readonly #transports: Transports;
  readonly #sent = new Set<types.Producer>();
  /** Numbers my tracks, for their keys. */
  #nextContext = 1;

  private constructor(parts: { request: RoomRequest; device: types.Device; seal: FrameSeal; transports: Transports }) {
    this.#request = parts.request;
    this.#device = parts.device;
    this.#seal = parts.seal;
    this.#transports = parts.transports;
  }

  /** @throws {Error} when the server gives no room, or the browser cannot take part */
  static async open({ request, onBroken }: RoomClientOptions): Promise<RoomClient> {
    const { routerRtpCapabilities } = await request('room.open', {}, roomAnswerSchemas['room.open']);
    const device = new Device();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SFU made them and mediasoup-client checks them
    await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
    const [send, receive] = await Promise.all([
      request('room.transport', { direction: 'send' }, roomAnswerSchemas['room.transport']),
      request('room.transport', { direction: 'receive' }, roomAnswerSchemas['room.transport']),
    ]);
    const transports = { send: device.createSendTransport(transportOf(send)), receive: device.createRecvTransport(transportOf(receive)) };
    const room: RoomClient = new RoomClient({
      request,
      device,
      seal: new FrameSeal(() => {
        room.#stopSending();
        onBroken?.();
      }),
      transports,
    });
    room.#connect();
    return room;
  }

  setKeys(keys: FrameKeys): void {
    this.#seal.setKeys(keys);
  }

  /** Seals a track and sends it. The track stays the caller's. */
  async send(track: MediaStreamTrack, { source }: { readonly source: MediaSource }): Promise<SentStream> {
    const { codec, encodings } = sendingOf(this.#device, source);
    const context = this.#nextContext;
    this.#nextContext += 1;
    const producer = await this.#transports.send.produce({
      track,
      codec,
      ...(encodings ? { encodings } : {}),
      stopTracks: false,
      disableTrackOnPause: false,
      zeroRtpOnPause: true,
      codecOptions: source === 'voice' ? { opusFec: true, opusDtx: true, opusStereo: false } : { videoGoogleStartBitrate: 1_000 },
      appData: { source },
      onRtpSender: (sender) => this.#seal.attach(sender, { direction: 'send', codec: codecOf(codec.mimeType), context }),
    });
    this.#sent.add(producer);
    const tell = (method: string): void => this.#tell(method, { producerId: producer.id });
    return {
      producerId: producer.id,
      pause: () => {
        producer.pause();
        tell('room.pause');
      },
      resume: () => {
        producer.resume();
        tell('room.resume');
      },
      close: () => {
        if (!this.#sent.delete(producer)) return;
        producer.close();
        tell('room.close');
      },
    };
  }

  /** @param leaf place in the group of whoever it is from: only their frames are shown */
  async receive(producerId: string, leaf: number): Promise<ReceivedStream> {
    const { receive } = this.#transports;
    const ask = { transportId: receive.id, producerId, rtpCapabilities: this.#device.recvRtpCapabilities };
    const consumed = consumedOf(await this.#request('room.consume', ask, roomAnswerSchemas['room.consume']), producerId);
    const codec = codecOf(consumed.rtpParameters.codecs[0]?.mimeType ?? '');
    const consumer = await receive.consume({
      ...consumed,
      // One stream for each track: what belongs together is told by members, not by RTP.
      streamId: producerId,
      onRtpReceiver: (receiver) => this.#seal.attach(receiver, { direction: 'receive', codec, leaf }),
    });
    await this.#request('room.resumeConsumer', { consumerId: consumer.id }, anything);
    const layers = spatialLayersOf(consumed.rtpParameters);
    let wanted = layers - 1;
    return {
      track: consumer.track,
      setShownHeight: (shown, full) => {
        const spatial = layerFor({ layers, shown, full });
        if (spatial === wanted) return;
        wanted = spatial;
        this.#tell('room.layers', { consumerId: consumer.id, spatial });
      },
      close: () => {
        if (consumer.closed) return;
        consumer.close();
        this.#tell('room.closeConsumer', { consumerId: consumer.id });
      },
    };
  }

  /** The line to the server is back: the network may be another one, so both paths are looked for anew (RFC 8445 §9, ICE restart). */
  async handleReconnected(): Promise<void> {
    for (const transport of [this.#transports.send, this.#transports.receive])
      if (transport.connectionState !== 'new') await this.#restart(transport);
  }

  /** Mine, idempotent. */
  close(): void {
    this.#transports.send.close();
    this.#transports.receive.close();
    this.#seal.close();
    this.#sent.clear();
  }

  #connect(): void {
    const { send, receive } = this.#transports;
    for (const transport of [send, receive]) {
      transport.on('connect', ({ dtlsParameters }, done, failed) => {
        this.#request('room.connect', { transportId: transport.id, dtlsParameters }, anything).then(() => done(), failed);
      });
      transport.on('connectionstatechange', (state) => {
        if (state === 'failed') this.#restart(transport).catch(() => undefined);
      });
    }
    send.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const { source } = appData;
      this.#request('room.produce', { transportId: send.id, kind, rtpParameters, source }, roomAnswerSchemas['room.produce']).then(
        ({ producerId }) => done({ id: producerId }),
        failed,
      );
    });
  }

  async #restart(transport: types.Transport): Promise<void> {
    const { iceParameters } = await this.#request('room.restartIce', { transportId: transport.id }, roomAnswerSchemas['room.restartIce']);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SFU made them and mediasoup-client checks them
    await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
  }

  /** Tells the server what it finds out by itself when this is lost. */
  #tell(method: string, data: unknown): void {
    this.#request(method, data, anything).catch(() => undefined);
  }

  #stopSending(): void {
    for (const producer of this.#sent) {
      producer.track?.stop();
      producer.close();
    }
    this.#sent.clear();
  }
}
