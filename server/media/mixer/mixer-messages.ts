import type { CodecName } from '../sdp/payload-layout.ts';
import type { MixSignal } from './mixer.ts';

/** Codecs that a mix can be heard in. */
export type MixCodec = Exclude<CodecName, 'G722'>;

/** An ear that listens to a mix as one of its members. */
export interface MixListener {
  readonly id: number;
  readonly member: number;
  readonly codec: MixCodec;
  readonly ssrc: number;
  readonly payloadType: number;
  /** Where its stream goes on, when it was begun on a thread that died. */
  readonly after?: { readonly sequence: number; readonly timestamp: number };
}

/** To the mixer's thread. A mix is there while it has members. */
export type MixCommand =
  | { readonly kind: 'join'; readonly mix: number; readonly member: number }
  | { readonly kind: 'leave'; readonly member: number }
  | { readonly kind: 'listen'; readonly listener: MixListener }
  | { readonly kind: 'unlisten'; readonly id: number }
  | { readonly kind: 'signal'; readonly mix: number; readonly signal: MixSignal }
  /** RTP packets one behind the other; `index` has pairs of member and length. */
  | { readonly kind: 'rtp'; readonly bytes: Uint8Array<ArrayBuffer>; readonly index: readonly number[] };

/** From the mixer's thread, one message per tick: packets one behind the other; `index` has pairs of listener and length. */
export interface MixReport {
  readonly bytes: ArrayBuffer;
  readonly index: readonly number[];
}
