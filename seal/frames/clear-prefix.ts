/** What a sealed track carries. Nothing else is sent. */
export type FrameCodec = 'opus' | 'vp8' | 'vp9';

/**
 * How many first bytes of a frame stay readable, because the packetizer or the SFU looks at them. They are authenticated.
 * - VP8, RFC 6386 §9.1: the frame tag is 3 bytes, bit 0 of the first is 0 for a key frame, which goes on with start code and size, 7 bytes.
 * - VP9: none; what the SFU needs is in the RTP payload descriptor.
 * - Opus, RFC 6716 §3.1: the TOC byte.
 */
export function clearBytesOf(codec: FrameCodec, frame: Uint8Array): number {
  if (codec === 'vp9') return 0;
  if (codec === 'opus') return Math.min(1, frame.length);
  const isKeyFrame = ((frame[0] ?? 1) & 1) === 0;
  return Math.min(isKeyFrame ? 10 : 3, frame.length);
}
