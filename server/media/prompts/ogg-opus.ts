import { readOggPackets } from './ogg-pages.ts';

/** An Ogg Opus file (RFC 7845) cut into what goes into RTP, one packet each. */
export interface OpusFile {
  readonly channels: number;
  /** Samples at 48 kHz that a decoder discards at the start. */
  readonly preSkip: number;
  readonly packets: readonly Uint8Array[];
}

const frameMs = 20;
const ascii = new TextDecoder('latin1');

/**
 * Reads a prompt. RTP needs packets of one fixed duration, so anything but 20 ms is refused.
 * @throws {Error} saying what is wrong with the file.
 */
export function readOpusFile(file: Uint8Array): OpusFile {
  const [head, tags, ...packets] = readOggPackets(file);
  if (!head || ascii.decode(head.subarray(0, 8)) !== 'OpusHead' || head.byteLength < 19)
    throw new Error('the first packet is no OpusHead (RFC 7845 §5.1)');
  if (!tags || ascii.decode(tags.subarray(0, 8)) !== 'OpusTags') throw new Error('the second packet is no OpusTags (RFC 7845 §5.2)');
  if (packets.length === 0) throw new Error('the file has no audio packets');
  const odd = packets.findIndex((packet) => packetMs(packet) !== frameMs);
  if (odd >= 0) throw new Error(`audio packet ${odd} lasts ${packetMs(packets[odd])} ms instead of ${frameMs}`);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return { channels: view.getUint8(9), preSkip: view.getUint16(10, true), packets };
}

/** Duration of an Opus packet from its TOC byte (RFC 6716 §3.1), in milliseconds; 0 for an empty packet. */
export function packetMs(packet: Uint8Array | undefined): number {
  const toc = packet?.[0];
  if (packet === undefined || toc === undefined) return 0;
  const code = toc & 0x03;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 0x3f : 2;
  return frames * frameMsOf(toc >> 3);
}

/** RFC 6716 table 2: configurations 0-11 are SILK, 12-15 hybrid, 16-31 CELT. */
function frameMsOf(configuration: number): number {
  if (configuration < 12) return [10, 20, 40, 60][configuration % 4] ?? 0;
  if (configuration < 16) return configuration % 2 === 0 ? 10 : 20;
  return [2.5, 5, 10, 20][configuration % 4] ?? 0;
}
