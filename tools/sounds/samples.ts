/** Everything is made at 48 kHz, mono, as floating point samples between -1 and 1. */
export const sampleRate = 48_000;

/** Seconds as a count of samples. */
export function samplesIn(seconds: number): number {
  return Math.round(seconds * sampleRate);
}

export function silence(seconds: number): Float64Array {
  return new Float64Array(samplesIn(seconds));
}

/** Decibels relative to full scale as a factor of amplitude. */
export function amplitude(dbfs: number): number {
  return 10 ** (dbfs / 20);
}

export function concat(...parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Scales so that the root mean square of what is not silent is `dbfs`, without any peak above -1 dBFS. */
export function normalise(samples: Float64Array, dbfs: number): Float64Array {
  const audible = samples.filter((sample) => Math.abs(sample) > 1e-4);
  const rms = Math.sqrt(audible.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, audible.length));
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 1e-9);
  const factor = Math.min(amplitude(dbfs) / Math.max(rms, 1e-9), amplitude(-1) / peak);
  return samples.map((sample) => sample * factor);
}

/** As 16-bit little-endian PCM. */
export function toPcm16(samples: Float64Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))));
}

/**
 * Resamples by a windowed sinc (Hann, 32 zero crossings), with the cut-off at the lower of both Nyquist frequencies.
 */
export function resample(samples: Float64Array, fromRate: number, toRate: number): Float64Array {
  if (fromRate === toRate) return samples;
  const ratio = toRate / fromRate;
  const cutoff = Math.min(1, ratio) * 0.94;
  const half = Math.ceil(32 / cutoff);
  return Float64Array.from({ length: Math.floor(samples.length * ratio) }, (_, index) => {
    const centre = index / ratio;
    const first = Math.ceil(centre - half);
    let sum = 0;
    for (let at = first; at <= centre + half; at += 1) sum += (samples[at] ?? 0) * kernel(at - centre, cutoff, half);
    return sum;
  });
}

function kernel(offset: number, cutoff: number, half: number): number {
  const x = Math.PI * offset * cutoff;
  const sinc = x === 0 ? 1 : Math.sin(x) / x;
  return cutoff * sinc * (0.5 + 0.5 * Math.cos((Math.PI * offset) / half));
}
