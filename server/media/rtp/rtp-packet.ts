/** An RTP packet taken apart (RFC 3550 §5.1). */
export interface RtpPacket {
  readonly payloadType: number;
  readonly hasMarker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** A view into the packet: without CSRCs, header extension and padding. */
  readonly payload: Buffer;
}

const fixedBytes = 12;

/** Reads a packet; undefined when it is none of RTP version 2, or shorter than it says. */
export function readRtpPacket(bytes: Buffer): RtpPacket | undefined {
  if (bytes.byteLength < fixedBytes) return undefined;
  const first = bytes.readUInt8(0);
  if (first >> 6 !== 2) return undefined;
  const start = payloadStart(bytes, first);
  const padding = (first & 0x20) === 0 ? 0 : bytes.readUInt8(bytes.byteLength - 1);
  const end = bytes.byteLength - padding;
  if (start === undefined || start > end) return undefined;
  return {
    payloadType: bytes.readUInt8(1) & 0x7f,
    hasMarker: (bytes.readUInt8(1) & 0x80) !== 0,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    ssrc: bytes.readUInt32BE(8),
    payload: bytes.subarray(start, end),
  };
}

/** Behind the CSRCs and the header extension (§5.3.1), whose length is told in words of 32 bits. */
function payloadStart(bytes: Buffer, first: number): number | undefined {
  const afterSources = fixedBytes + (first & 0x0f) * 4;
  if ((first & 0x10) === 0) return afterSources;
  if (afterSources + 4 > bytes.byteLength) return undefined;
  return afterSources + 4 + bytes.readUInt16BE(afterSources + 2) * 4;
}
