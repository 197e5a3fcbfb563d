/** What stands at the front of an RTP packet (RFC 3550 §5.1), and how long it is. */
export interface RtpHeader {
  readonly payloadType: number;
  /** The last packet of a picture. */
  readonly hasMarker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** With the sources that contributed. */
  readonly headerBytes: number;
  readonly extensionBytes: number;
  readonly paddingBytes: number;
}

const fixedBytes = 12;

/** undefined: no RTP of version 2, or shorter than it says. */
export function readRtpHeader(bytes: Uint8Array): RtpHeader | undefined {
  if (bytes.length < fixedBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(0);
  const headerBytes = fixedBytes + (first & 0x0f) * 4;
  const extensionBytes = (first & 0x10) === 0 ? 0 : extensionAt(view, headerBytes);
  const paddingBytes = (first & 0x20) === 0 ? 0 : view.getUint8(bytes.length - 1);
  if (first >> 6 !== 2 || headerBytes + extensionBytes + paddingBytes > bytes.length) return undefined;
  return {
    payloadType: view.getUint8(1) & 0x7f,
    hasMarker: (view.getUint8(1) & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    headerBytes,
    extensionBytes,
    paddingBytes,
  };
}

/** Its length is told in words of 32 bits (§5.3.1). Infinite when the packet ends before it is told. */
function extensionAt(view: DataView, at: number): number {
  return at + 4 > view.byteLength ? Number.POSITIVE_INFINITY : 4 + view.getUint16(at + 2) * 4;
}
