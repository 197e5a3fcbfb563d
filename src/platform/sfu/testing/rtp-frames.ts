/** The codecs of pictures that are sent. */
export type PictureCodec = 'vp8' | 'vp9';

interface Packet {
  readonly timestamp: number;
  readonly sequence: number;
  readonly payload: Buffer;
}

/** Frames as they were before packets were made of them, in the order of sending. Packets that came twice count once. */
export function framesOf(packets: readonly Buffer[], codec: PictureCodec): readonly Buffer[] {
  const frames = new Map<number, Map<number, Buffer>>();
  for (const { timestamp, sequence, payload } of packets.map(readRtp)) {
    const rest = payload.subarray(codec === 'vp8' ? vp8DescriptorBytes(payload) : vp9DescriptorBytes(payload));
    const parts = frames.get(timestamp) ?? new Map<number, Buffer>();
    frames.set(timestamp, parts.set(sequence, rest));
  }
  return [...frames.values()].map((parts) => Buffer.concat([...parts].toSorted(([a], [b]) => inOrder(a, b)).map(([, part]) => part)));
}

/** What packets carry, in the order of sending: of Opus that is a frame each (RFC 7587 §4.2). Packets that came twice count once. */
export function payloadsOf(packets: readonly Buffer[]): readonly Buffer[] {
  const bySequence = new Map(packets.map(readRtp).map(({ sequence, payload }) => [sequence, payload]));
  return [...bySequence].toSorted(([a], [b]) => inOrder(a, b)).map(([, payload]) => payload);
}

/** RFC 3550 §5.1 */
function readRtp(packet: Buffer): Packet {
  const first = packet.readUInt8(0);
  let at = 12 + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) at += 4 + packet.readUInt16BE(at + 2) * 4;
  const padding = (first & 0x20) === 0 ? 0 : packet.readUInt8(packet.length - 1);
  return { timestamp: packet.readUInt32BE(4), sequence: packet.readUInt16BE(2), payload: packet.subarray(at, packet.length - padding) };
}

/** Sequence numbers begin again after 65,535. */
function inOrder(a: number, b: number): number {
  const ahead = (a - b) & 0xff_ff;
  return ahead > 0x7f_ff ? ahead - 0x1_00_00 : ahead;
}

/** RFC 7741 §4.2 */
function vp8DescriptorBytes(payload: Buffer): number {
  if ((payload[0] ?? 0) < 0x80) return 1;
  const more = payload[1] ?? 0;
  let at = 2;
  if ((more & 0x80) !== 0) at += (payload[at] ?? 0) >= 0x80 ? 2 : 1;
  if ((more & 0x40) !== 0) at += 1;
  if ((more & 0x30) !== 0) at += 1;
  return at;
}

/** RFC 9628 §4.2 */
function vp9DescriptorBytes(payload: Buffer): number {
  const first = payload[0] ?? 0;
  const isFlexible = (first & 0x10) !== 0;
  let at = 1;
  if ((first & 0x80) !== 0) at += (payload[at] ?? 0) >= 0x80 ? 2 : 1;
  if ((first & 0x20) !== 0) at += isFlexible ? 1 : 2;
  if (isFlexible && (first & 0x40) !== 0) {
    while (((payload[at] ?? 0) & 1) === 1) at += 1;
    at += 1;
  }
  return (first & 0x02) === 0 ? at : at + vp9StructureBytes(payload.subarray(at));
}

function vp9StructureBytes(structure: Buffer): number {
  const first = structure[0] ?? 0;
  let at = 1;
  if ((first & 0x10) !== 0) at += ((first >> 5) + 1) * 4;
  if ((first & 0x08) === 0) return at;
  const pictures = structure[at] ?? 0;
  at += 1;
  for (let picture = 0; picture < pictures; picture += 1) at += 1 + (((structure[at] ?? 0) >> 2) & 3);
  return at;
}
