import { packetMs } from '../prompts/ogg-opus.ts';

/** Opus counts in samples of 48 kHz, whatever it was encoded from (RFC 7845 §4). */
export const samplesPerMs = 48;
/** The shortest frame of Opus: 2.5 ms. Gaps are filled in multiples of it. */
export const shortestFrameSamples = 120;

/** The byte that begins a packet of CELT, full band, mono, 20 ms: what a gap is filled with before anything was said. */
const usualToc = 0xf8;

/** Duration of a packet in samples of 48 kHz, from its TOC byte (RFC 6716 §3.1); 0 for an empty packet. */
export function packetSamples(packet: Uint8Array): number {
  return packetMs(packet) * samplesPerMs;
}

/** What comes before a gap. */
export interface BeforeGap {
  /** The packet before: concealment looks like it, so that a decoder need not change its mode. */
  readonly model: Uint8Array | undefined;
  /** How much was filled since. */
  readonly filledSamples: number;
}

/** So long a decoder is left to guess how the sound would go on; then there is silence. */
const concealedSamples = 100 * samplesPerMs;
/** A frame of CELT that begins with the silence flag (RFC 6716 §4.3, table 56). */
const silence = [0xff, 0xfe] as const;

/**
 * Packets that say nothing for `samples` (rounded down to 2.5 ms): at first a TOC byte and no frame, which a decoder conceals like a packet
 * that was lost (RFC 6716 §3.2.1, §2.1.7), later real silence.
 */
export function fillerPackets(samples: number, { model, filledSamples }: BeforeGap): Uint8Array[] {
  const packets: Uint8Array[] = [];
  const concealing = Uint8Array.of(twentyMsToc(model?.[0] ?? usualToc));
  let left = Math.floor(samples / shortestFrameSamples) * shortestFrameSamples;
  let filled = filledSamples;
  for (; left >= 960; left -= 960) {
    packets.push(filled < concealedSamples ? concealing : Uint8Array.of(usualToc, ...silence));
    filled += 960;
  }
  for (const [length, configuration] of [
    [480, 30],
    [240, 29],
    [120, 28],
  ] as const) {
    if (left < length) continue;
    packets.push(Uint8Array.of(configuration << 3, ...silence));
    left -= length;
  }
  return packets;
}

/** The same mode, bandwidth and channels with one frame of 20 ms (RFC 6716 table 2). */
function twentyMsToc(toc: number): number {
  const configuration = toc >> 3;
  const withTwenty = configuration < 12 ? (configuration & ~3) | 1 : configuration < 16 ? configuration | 1 : configuration | 3;
  return (withTwenty << 3) | (toc & 0x04);
}
