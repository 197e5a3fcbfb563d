import type { Gray } from './gray.ts';

export interface Corner {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
}

/** Shares of the picture. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const wholeRegion: Region = { left: 0, top: 0, right: 1, bottom: 1 };
/** Corners stand no nearer to each other than about this, pixels. */
const cell = 8;
/** Below this there is only noise. */
const weakest = 250;

/**
 * Spots that can be told from their neighbours in both directions (Shi and Tomasi 1994), the strongest of each cell.
 * @param border pixels at the edge without corners
 */
export function cornersOf(gray: Gray, count: number, border: number, region: Region = wholeRegion): readonly Corner[] {
  const { width, height } = gray;
  const strengths = strengthsOf(gray);
  const found: Corner[] = [];
  const right = Math.min(width - border, region.right * width);
  const bottom = Math.min(height - border, region.bottom * height);
  for (let top = Math.max(border, Math.floor(region.top * height)); top < bottom; top += cell)
    for (let left = Math.max(border, Math.floor(region.left * width)); left < right; left += cell) {
      let best = { x: 0, y: 0, strength: weakest };
      for (let y = top; y < Math.min(bottom, top + cell); y += 1)
        for (let x = left; x < Math.min(right, left + cell); x += 1) {
          const strength = strengths[y * width + x] ?? 0;
          if (strength > best.strength) best = { x, y, strength };
        }
      if (best.strength > weakest) found.push(best);
    }
  return found.toSorted((one, other) => other.strength - one.strength).slice(0, count);
}

/** The smaller eigenvalue of the gradients' products around each pixel, 5 by 5. */
function strengthsOf({ width, height, data }: Gray): Float32Array {
  const count = width * height;
  const [xx, xy, yy] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let y = 1; y < height - 1; y += 1)
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      const gx = ((data[at + 1] ?? 0) - (data[at - 1] ?? 0)) / 2;
      const gy = ((data[at + width] ?? 0) - (data[at - width] ?? 0)) / 2;
      xx[at] = gx * gx;
      xy[at] = gx * gy;
      yy[at] = gy * gy;
    }
  const [sumXx, sumXy, sumYy] = [summed(xx, width), summed(xy, width), summed(yy, width)];
  const out = new Float32Array(count);
  for (let at = 0; at < count; at += 1) {
    const a = sumXx[at] ?? 0;
    const b = sumXy[at] ?? 0;
    const c = sumYy[at] ?? 0;
    out[at] = (a + c - Math.sqrt((a - c) ** 2 + 4 * b * b)) / 2;
  }
  return out;
}

/** Of 5 by 5 neighbours. */
function summed(values: Float32Array, width: number): Float32Array {
  const across = new Float32Array(values.length);
  const out = new Float32Array(values.length);
  for (let at = 2; at < values.length - 2; at += 1)
    across[at] = (values[at - 2] ?? 0) + (values[at - 1] ?? 0) + (values[at] ?? 0) + (values[at + 1] ?? 0) + (values[at + 2] ?? 0);
  for (let at = 2 * width; at < values.length - 2 * width; at += 1) {
    const above = (across[at - 2 * width] ?? 0) + (across[at - width] ?? 0);
    out[at] = above + (across[at] ?? 0) + (across[at + width] ?? 0) + (across[at + 2 * width] ?? 0);
  }
  return out;
}
