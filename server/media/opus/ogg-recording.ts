import { readOggPages, readOggPackets } from '../prompts/ogg-pages.ts';
import { packetSamples } from './opus-packets.ts';

/** An Ogg Opus file as a recording may be: packets of any duration, whole or cut. */
export interface OggRecording {
  readonly preSkip: number;
  readonly packets: readonly Uint8Array[];
  /** Samples of 48 kHz that are heard: without the pre-skip and what is cut off at the end. */
  readonly samples: number;
}

const ascii = new TextDecoder('latin1');

/** @throws {Error} saying what is wrong with the file */
export function readOggRecording(file: Uint8Array): OggRecording {
  const [head, tags, ...packets] = readOggPackets(file);
  if (!head || head.byteLength < 19 || ascii.decode(head.subarray(0, 8)) !== 'OpusHead')
    throw new Error('the first packet is no OpusHead (RFC 7845 §5.1)');
  if (!tags || ascii.decode(tags.subarray(0, 8)) !== 'OpusTags') throw new Error('the second packet is no OpusTags (RFC 7845 §5.2)');
  const preSkip = new DataView(head.buffer, head.byteOffset).getUint16(10, true);
  const all = packets.reduce((sum, packet) => sum + packetSamples(packet), 0);
  let end = 0;
  for (const page of readOggPages(file)) end = Number(page.granule);
  return { preSkip, packets, samples: Math.max(0, Math.min(all, end) - preSkip) };
}
