import { clearBytesOf, partsOfKid, readHeader, type FrameCodec, type KidParts } from '../../../../../../seal/frames/index.ts';
import { frameCodecOf } from '../../../../../platform/sfu/encodings.ts';
import { countOf, Cutter, type BytePart } from './byte-parts.ts';
import { descriptorOf, type CodecDescriptor } from './codec-descriptor.ts';
import { readRtpHeader, type RtpHeader } from './rtp-header.ts';

/** What the header of the seal says: whose key, of which stream, and which frame (docs/spec/seal.md, SE62). */
export interface SealMark extends KidParts {
  readonly kid: bigint;
  readonly counter: bigint;
}

/** One packet as it is forwarded, part by part. */
export interface SeenPacket {
  readonly rtp: RtpHeader | undefined;
  readonly place: 'whole' | 'begin' | 'inside' | 'end' | 'unknown';
  /** Where a frame begins that is sealed. */
  readonly seal: SealMark | undefined;
  readonly parts: readonly BytePart[];
  readonly length: number;
  readonly readable: number;
  readonly sealed: number;
}

/** AES-256-GCM (RFC 9605 §4.5, suite 5). */
const tagBytes = 16;

/**
 * Takes packets of one stream apart, in the order of their coming: clear prefix ‖ header of the seal ‖ ciphertext ‖ tag are those of a frame, and a
 * frame may go in several packets. What has no header of the seal where a frame begins counts as readable, to its end.
 */
export function packetsOf(packets: readonly Uint8Array[], mimeType: string): readonly SeenPacket[] {
  const codec = frameCodecOf(mimeType);
  let isFrameSealed = true;
  return packets.map((bytes) => {
    const rtp = readRtpHeader(bytes);
    const cutter = new Cutter(bytes);
    if (!rtp || !codec) {
      cutter.cut('unsealed', bytes.length);
      return seenOf(bytes, cutter, { rtp, place: 'unknown', seal: undefined });
    }
    cutter.cut('rtp', rtp.headerBytes);
    cutter.cut('extension', rtp.extensionBytes);
    const payload = cutter.rest.subarray(0, cutter.rest.length - rtp.paddingBytes);
    const descriptor = descriptorOf(codec, payload);
    const endsFrame = descriptor.endsFrame ?? rtp.hasMarker;
    cutter.cut('descriptor', descriptor.length);
    const inFrame = payload.subarray(descriptor.length);
    const seal = descriptor.beginsFrame ? cutBeginning(cutter, codec, inFrame) : undefined;
    if (descriptor.beginsFrame) isFrameSealed = seal !== undefined;
    const left = cutter.rest.length - rtp.paddingBytes;
    const tag = endsFrame ? Math.min(tagBytes, left) : 0;
    cutter.cut(isFrameSealed ? 'ciphertext' : 'unsealed', isFrameSealed ? left - tag : left);
    if (isFrameSealed) cutter.cut('tag', tag);
    cutter.cut('padding', rtp.paddingBytes);
    return seenOf(bytes, cutter, { rtp, place: placeOf(descriptor, endsFrame), seal });
  });
}

/** The clear prefix and the header of the seal, if there is one of ours. */
function cutBeginning(cutter: Cutter, codec: FrameCodec, frame: Uint8Array): SealMark | undefined {
  const clear = Math.min(clearBytesOf(codec, frame), frame.length);
  const header = readHeader(frame, clear);
  const parts = header && partsOfKid(header.kid);
  cutter.cut('clear', clear);
  // Streams are numbered from 1: a key id without a stream is a byte of something else.
  if (!header || !parts || parts.context === 0) return undefined;
  cutter.cut('seal', header.length);
  return { ...parts, kid: header.kid, counter: header.counter };
}

function placeOf({ beginsFrame }: CodecDescriptor, endsFrame: boolean): SeenPacket['place'] {
  if (beginsFrame) return endsFrame ? 'whole' : 'begin';
  return endsFrame ? 'end' : 'inside';
}

function seenOf(bytes: Uint8Array, { parts }: Cutter, what: Pick<SeenPacket, 'rtp' | 'place' | 'seal'>): SeenPacket {
  return { ...what, parts, length: bytes.length, ...countOf(parts) };
}
