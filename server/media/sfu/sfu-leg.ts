import { EventEmitter } from 'node:events';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { MediaError } from '../media-engine.ts';
import type { AudioTap, LegEvents, MediaLeg, MediaPath, Mouth } from '../media-engine.ts';
import type { Negotiation } from '../sdp/negotiation.ts';
import type { CodecName, PayloadLayout } from '../sdp/payload-layout.ts';
import type { RemoteAudio } from '../sdp/remote-description.ts';
import { tapDtmf } from './dtmf-tap.ts';
import { Ear } from './ear.ts';
import { LegMouth } from './leg-mouth.ts';
import { LegTaps } from './leg-taps.ts';
import { Link } from './link.ts';
import type { LivingWorker, RouterLease } from './living-worker.ts';
import { QualityMeter } from './quality-meter.ts';
import { hearingCapabilities } from './rtp-layout.ts';
import { Serial } from './serial.ts';

export interface SfuLegParts {
  readonly id: string;
  readonly callId: string;
  readonly negotiation: Negotiation;
  readonly paths: readonly MediaPath[] | undefined;
  /** A place on a living worker. @throws {MediaError} `unavailable` */
  readonly seat: () => Promise<RouterLease>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * A leg on mediasoup. It is **linked** (has a transport on a living worker), **lost** (its worker died; until `reoffer()`)
 * or **closed**. What was agreed lives in the negotiation, what is heard in the ear, what is said in the mouth.
 */
export class SfuLeg extends EventEmitter<LegEvents> implements MediaLeg {
  readonly id: string;
  readonly callId: string;
  readonly mouth: Mouth = { kind: 'leg', leg: this };
  /** What this leg says, for the ears of other legs. */
  readonly speech: LegMouth;
  readonly #parts: SfuLegParts;
  readonly #meter: QualityMeter;
  readonly #ear: Ear;
  readonly #taps: LegTaps;
  readonly #steps = new Serial();
  /** DTLS with the far end, which was told of a link of ours: on its way, or up at least once on that link. */
  #handshake: 'none' | 'begun' | 'done' = 'none';
  /** The last offer named no path; one has to follow that does. */
  #hidesPaths = false;
  #link: Link | undefined;
  #isClosed = false;

  constructor(parts: SfuLegParts) {
    super();
    this.#parts = parts;
    this.id = parts.id;
    this.callId = parts.callId;
    this.#meter = new QualityMeter(parts.negotiation.layout.codec);
    this.speech = new LegMouth((producer) => this.#meter.retire(producer));
    this.#ear = new Ear({
      link: () => this.#link,
      isListening: () => !parts.negotiation.isRemoteHolding,
      capabilities: hearingCapabilities(parts.negotiation.layout),
      mouthOf: (mouth) => (mouth.leg instanceof SfuLeg ? mouth.leg.speech : undefined),
      onRetired: (consumer) => this.#meter.retire(consumer),
      onPlayed: (mouth) => this.emit('played', mouth),
      clock: parts.clock,
      onError: (error) => parts.logger.warn({ err: error, leg: parts.id, call: parts.callId }, 'an ear could not be plugged'),
    });
    this.#taps = new LegTaps({
      mouth: this.speech,
      home: () => this.#link?.home,
      capabilities: hearingCapabilities(parts.negotiation.layout),
      onError: (error) => parts.logger.warn({ err: error, leg: parts.id, call: parts.callId }, 'a leg cannot be listened to'),
    });
  }

  get layout(): PayloadLayout {
    return this.#parts.negotiation.layout;
  }

  get codec(): CodecName {
    return this.layout.codec;
  }

  get localSdp(): string {
    return this.#parts.negotiation.localSdp;
  }

  get isRemoteHolding(): boolean {
    return this.#parts.negotiation.isRemoteHolding;
  }

  get isConnected(): boolean {
    return this.#link?.isConnected ?? false;
  }

  get ear(): Mouth | undefined {
    return this.#ear.wanted;
  }

  /** The worker that the leg is on, for legs that want to be beside it. */
  get worker(): LivingWorker | undefined {
    return this.#link?.lease.worker;
  }

  /** First step of an answering leg: takes the offer that the negotiation began with. */
  answer(): Promise<string> {
    return this.#step(async () => this.#followAndAnswer(await this.#relink()));
  }

  /** First step of an offering leg. */
  offer(): Promise<string> {
    return this.reoffer();
  }

  acceptAnswer(answer: string): Promise<void> {
    return this.#step(async () => {
      const remote = this.#parts.negotiation.acceptAnswer(answer);
      if (!this.#link) throw new MediaError('unavailable', 'the media worker died since the offer was made');
      await this.#follow(this.#link, remote);
    });
  }

  acceptOffer(offer: string): Promise<string> {
    return this.#step(async () => {
      const remote = this.#parts.negotiation.acceptOffer(offer);
      const link = this.#link && !this.#link.isForeignTo(remote) ? this.#link : await this.#relink();
      return this.#followAndAnswer(link);
    });
  }

  /**
   * A far end that is in the middle of a handshake with a dead worker learns the new certificate first, and the way there
   * afterwards: it would begin that handshake anew between our offer and its own answer, break it off when the answer applies the
   * new certificate (RFC 8842 §5.2), and the worker, which has half of the first one, would not take the second (ADR 0086).
   */
  reoffer(): Promise<string> {
    return this.#step(async () => {
      const isHalfway = this.#handshake === 'begun';
      const local = (await this.#relink()).local();
      this.#hidesPaths = isHalfway;
      return this.#parts.negotiation.writeOffer(isHalfway ? { ...local, candidates: [] } : local);
    });
  }

  followUp(offer: string): Promise<string | undefined> {
    return this.#step(async () => {
      if (!this.#hidesPaths || this.localSdp !== offer) return undefined;
      if (!this.#link) throw new MediaError('unavailable', 'the media worker died since the offer was made');
      this.#hidesPaths = false;
      return this.#parts.negotiation.writeOffer(this.#link.local());
    });
  }

  async plug(mouth: Mouth | undefined): Promise<void> {
    this.#requireOpen();
    try {
      await this.#ear.plug(mouth);
    } catch (error) {
      throw new MediaError('unavailable', 'the ear could not be plugged', { cause: error });
    }
  }

  tap(onPacket: (rtp: Buffer) => void): AudioTap {
    this.#requireOpen();
    return this.#taps.add(onPacket);
  }

  quality(): Promise<LegQuality> {
    return this.#meter.read([this.speech.speech?.producer, this.#ear.consumer]);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#ear.close();
    this.#taps.close();
    this.speech.close();
    this.#link?.close();
    this.#link = undefined;
    this.emit('closed');
    this.removeAllListeners();
  }

  async #followAndAnswer(link: Link): Promise<string> {
    const remote = this.#parts.negotiation.remote;
    if (!remote) throw new MediaError('malformed', 'there is no offer to answer');
    await this.#follow(link, remote);
    return this.#parts.negotiation.writeAnswer(link.local());
  }

  async #follow(link: Link, remote: RemoteAudio): Promise<void> {
    const { negotiation } = this.#parts;
    const facts = { layout: negotiation.layout, ssrc: remote.ssrc, hasDtmf: negotiation.hasDtmf };
    const [isNewSpeech] = await Promise.all([this.speech.speakOn(link, facts), link.follow(remote)]);
    if (isNewSpeech && facts.hasDtmf) this.#tapDtmf(link);
    await this.#ear.refresh();
  }

  /** The tap is not waited for: a call is worth more than its keypad. */
  #tapDtmf(link: Link): void {
    const { speech } = this.speech;
    if (!speech) return;
    const { clock, logger } = this.#parts;
    const onDigit = (digit: string, durationMs: number): void => {
      this.emit('dtmf', digit, durationMs);
    };
    tapDtmf({ home: link.home, speech, clock, onDigit }).catch((error: unknown) => {
      if (!speech.producer.closed) logger.warn({ err: error, leg: this.id }, 'keys of this leg will not be heard');
    });
  }

  /** Leaves the present link, if any, and opens one on a living worker. */
  async #relink(): Promise<Link> {
    this.#unlink();
    this.#parts.negotiation.forgetTransport();
    const lease = await this.#parts.seat();
    const link: Link = await Link.open({
      lease,
      paths: this.#parts.paths,
      listener: {
        iceChanged: (state) => this.emit('ice', state),
        dtlsConnected: () => {
          this.#handshake = 'done';
          this.#ear.refreshSoon();
          this.emit('connected');
        },
        dtlsClosed: () => this.emit('dtlsClosed'),
        lost: () => this.#lose(link),
      },
    });
    if (this.#isClosed) {
      link.close();
      this.#requireOpen();
    }
    this.#link = link;
    this.#handshake = 'begun';
    return link;
  }

  #lose(link: Link): void {
    if (this.#link !== link) return;
    this.#unlink();
    this.emit('lost');
  }

  #unlink(): void {
    this.#link?.close();
    this.#link = undefined;
    this.#ear.detach();
    this.speech.forget();
  }

  /** One step of offer and answer at a time; what mediasoup throws at us becomes a MediaError. */
  #step<Result>(task: () => Promise<Result>): Promise<Result> {
    return this.#steps.run(async () => {
      this.#requireOpen();
      try {
        return await task();
      } catch (error) {
        this.#requireOpen();
        if (error instanceof MediaError) throw error;
        throw new MediaError('unavailable', 'the media worker did not do what was asked', { cause: error });
      }
    });
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new MediaError('closed', 'the leg is closed');
  }
}
