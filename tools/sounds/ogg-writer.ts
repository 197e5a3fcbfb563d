/** What an Ogg Opus file needs to know besides its packets (RFC 7845 §5). */
export interface OpusStream {
  readonly packets: readonly Uint8Array[];
  /** Samples at 48 kHz to discard at the start. */
  readonly preSkip: number;
  /** Samples at 48 kHz of each packet. */
  readonly samplesPerPacket: number;
  /** Samples to be heard: the last granule position less the pre-skip (end trim). */
  readonly totalSamples: number;
}

const serial = 0x44_4c_53_4b;
const packetsPerPage = 50;
const vendor = 'Deskline sounds';

/** Writes an Ogg Opus file: head, tags, then a page a second (RFC 3533, RFC 7845). */
export function writeOggOpus(stream: OpusStream): Buffer {
  const pages = [
    page([opusHead(stream.preSkip)], { granule: 0, sequence: 0, flags: 0x02 }),
    page([opusTags()], { granule: 0, sequence: 1, flags: 0 }),
  ];
  for (let first = 0; first < stream.packets.length; first += packetsPerPage) {
    const packets = stream.packets.slice(first, first + packetsPerPage);
    const isLast = first + packetsPerPage >= stream.packets.length;
    const granule = isLast ? stream.preSkip + stream.totalSamples : (first + packets.length) * stream.samplesPerPacket;
    pages.push(page(packets, { granule, sequence: pages.length, flags: isLast ? 0x04 : 0 }));
  }
  return Buffer.concat(pages);
}

/** RFC 7845 §5.1; mono, mapping family 0. */
function opusHead(preSkip: number): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 'latin1');
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  return head;
}

/** RFC 7845 §5.2; no comments. */
function opusTags(): Buffer {
  const tags = Buffer.alloc(16 + vendor.length);
  tags.write('OpusTags', 'latin1');
  tags.writeUInt32LE(vendor.length, 8);
  tags.write(vendor, 12, 'latin1');
  return tags;
}

/** RFC 3533 §6. */
function page(packets: readonly Uint8Array[], about: { granule: number; sequence: number; flags: number }): Buffer {
  const lacing = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.byteLength / 255) }, () => 255),
    packet.byteLength % 255,
  ]);
  if (lacing.length > 255) throw new Error(`a page of ${lacing.length} segments; at most 255 fit`);
  const header = Buffer.alloc(27 + lacing.length);
  header.write('OggS', 'latin1');
  header.writeUInt8(about.flags, 5);
  header.writeBigInt64LE(BigInt(about.granule), 6);
  header.writeUInt32LE(serial, 14);
  header.writeUInt32LE(about.sequence, 18);
  header.writeUInt8(lacing.length, 26);
  header.set(lacing, 27);
  const whole = Buffer.concat([header, ...packets]);
  whole.writeUInt32LE(oggCrc(whole), 22);
  return whole;
}

/** RFC 3533 §6, field 7: polynomial 0x04c11db7, start 0, no reflection, the field itself taken as 0. */
function oggCrc(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
