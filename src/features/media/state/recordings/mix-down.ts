import { wavFileOf } from './wav-file.ts';

/** Wideband speech; at 48 kHz an hour of two tracks would need 1.4 GB of memory. */
const sampleRate = 16_000;

/** Both tracks in one WAV file, mixed in this browser: the server never holds the two together. Rejects when one cannot be decoded. */
export async function mixDown(tracks: readonly Blob[]): Promise<Blob> {
  const decoder = new OfflineAudioContext(1, 1, sampleRate);
  const decoded: AudioBuffer[] = [];
  for (const track of tracks) {
    const bytes = await track.arrayBuffer();
    // A track that holds nothing is no audio to a decoder.
    if (bytes.byteLength > 0) decoded.push(await decoder.decodeAudioData(bytes));
  }
  const length = Math.max(1, ...decoded.map((buffer) => buffer.length));
  const mixer = new OfflineAudioContext(1, length, sampleRate);
  for (const buffer of decoded) {
    const source = new AudioBufferSourceNode(mixer, { buffer });
    source.connect(mixer.destination);
    source.start();
  }
  const mixed = await mixer.startRendering();
  return wavFileOf(mixed.getChannelData(0), sampleRate);
}
