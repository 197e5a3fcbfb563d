import type { Direction } from './direction.ts';

/** A codec or telephone-event that the far end named. */
export interface RemoteCodec {
  /** Encoding name in lower case, e.g. `opus`, `telephone-event`. */
  readonly name: string;
  readonly payloadType: number;
  readonly clockRate: number;
}

/** Transport profiles that we accept (RFC 5764 §8, RFC 7850); each is answered with itself. */
export const acceptedProtocols = ['UDP/TLS/RTP/SAVPF', 'TCP/TLS/RTP/SAVPF', 'UDP/TLS/RTP/SAVP'] as const;

/** RFC 4145 §4 as used by DTLS-SRTP (RFC 5763 §5). */
export type SetupRole = 'active' | 'passive' | 'actpass';

export interface Fingerprint {
  readonly algorithm: 'sha-1' | 'sha-224' | 'sha-256' | 'sha-384' | 'sha-512';
  /** Upper-case hex with colons. */
  readonly value: string;
}

/** The audio section of a remote offer or answer that we can talk to. */
export interface RemoteAudio {
  /** Which m-line it is, counted from 0. */
  readonly index: number;
  readonly mid?: string;
  readonly protocol: string;
  readonly direction: Direction;
  readonly iceUfrag: string;
  readonly fingerprint: Fingerprint;
  readonly setup: SetupRole;
  /** In the far end's order of preference. */
  readonly codecs: readonly RemoteCodec[];
  /** Browsers signal it; without it (phones) mediasoup cannot tell whose packets arrive, and the mouth is silent. */
  readonly ssrc?: number;
  readonly isRtcpReducedSize: boolean;
}

/** One m-line as it stood, to be refused in the same place. RFC 3264 §6: the answer has the same number of m-lines. */
export interface RemoteSection {
  readonly type: string;
  readonly protocol: string;
  readonly payloads: string;
  readonly mid?: string;
}

export interface RemoteDescription {
  readonly audio: RemoteAudio;
  readonly sections: readonly RemoteSection[];
  /** The audio section stands in a BUNDLE group (RFC 8843). */
  readonly isBundled: boolean;
}
