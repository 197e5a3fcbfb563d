import { sipNames } from '../../../../protocol/telephony/sip-names.ts';
import type { DialogIds } from './dialog-ids.ts';
import { Events } from './events.ts';
import type { JsSipEndEvent, JsSipMessage, JsSipSession, JsSipTerminateOptions } from './jssip-session.ts';
import type { KeyOutcome } from './key-sender.ts';
import type { Negotiable, NegotiationOutcome } from './negotiator.ts';
import type { PeerStatus } from '../../../../protocol/telephony/peer-status.ts';
import { readPeerNotice } from './peer-notice.ts';
import type { EndFacts } from './call-end.ts';
import { guardSession, type GivenUp } from './session-guard.ts';

/** What a response or INVITE told about the call. */
export interface CallNews {
  readonly serverCallId?: string | undefined;
  readonly elapsedMs?: number | undefined;
  /** The server says that we held this call before the session was replaced. */
  readonly isHeldByMe?: boolean;
}

export interface SessionLinkEvents extends Record<string, readonly unknown[]> {
  ringing: [news: CallNews];
  answered: [news: CallNews];
  over: [facts: EndFacts];
  /** Media failed for good: only a new session helps. */
  broken: [];
  track: [track: MediaStreamTrack];
  ice: [state: RTCIceConnectionState];
  notice: [notice: PeerStatus];
  /** A key that the other side pressed. */
  key: [key: string];
}

const keyDurationMs = 160;

export function newsOf(message: JsSipMessage | null): CallNews {
  const elapsed = Number(message?.getHeader(sipNames.elapsedMs));
  return {
    serverCallId: message?.getHeader(sipNames.callId),
    elapsedMs: Number.isFinite(elapsed) && elapsed >= 0 ? elapsed : undefined,
    isHeldByMe: message?.getHeader(sipNames.holding) === 'yes',
  };
}

function endFacts(event: JsSipEndEvent): EndFacts {
  const { message } = event;
  const method = message?.method;
  return {
    causeHeader: message?.getHeader(sipNames.endCause),
    reasonHeader: message?.getHeader('Reason'),
    status: message?.status_code,
    method: message?.status_code === undefined && (method === 'BYE' || method === 'CANCEL') ? method : undefined,
    libraryCause: event.cause,
  };
}

/** One JsSIP session as promises and typed events. Ends only when its owner or the far end says so. */
export class SessionLink extends Events<SessionLinkEvents> implements Negotiable {
  readonly #session: JsSipSession;
  readonly #terminate: (options?: JsSipTerminateOptions) => void;
  #settleExchange: ((outcome: NegotiationOutcome) => void) | undefined;
  #dialog: DialogIds | undefined;

  /** @param invite the incoming INVITE; undefined when we called. */
  constructor(session: JsSipSession, invite?: JsSipMessage) {
    super();
    this.#session = session;
    this.#terminate = guardSession(session, (what) => {
      this.#handleGivenUp(what);
    });
    if (invite !== undefined) this.#dialog = { callId: invite.call_id, localTag: invite.to_tag, remoteTag: invite.from_tag };
    this.#listen();
    // An outgoing session made its connection before anybody could listen.
    if (session.connection !== null) this.#watch(session.connection);
  }

  /** Undefined until the far end's tag is known. */
  get dialog(): DialogIds | undefined {
    return this.#dialog;
  }

  get connection(): RTCPeerConnection | undefined {
    return this.#session.connection ?? undefined;
  }

  answer(stream: MediaStream): void {
    this.#session.answer({ mediaStream: stream, pcConfig: { iceServers: [] }, rtcOfferConstraints: {}, rtcAnswerConstraints: {} });
  }

  /** CANCEL, a final response or BYE, whichever the state asks for. Silent when the session is over. */
  end(options?: JsSipTerminateOptions): void {
    if (!this.#session.isEnded()) this.#terminate(options);
  }

  /** Stops sound both ways at once; signalling stays, to say BYE when it can. */
  closeMedia(): void {
    this.#session.connection?.close();
  }

  setMuted(isMuted: boolean): void {
    // Before an incoming call is answered there is no connection yet, and JsSIP would trip over it.
    if (this.connection === undefined) return;
    if (isMuted) this.#session.mute();
    else this.#session.unmute();
  }

  /** Sends from another microphone without renegotiation. */
  async replaceTrack(track: MediaStreamTrack): Promise<void> {
    const sender = this.connection?.getSenders().find((candidate) => candidate.track?.kind === 'audio');
    track.enabled = sender?.track?.enabled ?? true;
    await sender?.replaceTrack(track);
  }

  hold(): Promise<NegotiationOutcome> {
    // JsSIP keeps its flag when a hold was refused: then only the offer has to be repeated.
    return this.#exchange((done) => (this.#session.isOnHold().local ? this.#session.renegotiate({}, done) : this.#session.hold({}, done)));
  }

  resume(): Promise<NegotiationOutcome> {
    return this.#exchange((done) =>
      this.#session.isOnHold().local ? this.#session.unhold({}, done) : this.#session.renegotiate({}, done),
    );
  }

  restartIce(): Promise<NegotiationOutcome> {
    return this.#exchange((done) => this.#session.renegotiate({ rtcOfferConstraints: { iceRestart: true } }, done));
  }

  /** One key by INFO (application/dtmf-relay). Own handlers: JsSIP's sendDTMF ends the call when the socket is gone. */
  sendKey(key: string, number: number): Promise<KeyOutcome> {
    if (!this.#session.isEstablished()) return Promise.resolve('lost');
    return new Promise((resolve) => {
      this.#session.sendRequest('INFO', {
        extraHeaders: ['Content-Type: application/dtmf-relay', `${sipNames.keyNumber}: ${String(number)}`],
        body: `Signal=${key}\r\nDuration=${String(keyDurationMs)}\r\n`,
        eventHandlers: {
          onSuccessResponse: () => resolve('taken'),
          onErrorResponse: () => resolve('refused'),
          onTransportError: () => resolve('lost'),
          onRequestTimeout: () => resolve('lost'),
          onDialogError: () => resolve('lost'),
        },
      });
    });
  }

  #exchange(start: (done: () => void) => boolean): Promise<NegotiationOutcome> {
    const session = this.#session;
    if (this.#settleExchange !== undefined || !session.isEstablished() || !session.isReadyToReOffer()) return Promise.resolve('not-now');
    return new Promise((resolve) => {
      this.#settleExchange = (outcome) => {
        this.#settleExchange = undefined;
        resolve(outcome);
      };
      if (!start(() => this.#settleExchange?.('done'))) this.#settleExchange('not-now');
    });
  }

  #handleGivenUp(what: GivenUp): void {
    if (what === 'media-failed') this.emit('broken');
    else this.#settleExchange?.(what === 'request-lost' ? 'lost' : 'refused');
  }

  #listen(): void {
    const session = this.#session;
    session.on('peerconnection', (event) => {
      this.#watch(event.peerconnection);
    });
    // Our SFU is found by host candidates: the first one is enough, and waiting for all costs seconds.
    session.on('icecandidate', (event) => {
      event.ready();
    });
    session.on('progress', (event) => {
      if (event.originator === 'remote') this.emit('ringing', newsOf(event.response));
    });
    session.on('accepted', (event) => {
      const response = event.response;
      if (response !== null) this.#dialog = { callId: response.call_id, localTag: response.from_tag, remoteTag: response.to_tag };
      this.emit('answered', newsOf(response));
    });
    session.on('ended', (event) => {
      this.#over(event);
    });
    session.on('failed', (event) => {
      this.#over(event);
    });
    session.on('newDTMF', (event) => {
      if (event.originator === 'remote' && event.dtmf.tone !== null) this.emit('key', event.dtmf.tone);
    });
    session.on('newInfo', (event) => {
      if (event.originator !== 'remote') return;
      const notice = readPeerNotice(event.info.contentType, event.info.body);
      if (notice !== undefined) this.emit('notice', notice);
    });
  }

  #over(event: JsSipEndEvent): void {
    this.#settleExchange?.('lost');
    this.emit('over', endFacts(event));
    this.forgetListeners();
  }

  #watch(connection: RTCPeerConnection): void {
    // `event.track`, never `streams[0]`: our SDP names no streams.
    connection.addEventListener('track', (event) => {
      this.emit('track', event.track);
    });
    connection.addEventListener('iceconnectionstatechange', () => {
      this.emit('ice', connection.iceConnectionState);
    });
  }
}
