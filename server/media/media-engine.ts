import type { EventEmitter } from 'node:events';
import type { LegQuality } from '../../protocol/media/quality.ts';
import type { RoomEngine } from './room-engine.ts';
import type { MixEar, Mixer } from './mixer/mixer.ts';

export type { Mix, Mixer, MixSeat } from './mixer/mixer.ts';

/** A sound of our own, made by tools/sounds. Names are file names in public/sounds without ending. */
export type SoundName = 'ringback' | 'busy' | 'congestion' | 'hold-music' | 'unavailable-en' | 'unavailable-de';

/**
 * Audio that is no sound of ours: a prompt, a greeting, a spoken number. `key` names the content (it changes when the content
 * does), so that a player's thread loads it once.
 */
export interface Clip {
  readonly key: string;
  readonly durationMs: number;
  /** Frames of 20 ms in a codec. @throws {MediaError} `unavailable` when the audio cannot be read */
  load(codec: 'opus' | 'PCMU' | 'PCMA'): Promise<readonly Uint8Array[]>;
}

/**
 * What an ear can be plugged to: what another leg says, what a mix says to one of its members, a sound (looped unless `once`), or clips
 * one after the other (likewise).
 */
export type Mouth =
  | { readonly kind: 'leg'; readonly leg: MediaLeg }
  | { readonly kind: 'mix'; readonly ear: MixEar }
  | { readonly kind: 'sound'; readonly sound: SoundName; readonly once?: boolean }
  | { readonly kind: 'clips'; readonly clips: readonly Clip[]; readonly once?: boolean };

/** Somebody listens to what a leg says. `close()` is idempotent; the leg's end closes it too. */
export interface AudioTap {
  close(): void;
}

/** A network path between browser and SFU, as ICE sees it. */
export type MediaPath = 'udp' | 'tcp';

export interface AnsweringLegRequest {
  readonly callId: string;
  /** Calls of one person share a worker, so that joining them needs no pipe. */
  readonly person: string;
  /** The remote SDP offer. */
  readonly offer: string;
  /** Only these candidates are offered in the answer (the connection test); both when absent. */
  readonly paths?: readonly MediaPath[];
}

export interface OfferingLegRequest {
  readonly callId: string;
  readonly person: string;
  /** The leg whose payload types (router) the offer uses: no transcoding, no pipe. Default layout when absent. */
  readonly like?: MediaLeg;
}

/**
 * The patch bay (see ARCHITECTURE.md): legs with an ear and a mouth. Connecting, holding and resuming are
 * all `plug()`; none of them needs a re-INVITE.
 */
export interface MediaEngine {
  /** For three and more who hear each other. */
  readonly mixer: Mixer;
  /** For sealed sessions of browsers. */
  readonly rooms: RoomEngine;
  /**
   * Opens a leg for a remote offer; `leg.localSdp` is the answer.
   * @throws {MediaError} `not-acceptable` when the offer is not DTLS-SRTP audio with a codec of ours (SIP 488),
   *   `malformed` when it is no SDP (SIP 400), `unavailable` when no worker lives (SIP 503).
   */
  openAnswering(request: AnsweringLegRequest): Promise<MediaLeg>;
  /** Opens a leg that we offer to a callee; `leg.localSdp` is the offer, to be completed with `acceptAnswer()`. */
  openOffering(request: OfferingLegRequest): Promise<MediaLeg>;
  /** Open legs, workers alive, and the like: for /metrics and /readyz. */
  gauges(): MediaGauges;
  close(): Promise<void>;
}

export interface MediaGauges {
  readonly workersAlive: number;
  readonly workersWanted: number;
  readonly legs: number;
  readonly routers: number;
  readonly rooms: number;
  /** Browsers' connections in all rooms. */
  readonly roomTransports: number;
  readonly players: number;
}

export interface LegEvents {
  /** DTLS is up: media can flow. Again after each new DTLS handshake (worker replaced). */
  connected: [];
  /** ICE connectivity seen by the SFU. 'disconnected' comes after ICE consent timed out (30 s). */
  ice: [state: 'connected' | 'disconnected'];
  /** The far end closed DTLS (browser closed or reloaded its page). */
  dtlsClosed: [];
  /** The leg's worker died. Call `reoffer()`, send the offer in a re-INVITE, then `acceptAnswer()`; the same with `followUp()`. */
  lost: [];
  /** A telephone-event (RFC 4733), once per (ssrc, timestamp). */
  dtmf: [digit: string, durationMs: number];
  /** What the ear was plugged to `once` came to its end; it hears silence now. Not told when it was unplugged before. */
  played: [mouth: Mouth];
  closed: [];
}

/** One party's media connection. `close()` is ours and idempotent. */
export interface MediaLeg extends EventEmitter<LegEvents> {
  readonly id: string;
  readonly callId: string;
  /** What we last said, offer or answer, byte for byte. */
  readonly localSdp: string;
  /** True while the far end asked us not to send (a=sendonly or a=inactive): it holds. */
  readonly isRemoteHolding: boolean;
  /** DTLS is up now: `connected` may have been told before anybody listened. */
  readonly isConnected: boolean;
  readonly mouth: Mouth;
  /** What the ear is plugged to, or wanted to be while media is not up yet. */
  readonly ear: Mouth | undefined;
  /** Completes our offer with the remote answer. @throws {MediaError} */
  acceptAnswer(answer: string): Promise<void>;
  /** A re-INVITE's offer (hold, resume, ICE restart): resolves to our answer. @throws {MediaError} */
  acceptOffer(offer: string): Promise<string>;
  /**
   * After `lost`: moves the leg to a living worker and resolves to a new offer, which `followUp()` completes. Ear and mouth are
   * re-plugged by the engine.
   */
  reoffer(): Promise<string>;
  /**
   * After the answer to what `reoffer()` gave: the offer that has to follow it ([MED39]); undefined when nothing has to, or when the leg made
   * another offer meanwhile.
   */
  followUp(offer: string): Promise<string | undefined>;
  /** Plugs the ear to a mouth; `undefined` is silence. Idempotent; survives `lost`. */
  plug(mouth: Mouth | undefined): Promise<void>;
  /**
   * Hands every RTP packet (RFC 3550, payload as the far end sent it) that the far end says to `onPacket`, in order of arrival, until closed.
   * Goes on over `lost`/`reoffer()` and changes of SSRC. The codec is `codec`.
   */
  tap(onPacket: (rtp: Buffer) => void): AudioTap;
  readonly codec: 'opus' | 'PCMU' | 'PCMA' | 'G722';
  /** Counters since the leg opened, summed over SSRCs. */
  quality(): Promise<LegQuality>;
  close(): void;
}

export type MediaErrorCode = 'malformed' | 'not-acceptable' | 'unavailable' | 'closed';

/** Why media could not be had; `code` maps to a SIP status in telephony. */
export class MediaError extends Error {
  readonly code: MediaErrorCode;
  constructor(code: MediaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MediaError';
    this.code = code;
  }
}
