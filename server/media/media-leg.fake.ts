import { EventEmitter } from 'node:events';
import type { LegQuality } from '../../protocol/media/quality.ts';
import type { Clock } from '../platform/clock.ts';
import { FakeEar } from './media-ear.fake.ts';
import { MediaError } from './media-engine.ts';
import type { AudioTap, LegEvents, MediaLeg, MediaPath, Mouth } from './media-engine.ts';
import { isSending } from './sdp/direction.ts';
import type { Negotiation } from './sdp/negotiation.ts';
import type { CodecName, PayloadLayout } from './sdp/payload-layout.ts';
import type { LocalCandidate, LocalTransport } from './sdp/write-description.ts';

/** Stands for one life of a worker; each has its own certificate. */
export interface FakeWorker {
  readonly generation: number;
}

export interface FakeLegOptions {
  readonly id: string;
  readonly callId: string;
  readonly negotiation: Negotiation;
  readonly isAutoConnecting: boolean;
  readonly paths?: readonly MediaPath[];
  /** The living worker. @throws {MediaError} `unavailable` */
  readonly worker: () => FakeWorker;
  readonly clock: Clock | undefined;
}

const everyPath: readonly MediaPath[] = ['udp', 'tcp'];
const quiet: LegQuality = { codec: 'opus', packetsReceived: 0, packetsSent: 0, lossIn: 0, lossOut: 0, jitterMs: 0 };

/** A leg without media, for signalling tests. The methods below `simulate` are what the world does to it. */
export class FakeLeg extends EventEmitter<LegEvents> implements MediaLeg {
  readonly id: string;
  readonly callId: string;
  readonly mouth: Mouth = { kind: 'leg', leg: this };
  readonly #options: FakeLegOptions;
  readonly #ear: FakeEar;
  readonly #taps = new Set<(rtp: Buffer) => void>();
  #worker: FakeWorker | undefined;
  #iceGeneration = 1;
  #isConnected = false;
  #isClosed = false;
  #quality: LegQuality = quiet;
  #handshake: 'none' | 'begun' | 'done' = 'none';
  #hidesPaths = false;

  constructor(options: FakeLegOptions) {
    super();
    this.#options = options;
    this.id = options.id;
    this.callId = options.callId;
    this.#worker = options.worker();
    this.#ear = new FakeEar({
      isReceiving: () => this.isReceiving,
      onPlayed: (mouth) => this.emit('played', mouth),
      clock: options.clock,
    });
  }

  get codec(): CodecName {
    return this.layout.codec;
  }

  get layout(): PayloadLayout {
    return this.#options.negotiation.layout;
  }

  get localSdp(): string {
    return this.#options.negotiation.localSdp;
  }

  get isRemoteHolding(): boolean {
    return this.#options.negotiation.isRemoteHolding;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  get ear(): Mouth | undefined {
    return this.#ear.wanted;
  }

  /** Which clip is heard, of several. */
  get clipPosition(): number {
    return this.#ear.position;
  }

  /** Its person can hear: media is up and the far end does not hold us. */
  get isReceiving(): boolean {
    return this.#isConnected && !this.isRemoteHolding;
  }

  /** Its person can be heard. */
  get isSending(): boolean {
    const remote = this.#options.negotiation.remote;
    return this.#isConnected && remote !== undefined && isSending(remote.direction);
  }

  /** The engine's first step of an answering leg. */
  answer(): void {
    this.#options.negotiation.writeAnswer(this.#transport());
    this.#handshake = 'begun';
    this.#connectSoon();
  }

  /** The engine's first step of an offering leg. */
  offer(): void {
    this.#options.negotiation.writeOffer(this.#transport());
    this.#handshake = 'begun';
  }

  async acceptAnswer(answer: string): Promise<void> {
    this.#requireOpen();
    this.#options.negotiation.acceptAnswer(answer);
    if (!this.#hidesPaths) this.#connectSoon();
  }

  async acceptOffer(offer: string): Promise<string> {
    this.#requireOpen();
    const { negotiation } = this.#options;
    const before = negotiation.remote?.iceUfrag;
    const remote = negotiation.acceptOffer(offer);
    if (before !== undefined && before !== remote.iceUfrag) this.#iceGeneration += 1;
    const answer = negotiation.writeAnswer(this.#transport());
    this.#ear.refresh();
    if (!this.#isConnected) this.#connectSoon();
    return answer;
  }

  async reoffer(): Promise<string> {
    this.#requireOpen();
    this.#worker = this.#options.worker();
    this.#disconnect();
    this.#options.negotiation.forgetTransport();
    this.#hidesPaths = this.#handshake === 'begun';
    this.#handshake = 'begun';
    const transport = this.#transport();
    return this.#options.negotiation.writeOffer(this.#hidesPaths ? { ...transport, candidates: [] } : transport);
  }

  async followUp(offer: string): Promise<string | undefined> {
    this.#requireOpen();
    if (!this.#hidesPaths || this.localSdp !== offer) return undefined;
    if (!this.#worker) throw new MediaError('unavailable', 'the worker died since the offer was made');
    this.#hidesPaths = false;
    return this.#options.negotiation.writeOffer(this.#transport());
  }

  async plug(mouth: Mouth | undefined): Promise<void> {
    this.#requireOpen();
    this.#ear.plug(mouth);
  }

  tap(onPacket: (rtp: Buffer) => void): AudioTap {
    this.#requireOpen();
    const listener = (rtp: Buffer): void => onPacket(rtp);
    this.#taps.add(listener);
    return { close: () => this.#taps.delete(listener) };
  }

  async quality(): Promise<LegQuality> {
    return this.#quality;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isConnected = false;
    this.#ear.close();
    this.#taps.clear();
    this.emit('closed');
    this.removeAllListeners();
  }

  /** DTLS came up. */
  simulateConnected(): void {
    if (this.#isClosed || this.#isConnected || !this.#worker) return;
    this.#isConnected = true;
    this.#handshake = 'done';
    this.#ear.refresh();
    this.emit('ice', 'connected');
    this.emit('connected');
  }

  /** ICE consent was lost or came back. */
  simulateIce(state: 'connected' | 'disconnected'): void {
    this.emit('ice', state);
  }

  /** The browser closed or reloaded its page. */
  simulateDtlsClosed(): void {
    this.#disconnect();
    this.emit('dtlsClosed');
  }

  /** A telephone-event arrived in RTP. */
  simulateDtmf(digit: string, durationMs = 100): void {
    this.emit('dtmf', digit, durationMs);
  }

  /** What the ear hears once came to its end. */
  simulatePlayed(): void {
    this.#ear.finish();
  }

  /** An RTP packet of audio arrived; taps get it while the far end may send. */
  simulateRtp(rtp: Buffer): void {
    if (!this.isSending) return;
    for (const listener of this.#taps) listener(rtp);
  }

  /** How many listen to what it says. */
  get tapCount(): number {
    return this.#taps.size;
  }

  /** What the next `quality()` says. */
  simulateQuality(quality: Partial<LegQuality>): void {
    this.#quality = { ...this.#quality, ...quality };
  }

  /** Its worker died. */
  lose(): void {
    if (this.#isClosed) return;
    this.#disconnect();
    this.#worker = undefined;
    this.emit('lost');
  }

  #disconnect(): void {
    this.#isConnected = false;
    this.#ear.refresh();
  }

  #connectSoon(): void {
    if (this.#options.isAutoConnecting) setImmediate(() => this.simulateConnected());
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new MediaError('closed', 'the leg is closed');
  }

  #transport(): LocalTransport {
    const worker = this.#worker ?? this.#options.worker();
    const paths = this.#options.paths ?? everyPath;
    const candidates: LocalCandidate[] = paths.map((protocol) => ({
      foundation: protocol === 'udp' ? 'udpcandidate' : 'tcpcandidate',
      priority: protocol === 'udp' ? 1_076_302_079 : 1_076_276_479,
      address: '127.0.0.1',
      port: 40_000 + worker.generation,
      protocol,
    }));
    return {
      // RFC 8839 §5.4: ice-char is ALPHA, DIGIT, "+" or "/".
      iceUfrag: `fake${this.#iceGeneration}w${worker.generation}${this.id.replace('-', '')}`,
      icePwd: `fakefakefakefakefakefake${this.#iceGeneration}`,
      candidates,
      fingerprint: { algorithm: 'sha-256', value: fingerprintOf(worker) },
    };
  }
}

/** RFC 8842 §5.2: a new fingerprint makes the far end start a new DTLS association; so each worker has its own. */
function fingerprintOf(worker: FakeWorker): string {
  const pair = (worker.generation % 256).toString(16).toUpperCase().padStart(2, '0');
  return Array.from({ length: 32 }, () => pair).join(':');
}
