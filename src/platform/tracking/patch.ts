import type { Gray } from './gray.ts';
import { moved, type Motion } from './motion.ts';

/** Pixels to each side of a patch's middle. */
const reach = 4;
const side = 2 * reach + 1;
const count = side * side;
const rounds = 8;
/** Steps shorter than this, pixels, are the end. */
const enough = 0.03;

/** A patch at one size of the picture, with what does not change from frame to frame. */
interface PatchLevel {
  /** Brightness without its mean, and how strongly it varies (root of the sum of squares). */
  readonly values: Float32Array;
  readonly norm: number;
  readonly gx: Float32Array;
  readonly gy: Float32Array;
  /** Inverse of the sums of the gradients' products. */
  readonly inverse: readonly [xx: number, xy: number, yy: number];
}

/** What surrounds a corner of the first picture. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly levels: readonly (PatchLevel | undefined)[];
}

export interface Followed {
  readonly x: number;
  readonly y: number;
  /** Likeness to the first picture, -1 to 1 (normalised cross-correlation). */
  readonly likeness: number;
}

const down = (at: number, level: number): number => (at + 0.5) / 2 ** level - 0.5;
const up = (at: number, level: number): number => (at + 0.5) * 2 ** level - 0.5;
const seen = new Float32Array(count);

export function patchAt(pyramid: readonly Gray[], x: number, y: number): Patch {
  return { x, y, levels: pyramid.map((gray, level) => levelAt(gray, down(x, level), down(y, level))) };
}

function levelAt(gray: Gray, x: number, y: number): PatchLevel | undefined {
  if (!isInside(gray, x, y, reach + 1)) return undefined;
  const [values, gx, gy] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  const sums = { value: 0, xx: 0, xy: 0, yy: 0, square: 0 };
  for (let at = 0; at < count; at += 1) {
    const px = x + (at % side) - reach;
    const py = y + Math.floor(at / side) - reach;
    const across = (sample(gray, px + 1, py) - sample(gray, px - 1, py)) / 2;
    const along = (sample(gray, px, py + 1) - sample(gray, px, py - 1)) / 2;
    values[at] = sample(gray, px, py);
    gx[at] = across;
    gy[at] = along;
    sums.value += values[at] ?? 0;
    sums.xx += across * across;
    sums.xy += across * along;
    sums.yy += along * along;
  }
  for (let at = 0; at < count; at += 1) {
    const value = (values[at] ?? 0) - sums.value / count;
    values[at] = value;
    sums.square += value * value;
  }
  const area = sums.xx * sums.yy - sums.xy * sums.xy;
  if (area < 1e-3 * (sums.xx + sums.yy) ** 2 || sums.square < count) return undefined;
  return { values, norm: Math.sqrt(sums.square), gx, gy, inverse: [sums.yy / area, -sums.xy / area, sums.xx / area] };
}

/**
 * Where a patch is in another picture, beginning where `expected` leads it (Lucas and Kanade 1981, from small to large; the patch of the
 * first picture is what is compared with always, so that nothing drifts: Baker and Matthews 2004, inverse compositional).
 * @returns undefined when it leaves the picture
 */
export function follow(patch: Patch, pyramid: readonly Gray[], expected: Motion): Followed | undefined {
  let [x, y] = moved(expected, patch.x, patch.y);
  let likeness = 0;
  for (let level = pyramid.length - 1; level >= 0; level -= 1) {
    const own = patch.levels[level];
    const gray = pyramid[level];
    if (!own || !gray) continue;
    const found = settle(own, gray, expected, [down(x, level), down(y, level)]);
    if (!found && level === 0) return undefined;
    if (!found) continue;
    [x, y] = [up(found.x, level), up(found.y, level)];
    ({ likeness } = found);
  }
  return patch.levels[0] ? { x, y, likeness } : undefined;
}

function settle(own: PatchLevel, gray: Gray, [a, b, , d, e]: Motion, start: readonly [number, number]): Followed | undefined {
  let [x, y] = start;
  let likeness = 0;
  const margin = reach * Math.max(Math.abs(a) + Math.abs(b), Math.abs(d) + Math.abs(e));
  for (let round = 0; round < rounds; round += 1) {
    if (!isInside(gray, x, y, margin)) return undefined;
    const { mean, norm } = look(gray, [a, b, d, e], x, y);
    const gain = Math.min(3, own.norm / Math.max(1, norm));
    let [right, below, product] = [0, 0, 0];
    for (let at = 0; at < count; at += 1) {
      const value = (seen[at] ?? 0) - mean;
      const off = value * gain - (own.values[at] ?? 0);
      right += off * (own.gx[at] ?? 0);
      below += off * (own.gy[at] ?? 0);
      product += value * (own.values[at] ?? 0);
    }
    likeness = product / Math.max(1, norm * own.norm);
    const stepX = own.inverse[0] * right + own.inverse[1] * below;
    const stepY = own.inverse[1] * right + own.inverse[2] * below;
    if (Math.abs(stepX) > 2 * reach || Math.abs(stepY) > 2 * reach) break;
    x -= a * stepX + b * stepY;
    y -= d * stepX + e * stepY;
    if (stepX * stepX + stepY * stepY < enough * enough) break;
  }
  return isInside(gray, x, y, 0) ? { x, y, likeness } : undefined;
}

/** Fills `seen` with the patch as it is around a place. */
function look(gray: Gray, [a, b, d, e]: readonly [number, number, number, number], x: number, y: number): { mean: number; norm: number } {
  let sum = 0;
  let squares = 0;
  let at = 0;
  for (let down = -reach; down <= reach; down += 1)
    for (let right = -reach; right <= reach; right += 1) {
      const value = sample(gray, x + a * right + b * down, y + d * right + e * down);
      seen[at] = value;
      at += 1;
      sum += value;
      squares += value * value;
    }
  const mean = sum / count;
  return { mean, norm: Math.sqrt(Math.max(0, squares - sum * mean)) };
}

/** Brightness between four pixels. */
function sample({ width, data }: Gray, x: number, y: number): number {
  const left = x | 0;
  const top = y | 0;
  const right = x - left;
  const below = y - top;
  const at = top * width + left;
  const upper = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right;
  const lower = (data[at + width] ?? 0) * (1 - right) + (data[at + width + 1] ?? 0) * right;
  return upper * (1 - below) + lower * below;
}

function isInside({ width, height }: Gray, x: number, y: number, margin: number): boolean {
  return x >= margin && y >= margin && x < width - 1 - margin && y < height - 1 - margin;
}
