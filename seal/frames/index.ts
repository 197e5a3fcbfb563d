/** What the worker of sealed tracks uses; apart from the front door of seal, so that the worker stays small. */
export type { FrameCodec } from './clear-prefix.ts';
export { FrameOpener, type Dropped } from './frame-opener.ts';
export { FrameSealer } from './frame-sealer.ts';
