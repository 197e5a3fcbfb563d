import type { FrameCodec } from '../../../seal/frames/index.ts';
import type { FrameKeys } from '../../../seal/index.ts';

/** What a track's transform is told when it is made (`RTCRtpScriptTransform`'s options). */
export type TransformOptions =
  | { readonly direction: 'send'; readonly codec: FrameCodec; readonly context: number }
  | { readonly direction: 'receive'; readonly codec: FrameCodec; readonly leaf: number };

/** What the page tells the worker. */
export interface KeysMessage {
  readonly type: 'keys';
  readonly keys: FrameKeys;
}
