import { EventEmitter } from 'node:events';
import type { LegQuality } from '../../../protocol/media/quality.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { PeerState } from '../../../protocol/telephony/peer-status.ts';
import type { MediaLeg, Mouth } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Dialog, SipExtras } from '../sip/dialog/user-agent.ts';
import { inBackground } from './background.ts';
import type { Digit } from './dtmf.ts';
import { FlowWatch } from './flow-watch.ts';
import { LegLiveness } from './leg-liveness.ts';
import { LegNegotiation } from './leg-negotiation.ts';
import { LegOutbox } from './leg-outbox.ts';
import { LegRequests } from './leg-requests.ts';
import { isSameMouth } from './mouths.ts';
import { atMost } from '../../platform/wait.ts';

/** How long the end of a call waits for the last figures of a leg. */
const lastQualityMs = 1_000;

export interface CallLegEvents {
  /** Whether it is here, holds or is away may have changed: see `peerState`. */
  changed: [];
  digit: [digit: Digit, via: 'info' | 'rtp'];
  /** What it heard once came to its end. */
  played: [mouth: Mouth];
  /** Its media is on another worker. */
  moved: [];
  hungUp: [];
  /** It will not come back. */
  died: [cause: EndCause];
}

export interface CallLegOptions {
  readonly callId: string;
  readonly dialog: Dialog;
  readonly media: MediaLeg;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The leg that this one replaces held: it goes on holding until its page says otherwise. */
  readonly wasHolding?: boolean;
  /** Its worker died before the far end answered: media begins with an offer from a living one ([CA37]). */
  readonly isLost?: boolean;
}

/**
 * One party's connection to a call: a confirmed dialog and a media leg, both owned. The managers inside know neither
 * each other nor the call; this class wires them to dialog and media.
 */
export class CallLeg extends EventEmitter<CallLegEvents> {
  readonly dialog: Dialog;
  readonly media: MediaLeg;
  readonly outbox: LegOutbox;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #lifetime = new AbortController();
  readonly #flow: FlowWatch;
  readonly #liveness: LegLiveness;
  readonly #negotiation: LegNegotiation;
  readonly #requests = new LegRequests();
  #keepsHolding: boolean;
  #ear: Mouth | undefined;

  constructor(options: CallLegOptions) {
    super();
    const { dialog, media, clock, logger } = options;
    this.dialog = dialog;
    this.media = media;
    this.#clock = clock;
    this.#logger = logger;
    this.#keepsHolding = options.wasHolding ?? false;
    this.#flow = new FlowWatch(dialog.flow);
    this.#liveness = new LegLiveness(clock);
    this.outbox = new LegOutbox({
      callId: options.callId,
      dialog,
      flow: this.#flow,
      isReady: () => this.#liveness.state !== 'connecting',
      clock,
      logger,
    });
    this.#negotiation = new LegNegotiation({ dialog, media, flow: this.#flow, clock, logger, lifetime: this.#lifetime.signal });
    this.#wireDialog();
    this.#wireMedia();
    this.#wireManagers();
    if (media.isConnected) this.#liveness.handleConnected();
    if (options.isLost) this.#moveMedia();
  }

  get isHolding(): boolean {
    return this.#keepsHolding || this.media.isRemoteHolding;
  }

  /** What the other side is told about this one. */
  get peerState(): PeerState {
    if (this.#liveness.state === 'away' || !this.#flow.isOpen) return 'reconnecting';
    return this.isHolding ? 'holding' : 'connected';
  }

  /** Its media is gone for now: who listens to it hears music instead. */
  get isSilent(): boolean {
    return this.#liveness.state === 'away';
  }

  /** Its media flows. */
  get isUp(): boolean {
    return this.#liveness.state === 'here';
  }

  /** It said BYE, or its dialog is dead, perhaps before anybody listened. */
  get isGone(): boolean {
    return this.dialog.isEnded;
  }

  get isClosed(): boolean {
    return this.#lifetime.signal.aborted;
  }

  /** Plugs the ear; a mouth that it hears already is left alone. */
  hear(mouth: Mouth | undefined): void {
    if (this.isClosed || isSameMouth(this.#ear, mouth)) return;
    this.#ear = mouth;
    inBackground(this.#logger, 'plugging an ear', this.media.plug(mouth));
  }

  /** Counters since the leg opened; undefined when the engine does not answer in time. */
  quality(): Promise<LegQuality | undefined> {
    return atMost<LegQuality | undefined>(this.#clock, lastQualityMs, this.media.quality(), undefined);
  }

  /** Ends dialog and media and resolves to the last figures. Idempotent; emits nothing any more. */
  async close(bye: SipExtras): Promise<LegQuality | undefined> {
    if (this.isClosed) return undefined;
    this.#lifetime.abort('the leg is closed');
    this.removeAllListeners();
    this.#liveness.close();
    this.outbox.close();
    this.#flow.close();
    if (!this.dialog.isEnded) this.dialog.bye(bye);
    const quality = await this.quality();
    this.media.close();
    return quality;
  }

  #wireDialog(): void {
    const { dialog } = this;
    dialog.on('reinvite', (offer, reply) => inBackground(this.#logger, 'answering an offer', this.#negotiation.handleOffer(offer, reply)));
    dialog.on('request', (request, reply) => this.#requests.handleRequest(request, reply));
    dialog.on('rebound', (flow) => this.#flow.handleRebound(flow));
    dialog.on('answered', (answer) => inBackground(this.#logger, 'completing our offer', this.#negotiation.handleAnswer(answer)));
    dialog.on('bye', () => this.emit('hungUp'));
    // The far end does not know the call any more, or never acknowledged it.
    dialog.on('failed', () => this.emit('died', 'connection-lost'));
  }

  #wireMedia(): void {
    const { media } = this;
    media.on('connected', () => this.#liveness.handleConnected());
    media.on('ice', (state) => this.#liveness.handleIce(state));
    media.on('dtlsClosed', () => this.#liveness.handleDtlsClosed());
    media.on('dtmf', (key, durationMs) => this.emit('digit', { key, durationMs }, 'rtp'));
    media.on('played', (mouth) => {
      if (this.#ear !== mouth) return;
      this.#ear = undefined;
      this.emit('played', mouth);
    });
    media.on('lost', () => {
      this.#liveness.handleWorkerLost();
      this.#moveMedia();
    });
  }

  #moveMedia(): void {
    inBackground(this.#logger, 'moving a leg', this.#negotiation.handleWorkerLost());
  }

  #wireManagers(): void {
    this.#flow.on('closed', () => this.emit('changed'));
    this.#flow.on('opened', () => this.emit('changed'));
    this.#liveness.on('changed', () => {
      this.outbox.handleReady();
      this.emit('changed');
    });
    this.#liveness.on('died', (cause) => this.emit('died', cause));
    this.#negotiation.on('answered', () => {
      this.#keepsHolding = false;
      this.emit('changed');
    });
    this.#negotiation.on('moved', () => this.emit('moved'));
    this.#negotiation.on('failed', (cause) => this.emit('died', cause));
    this.#requests.on('digit', (digit) => this.emit('digit', digit, 'info'));
  }
}
