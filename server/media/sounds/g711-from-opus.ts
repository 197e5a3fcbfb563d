import { alawFromLinear, mulawFromLinear } from '../prompts/g711.ts';

/**
 * Packets of 20 ms Opus as frames of G.711, 160 bytes each. The decoder is loaded with the first call in G.711: a server whose
 * calls all speak Opus never has it in memory.
 */
export async function g711FromOpus(packets: readonly Uint8Array[], law: 'PCMU' | 'PCMA'): Promise<readonly Uint8Array[]> {
  const { Decoder } = await import('@evan/opus');
  const decoder = new Decoder({ channels: 1, sample_rate: 8_000 });
  const byteOf = law === 'PCMU' ? mulawFromLinear : alawFromLinear;
  return packets.map((packet) => {
    const pcm = decoder.decode(packet);
    const samples = new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
    return Uint8Array.from(samples, byteOf);
  });
}
