/** The front door for the worker that seals frames: it carries nothing else of seal. */
export { clearBytesOf, type FrameCodec } from './clear-prefix.ts';
export { FrameKeyring } from './frame-keyring.ts';
export { FrameOpener, type FrameRefusal } from './frame-opener.ts';
export { FrameSealer } from './frame-sealer.ts';
export { partsOfKid, type KidParts } from './kid.ts';
export { readHeader } from './sframe-header.ts';
export type { FrameOrigin } from './frame-opener.ts';
export type { FrameKeys } from '../session/sealed-session.ts';
