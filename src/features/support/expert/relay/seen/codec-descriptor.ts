import type { FrameCodec } from '../../../../../../seal/frames/index.ts';

/** What the packetiser puts in front of its part of a frame, so that the SFU can forward it without reading the frame. */
export interface CodecDescriptor {
  readonly length: number;
  readonly beginsFrame: boolean;
  /** undefined: the packet's marker says it. */
  readonly endsFrame?: boolean;
}

export function descriptorOf(codec: FrameCodec, payload: Uint8Array): CodecDescriptor {
  if (codec === 'vp8') return vp8(payload);
  return codec === 'vp9' ? vp9(payload) : { length: 0, beginsFrame: true, endsFrame: true };
}

/** RFC 7741 §4.2 */
function vp8(payload: Uint8Array): CodecDescriptor {
  const [first = 0, more = 0] = payload;
  const beginsFrame = (first & 0x10) !== 0 && (first & 0x07) === 0;
  if (first < 0x80) return { length: 1, beginsFrame };
  let length = 2;
  if ((more & 0x80) !== 0) length += pictureIdBytes(payload, length);
  if ((more & 0x40) !== 0) length += 1;
  if ((more & 0x30) !== 0) length += 1;
  return { length, beginsFrame };
}

/** RFC 9628 §4.2 */
function vp9(payload: Uint8Array): CodecDescriptor {
  const [first = 0] = payload;
  const isFlexible = (first & 0x10) !== 0;
  let length = 1;
  if ((first & 0x80) !== 0) length += pictureIdBytes(payload, length);
  if ((first & 0x20) !== 0) length += isFlexible ? 1 : 2;
  if (isFlexible && (first & 0x40) !== 0) length += referenceBytes(payload, length);
  if ((first & 0x02) !== 0) length += structureBytes(payload.subarray(length));
  return { length, beginsFrame: (first & 0x08) !== 0, endsFrame: (first & 0x04) !== 0 };
}

function pictureIdBytes(payload: Uint8Array, at: number): number {
  return (payload[at] ?? 0) >= 0x80 ? 2 : 1;
}

/** At most three; the lowest bit says that one more follows. */
function referenceBytes(payload: Uint8Array, at: number): number {
  let count = 1;
  while (count < 3 && ((payload[at + count - 1] ?? 0) & 1) === 1) count += 1;
  return count;
}

/** Sizes of the layers, and which pictures follow on which. */
function structureBytes(structure: Uint8Array): number {
  const [first = 0] = structure;
  let length = 1;
  if ((first & 0x10) !== 0) length += ((first >> 5) + 1) * 4;
  if ((first & 0x08) === 0) return length;
  const pictures = structure[length] ?? 0;
  length += 1;
  for (let picture = 0; picture < pictures; picture += 1) length += 1 + (((structure[length] ?? 0) >> 2) & 3);
  return length;
}
