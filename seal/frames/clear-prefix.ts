/** Codecs whose frames are sealed. All others are not sent. */
export type FrameCodec = 'opus' | 'vp8' | 'vp9';

const vp8KeyBytes = 10;
const vp8DeltaBytes = 3;

/**
 * How many bytes at the front of a frame the SFU and the browser's packetiser have to read. VP8 (RFC 6386 §9.1): the frame tag, and of key
 * frames start code and size; Opus: the TOC byte; VP9: none.
 */
export function clearBytesOf(codec: FrameCodec, frame: Uint8Array): number {
  if (codec === 'vp9') return 0;
  if (codec === 'opus') return 1;
  return isVp8KeyFrame(frame) ? vp8KeyBytes : vp8DeltaBytes;
}

/** Bit 0 of the first byte is clear in key frames. */
function isVp8KeyFrame(frame: Uint8Array): boolean {
  return ((frame[0] ?? 1) & 1) === 0;
}
