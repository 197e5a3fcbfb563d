/** Of 255: darker than a room at dusk. */
const darkMean = 40;
const darkBright = 80;

/**
 * Whether a picture is too dark to see anything on it: dark on the whole, and without a lit part.
 * @param pixels red, green, blue and alpha, 0 to 255
 */
export function isDark(pixels: Uint8ClampedArray): boolean {
  const lumas: number[] = [];
  // ITU-R BT.601: how bright colours look.
  for (let at = 0; at + 2 < pixels.length; at += 4)
    lumas.push(0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0));
  if (lumas.length === 0) return false;
  const mean = lumas.reduce((sum, luma) => sum + luma, 0) / lumas.length;
  const bright = lumas.toSorted((a, b) => a - b)[Math.floor(lumas.length * 0.95)] ?? 0;
  return mean < darkMean && bright < darkBright;
}

/** Below this a picture is a blur, bits a second. */
const leastBits = 250_000;
/** Of the packets: more lost ones are seen. */
const mostLost = 0.08;

/** Whether the network carries less than a picture needs. `reports`: the entries of WebRTC Statistics. */
export function isWeak(reports: Iterable<Readonly<Record<string, unknown>>>): boolean {
  for (const { type, fractionLost, availableOutgoingBitrate } of reports) {
    if (type === 'remote-inbound-rtp' && typeof fractionLost === 'number' && fractionLost > mostLost) return true;
    if (type === 'candidate-pair' && typeof availableOutgoingBitrate === 'number' && availableOutgoingBitrate < leastBits) return true;
  }
  return false;
}
