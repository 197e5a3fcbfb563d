/** How loud a track is over time: of each tenth of a second the peak and the root mean square, 0 to 1. */
export interface Envelope {
  readonly durationMs: number;
  readonly perSecond: number;
  readonly peak: number[];
  readonly rms: number[];
}

const sampleRate = 8_000;
const perSecond = 10;

/** Decodes and measures a track in this browser. Rejects when it cannot be decoded. */
export async function envelopeOf(file: Blob): Promise<Envelope> {
  const bytes = await file.arrayBuffer();
  // A recorder that was killed in its first second left nothing.
  if (bytes.byteLength === 0) return { durationMs: 0, perSecond, peak: [], rms: [] };
  const decoded = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes);
  return { durationMs: Math.round(decoded.duration * 1000), ...measure(decoded.getChannelData(0)) };
}

/** Of samples at 8 kHz, -1 to 1. */
export function measure(samples: Float32Array): Omit<Envelope, 'durationMs'> {
  const peak: number[] = [];
  const rms: number[] = [];
  const length = sampleRate / perSecond;
  for (let at = 0; at < samples.length; at += length) {
    const piece = samples.subarray(at, at + length);
    peak.push(piece.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
    rms.push(Math.sqrt(piece.reduce((sum, sample) => sum + sample * sample, 0) / piece.length));
  }
  return { perSecond, peak, rms };
}
