import { relayLimits } from '../../../../../../protocol/support/relay.ts';
import type { SeenPassed } from '../../../../../../protocol/support/seen.ts';
import { bytesOf, kindOf } from '../relay-body.ts';
import { Cutter, type BytePart } from './byte-parts.ts';

/** Version and kind: seal/session/bodies.ts. */
const bodyHeaderBytes = 2;
/** RFC 9420 §6: version and wire format. */
const wireBytes = 4;
const privateMessage = 2;
/** Epoch and type of content, §6.3. */
const epochAndTypeBytes = 9;

/** What is only passed on, part by part; of a long one its beginning. */
export function passedParts({ kind, start }: Pick<SeenPassed, 'kind' | 'start'>): readonly BytePart[] {
  const bytes = bytesOf(start);
  const cutter = new Cutter(bytes);
  if (kind === 'piece') {
    cutter.cut('piece', relayLimits.chunkHeaderBytes);
    cutter.cut('ciphertext', bytes.length);
    return cutter.parts;
  }
  const isSealed = kindOf(bytes).kind === 'sealed';
  cutter.cut('body', bodyHeaderBytes);
  const header = isSealed ? mlsHeaderBytes(cutter.rest) : 0;
  cutter.cut('mls', header);
  cutter.cut(header > 0 ? 'ciphertext' : isSealed ? 'unsealed' : 'handshake', bytes.length);
  return cutter.parts;
}

/** How long that is of a PrivateMessage which is not encrypted: group, epoch, type, authenticated data. 0: it is none. */
function mlsHeaderBytes(message: Uint8Array): number {
  if (message.length < wireBytes || message[3] !== privateMessage) return 0;
  const afterGroup = skipVector(message, wireBytes);
  const end = skipVector(message, afterGroup + epochAndTypeBytes);
  return end > message.length ? 0 : end;
}

/** Behind a vector whose length stands in front of it in one, two or four bytes (RFC 9420 §2.1.2). */
function skipVector(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const lengthBytes = 1 << (first >> 6);
  let length = first & 0x3f;
  for (let more = 1; more < lengthBytes; more += 1) length = length * 256 + (bytes[at + more] ?? 0);
  return at + lengthBytes + length;
}
