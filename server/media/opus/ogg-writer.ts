/** What the decoder throws away at the start: 80 ms, as RFC 7845 §4.2 recommends. */
export const preSkipSamples = 3840;

const maxSegments = 255;
const flags = { continued: 1, first: 2, last: 4 } as const;

export interface OggHead {
  readonly serial: number;
  readonly channels: 1 | 2;
  /** Of the source; information only (RFC 7845 §5.1). */
  readonly inputSampleRate: number;
}

/** Segments that a packet takes in a page's table (RFC 3533 §6): one for each 255 bytes begun, and one of 0 at a multiple. */
function segmentsOf(packet: Uint8Array): number {
  return Math.floor(packet.byteLength / 255) + 1;
}

/**
 * Writes an Ogg Opus file page by page (RFC 3533, RFC 7845). Packets gather until `closePage()`; a page that is full closes by
 * itself. Packets never span pages, so that every page can be read alone.
 */
export class OggWriter {
  readonly #head: OggHead;
  #sequence = 0;
  #packets: Uint8Array[] = [];
  #segments = 0;
  #samples = 0;
  #pagedSamples = 0;

  constructor(head: OggHead) {
    this.#head = head;
  }

  /** Samples of 48 kHz in all packets so far, with the pre-skip. */
  get samples(): number {
    return this.#samples;
  }

  /** The same, of what is in pages. */
  get pagedSamples(): number {
    return this.#pagedSamples;
  }

  /** Packets that wait for their page. */
  get waiting(): number {
    return this.#packets.length;
  }

  /** The two pages that a file begins with: OpusHead and OpusTags. */
  begin(): Buffer {
    const head = Buffer.alloc(19);
    head.write('OpusHead', 0, 'latin1');
    head.writeUInt8(1, 8);
    head.writeUInt8(this.#head.channels, 9);
    head.writeUInt16LE(preSkipSamples, 10);
    head.writeUInt32LE(this.#head.inputSampleRate, 12);
    const vendor = Buffer.from('Deskline', 'utf8');
    const tags = Buffer.concat([Buffer.from('OpusTags', 'latin1'), lengthOf(vendor), vendor, Buffer.alloc(4)]);
    return Buffer.concat([this.#page([head], 0n, flags.first), this.#page([tags], 0n, 0)]);
  }

  /** Adds a packet that lasts `samples`; gives a page when the one before was full. */
  add(packet: Uint8Array, samples: number): Buffer | undefined {
    const segments = segmentsOf(packet);
    const full = this.#segments + segments > maxSegments ? this.closePage() : undefined;
    this.#packets.push(packet);
    this.#segments += segments;
    this.#samples += samples;
    return full;
  }

  /** The page of what waits, if anything does. */
  closePage(): Buffer | undefined {
    return this.#packets.length === 0 ? undefined : this.#close(BigInt(this.#samples), 0);
  }

  /** The last page. `endSamples` (with the pre-skip) cuts off what its last packet says beyond the end (RFC 7845 §4.4). */
  end(endSamples: number): Buffer {
    return this.#close(BigInt(Math.min(endSamples, this.#samples)), flags.last);
  }

  #close(granule: bigint, flag: number): Buffer {
    const page = this.#page(this.#packets, granule, flag);
    this.#packets = [];
    this.#segments = 0;
    this.#pagedSamples = this.#samples;
    return page;
  }

  #page(packets: readonly Uint8Array[], granule: bigint, flag: number): Buffer {
    const table = packets.flatMap((packet) => [...Array.from({ length: segmentsOf(packet) - 1 }, () => 255), packet.byteLength % 255]);
    const header = Buffer.alloc(27);
    header.write('OggS', 0, 'latin1');
    header.writeUInt8(flag, 5);
    header.writeBigInt64LE(granule, 6);
    header.writeUInt32LE(this.#head.serial, 14);
    header.writeUInt32LE(this.#sequence++, 18);
    header.writeUInt8(table.length, 26);
    const page = Buffer.concat([header, Buffer.from(table), ...packets]);
    page.writeUInt32LE(crcOf(page), 22);
    return page;
  }
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.byteLength);
  return length;
}

/** RFC 3533 §6: polynomial 0x04c11db7, not reflected, no inversion. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  return value >>> 0;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) ^ (crcTable[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
  return crc;
}
