import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import type { SoundName } from '../media-engine.ts';
import type { SoundLibrary } from '../prompts/sound-library.ts';
import { codecs } from '../sdp/payload-layout.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { eventually } from './rig.ts';
import type { Heard, RigPeer } from './rig.ts';
import { soundOfClip } from './sound-clips.ts';

/** A packet that arrived at a far end. */
export interface Arrived {
  readonly ssrc: number;
  readonly timestamp: number;
  readonly payload: Buffer;
}

const frameMs = 20;
/** So many packets in a row must be the expected ones. */
const steadyPackets = 5;
/** So long without a packet is silence. */
const silenceMs = 150;

/**
 * A far end in Node without a codec: since the SFU changes no payload, whose voice or which sound arrives is read from the
 * bytes themselves. Real ICE, DTLS and SRTP; no TCP, no telephone-event, no goodbye: those are tested with Chromium.
 */
export class WeriftPeer implements Omit<RigPeer, 'dial'> {
  readonly #connection: RTCPeerConnection;
  readonly #track = new MediaStreamTrack({ kind: 'audio' });
  readonly #layout: PayloadLayout;
  readonly #voice: string;
  readonly #sounds: ReadonlyMap<string, SoundName>;
  readonly #timer: NodeJS.Timeout;
  #sequence = 1;
  #timestamp = 1;
  #heard = '';
  #times = 0;
  /** What was heard for a while since somebody began to ask: a tone of a quarter of a second may be over when it is asked about. */
  readonly #steady = new Set<string>();
  #lastPacketMs = 0;
  #arrived: Arrived[] | undefined;
  #payload: () => Uint8Array = () => Buffer.from(this.#voice, 'latin1');
  readonly #isWithoutSsrc: boolean;
  readonly #listening = new WeakSet<object>();

  constructor(parts: { voice: string; layout: PayloadLayout; library: SoundLibrary; isWithoutSsrc?: boolean }) {
    this.#voice = parts.voice;
    this.#layout = parts.layout;
    this.#isWithoutSsrc = parts.isWithoutSsrc ?? false;
    this.#sounds = soundsByFrame(parts.library);
    this.#connection = new RTCPeerConnection({
      codecs: { audio: codecParameters(parts.layout) },
      iceServers: [],
      bundlePolicy: 'max-bundle',
      iceAdditionalHostAddresses: ['127.0.0.1'],
    });
    this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
    this.#timer = setInterval(() => this.#say(), frameMs);
  }

  async offer(options: { iceRestart?: boolean } = {}): Promise<string> {
    const offer = await this.#connection.createOffer(options);
    await this.#connection.setLocalDescription(offer);
    return this.#localSdp();
  }

  async setDirection(direction: Parameters<RigPeer['setDirection']>[0]): Promise<void> {
    this.#connection.getTransceivers()[0]?.setDirection(direction);
  }

  async acceptAnswer(sdp: string): Promise<void> {
    await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    this.#listen();
  }

  async answer(sdp: string): Promise<string> {
    await this.#connection.setRemoteDescription({ type: 'offer', sdp });
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    this.#listen();
    return this.#localSdp();
  }

  async hears(expected: Heard): Promise<void> {
    this.#times = 0;
    this.#steady.clear();
    await eventually(
      () => {
        if (expected === 'silence') return performance.now() - this.#lastPacketMs > silenceMs;
        return this.#steady.has(nameOf(expected));
      },
      () => `${expected === 'silence' ? expected : nameOf(expected)} is heard; last: ${this.#heard} (${this.#times} packets)`,
      6000,
    );
  }

  /** Keeps what arrives from now on. */
  record(): () => readonly Arrived[] {
    const arrived: Arrived[] = [];
    this.#arrived = arrived;
    return () => arrived;
  }

  /** Says real audio from now on: what `payload` gives, once each 20 ms. */
  speak(payload: () => Uint8Array): void {
    this.#payload = payload;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#connection.close();
  }

  /** What listeners know this voice by. */
  get voice(): string {
    return this.#voice;
  }

  #listen(): void {
    const transport = this.#connection.dtlsTransports[0];
    if (!transport || this.#listening.has(transport)) return;
    this.#listening.add(transport);
    transport.onRtp.subscribe(({ header, payload }) => {
      this.#arrived?.push({ ssrc: header.ssrc, timestamp: header.timestamp, payload });
      this.#hear(payload);
    });
  }

  #hear(payload: Buffer): void {
    const heard = this.#sounds.get(payload.toString('latin1')) ?? payload.toString('latin1');
    this.#times = heard === this.#heard ? this.#times + 1 : 1;
    this.#heard = heard;
    if (this.#times >= steadyPackets) this.#steady.add(heard);
    this.#lastPacketMs = performance.now();
  }

  #say(): void {
    this.#timestamp += codecs[this.#layout.codec].unitsPerFrame;
    this.#send({ payload: Buffer.from(this.#payload()), payloadType: this.#layout.payloadType, timestamp: this.#timestamp });
  }

  #send(packet: { payload: Buffer; payloadType: number; timestamp: number }): void {
    const { payload, payloadType, timestamp } = packet;
    const sequenceNumber = (this.#sequence = (this.#sequence + 1) & 0xffff);
    this.#track.writeRtp(new RtpPacket(new RtpHeader({ payloadType, timestamp, sequenceNumber, marker: false }), payload));
  }

  #localSdp(): string {
    const sdp = this.#connection.localDescription?.sdp ?? '';
    return this.#isWithoutSsrc ? sdp.replaceAll(/a=ssrc.*\r\n/g, '') : sdp;
  }
}

function nameOf(expected: Exclude<Heard, 'silence'>): string {
  if ('sound' in expected) return expected.sound;
  if ('clip' in expected) return soundOfClip(expected.clip);
  return expected.voice instanceof WeriftPeer ? expected.voice.voice : 'a stranger';
}

function codecParameters(layout: PayloadLayout): RTCRtpCodecParameters[] {
  const facts = codecs[layout.codec];
  const audio = new RTCRtpCodecParameters({
    mimeType: facts.mimeType,
    clockRate: facts.clockRate,
    payloadType: layout.payloadType,
    ...(facts.channels ? { channels: facts.channels } : {}),
  });
  const { dtmf } = layout;
  return dtmf
    ? [audio, new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: dtmf.clockRate, payloadType: dtmf.payloadType })]
    : [audio];
}

/** Frames that only one sound has: silence, and in G.711 the tone itself, look alike in several. */
function soundsByFrame(library: SoundLibrary): ReadonlyMap<string, SoundName> {
  const owners = new Map<string, SoundName | undefined>();
  for (const { name, frames } of library.all()) {
    for (const frame of frames) {
      const bytes = Buffer.from(frame).toString('latin1');
      owners.set(bytes, owners.has(bytes) && owners.get(bytes) !== name ? undefined : name);
    }
  }
  return new Map([...owners].flatMap(([bytes, name]) => (name ? [[bytes, name] as const] : [])));
}
