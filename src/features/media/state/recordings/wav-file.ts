const headerBytes = 44;
const bytesPerSample = 2;

/** Mono PCM as a WAV file (RIFF, 16 bit): samples from -1 to 1, what is louder is clipped. */
export function wavFileOf(samples: Float32Array, sampleRate: number): Blob {
  const view = new DataView(new ArrayBuffer(headerBytes + samples.length * bytesPerSample));
  const text = (at: number, letters: string): void => {
    for (let index = 0; index < letters.length; index += 1) view.setUint8(at + index, letters.charCodeAt(index));
  };
  text(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, bytesPerSample * 8, true);
  text(36, 'data');
  view.setUint32(40, samples.length * bytesPerSample, true);
  for (const [index, sample] of samples.entries())
    view.setInt16(headerBytes + index * bytesPerSample, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  return new Blob([view.buffer], { type: 'audio/wav' });
}
