import { randomBytes } from 'node:crypto';
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';

const frameMs = 20;
const unitsPerFrame = 960;
/** About 32 kbit/s of Opus. */
const payloadBytes = 80;

interface Speech {
  /** Packets of each 20 ms; 0 only listens. */
  readonly burst: number;
  readonly payloadBytes: number;
}

/** A browser's stand-in: real ICE, DTLS and SRTP; says 50 packets a second, or `speech`, and counts what it gets. */
export class FarEnd {
  readonly #connection: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #payload: Buffer;
  readonly #burst: number;
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;
  #received = 0;

  constructor(speech: Speech = { burst: 1, payloadBytes }) {
    this.#payload = Buffer.concat([Buffer.of(0x78), randomBytes(speech.payloadBytes)]);
    this.#burst = speech.burst;
    const audio = [
      new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 }),
      new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 48_000, payloadType: 110 }),
    ];
    this.#connection = new RTCPeerConnection({
      codecs: { audio },
      iceServers: [],
      bundlePolicy: 'max-bundle',
      iceAdditionalHostAddresses: ['127.0.0.1'],
    });
    this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
  }

  get received(): number {
    return this.#received;
  }

  get isConnected(): boolean {
    return this.#connection.connectionState === 'connected';
  }

  async offer(): Promise<string> {
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return this.#connection.localDescription?.sdp ?? '';
  }

  async acceptAnswer(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    this.#begin();
  }

  async answer(sdp: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    this.#begin();
    return this.#connection.localDescription?.sdp ?? '';
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#connection.close();
  }

  #begin(): void {
    this.#connection.dtlsTransports[0]?.onRtp.subscribe(() => {
      this.#received += 1;
    });
    this.#timer = setInterval(() => {
      for (let packet = 0; packet < this.#burst; packet += 1) this.#say();
    }, frameMs);
  }

  #say(): void {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const header = new RtpHeader({
      payloadType: 111,
      timestamp: (this.#sequence * unitsPerFrame) >>> 0,
      sequenceNumber: this.#sequence,
      marker: false,
    });
    this.#track.writeRtp(new RtpPacket(header, this.#payload));
  }
}
