import type { FrameCodec, FrameKeys, FrameOrigin, FrameRefusal } from '../../../seal/frames/index.ts';

/** What a transform of the worker is told when it is made. `stream` names it in answers. */
export type StreamOptions =
  | {
      readonly direction: 'send';
      readonly stream: number;
      readonly codec: FrameCodec;
      /** Never the same for two tracks of this page. */
      readonly context: number;
      /** Of its simulcast encodings; empty when there is only one. */
      readonly rids: readonly string[];
    }
  | {
      readonly direction: 'receive';
      readonly stream: number;
      readonly codec: FrameCodec;
      /** Undefined: nobody has named the stream yet. Its frames are held, in bounds. */
      readonly origin: FrameOrigin | undefined;
    };

export type ToFrameWorker =
  | { readonly type: 'keys'; readonly keys: FrameKeys }
  /** The SFU knows a stream that is sent: its frames may go. */
  | { readonly type: 'begin'; readonly stream: number }
  /** Its sender has named a stream that is received: its frames may be opened. */
  | { readonly type: 'name'; readonly stream: number; readonly origin: FrameOrigin }
  /** Nothing goes by that stream any more. */
  | { readonly type: 'end'; readonly stream: number }
  | { readonly type: 'count' };

/**
 * Frames so far, of all streams. `held`: not sealed, because the SFU does not know the stream yet, or for want of a key or of a key frame.
 * `unnamed`: came before their stream was named.
 */
export type FrameCounts = Record<'sealed' | 'held' | 'unnamed' | 'opened' | FrameRefusal, number>;

export type FromFrameWorker =
  | { readonly type: 'counts'; readonly counts: FrameCounts }
  /** The encoder of a stream is asked for a key frame. */
  | { readonly type: 'key-frame'; readonly stream: number }
  /** A stream broke: nothing of it passes any more. */
  | { readonly type: 'failed'; readonly stream: number };

export function noFrames(): FrameCounts {
  return { sealed: 0, held: 0, unnamed: 0, opened: 0, malformed: 0, 'no-key': 0, foreign: 0, replayed: 0, forged: 0 };
}
