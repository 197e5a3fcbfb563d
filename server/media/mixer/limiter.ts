/** Samples of a frame of 20 ms at 48 kHz, the mixer's own rate. */
export const frameSamples = 960;

/** Where the limiter begins to turn a sum down: 1 dB below full scale. */
const ceiling = 29_200;
const fullScale = 32_767;
/** Samples over which the gain goes down: 2.5 ms. */
const attackSamples = 120;
/** How much of the way back to full gain one frame makes. */
const release = 0.1;

/**
 * Makes 16 bits of a sum: turns loud sums down quickly and lets the gain come back slowly; what is above the ceiling in the few
 * samples before the gain is down is bent, never cut. A sum that fits stays as it is, bit for bit.
 */
export class Limiter {
  #gain = 1;

  limit(sum: Int32Array): Int16Array {
    const out = new Int16Array(frameSamples);
    let peak = 0;
    for (let at = 0; at < frameSamples; at += 1) peak = Math.max(peak, Math.abs(sum[at] ?? 0));
    const wanted = peak > ceiling ? ceiling / peak : 1;
    const from = this.#gain;
    const to = wanted < from ? wanted : Math.min(wanted, from + (1 - from) * release + 0.001);
    this.#gain = to;
    if (from === 1 && to === 1) {
      for (let at = 0; at < frameSamples; at += 1) out[at] = sum[at] ?? 0;
      return out;
    }
    const rampSamples = to < from ? attackSamples : frameSamples;
    for (let at = 0; at < frameSamples; at += 1) {
      const gain = at >= rampSamples ? to : from + ((to - from) * at) / rampSamples;
      out[at] = bent((sum[at] ?? 0) * gain);
    }
    return out;
  }
}

/** Linear up to the ceiling, from there ever closer to full scale. */
function bent(sample: number): number {
  const over = Math.abs(sample) - ceiling;
  if (over <= 0) return Math.round(sample);
  const room = fullScale - ceiling;
  return Math.round(Math.sign(sample) * (ceiling + room * Math.tanh(over / room)));
}
