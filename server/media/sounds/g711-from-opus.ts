import { alawFromLinear, mulawFromLinear } from '../prompts/g711.ts';

/**
 * Packets of 20 ms Opus as frames of G.711, 160 bytes each. The decoder is loaded with the first call in G.711: a server whose
 * calls all speak Opus never has it in memory.
 */
export async function g711FromOpus(packets: readonly Uint8Array[], law: 'PCMU' | 'PCMA'): Promise<readonly Uint8Array[]> {
  const { OpusDecoder } = await import('../opus/opus-codec.ts');
  const decoder = new OpusDecoder(8_000);
  const byteOf = law === 'PCMU' ? mulawFromLinear : alawFromLinear;
  return packets.map((packet) => Uint8Array.from(decoder.decode(packet), byteOf));
}
