/** The running state of one RTP stream that we make. */
export interface RtpStreamState {
  readonly ssrc: number;
  readonly payloadType: number;
  readonly unitsPerFrame: number;
  sequence: number;
  timestamp: number;
  isFirst: boolean;
}

export const rtpHeaderBytes = 12;

/**
 * Writes the next packet of `stream` into `into` at `offset` (RFC 3550 §5.1) and moves the stream on: sequence
 * number by one, timestamp by one frame, both wrapping. The first packet carries the marker (RFC 3551 §4.1: "the
 * first packet of a talkspurt").
 */
export function writeRtpPacket(stream: RtpStreamState, payload: Uint8Array, into: Buffer, offset: number): number {
  into.writeUInt8(0x80, offset);
  into.writeUInt8((stream.isFirst ? 0x80 : 0) | stream.payloadType, offset + 1);
  into.writeUInt16BE(stream.sequence, offset + 2);
  into.writeUInt32BE(stream.timestamp, offset + 4);
  into.writeUInt32BE(stream.ssrc, offset + 8);
  into.set(payload, offset + rtpHeaderBytes);
  stream.isFirst = false;
  skipFrames(stream, 1);
  stream.sequence = (stream.sequence + 1) & 0xffff;
  return rtpHeaderBytes + payload.byteLength;
}

/** Moves only the timestamp: time went by in which nothing was sent. */
export function skipFrames(stream: RtpStreamState, frames: number): void {
  stream.timestamp = (stream.timestamp + frames * stream.unitsPerFrame) >>> 0;
}
