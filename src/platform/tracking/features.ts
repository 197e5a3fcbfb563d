import { cornersOf, type Region } from './corners.ts';
import { blurred, type Gray } from './gray.ts';

/** A corner that can be known again: by 256 comparisons of brightness around it, turned with it (Rublee et al. 2011, ORB). */
export interface Feature {
  readonly x: number;
  readonly y: number;
  readonly bits: Uint32Array;
}

/** Pixels that a corner needs around it. */
const border = 16;
const radius = 11;
const turns = 32;
/** Two sizes, so that what is twice as near or far is known too. */
const sizes = 3;

/** Places that are compared: for each turn 256 times x, y, x, y. */
const patterns = Array.from({ length: turns }, (_, turn) => patternOf((turn / turns) * 2 * Math.PI));

function patternOf(angle: number): Int8Array {
  const places = new Int8Array(1_024);
  let state = 4_711;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let at = 0; at < places.length; at += 2) {
    const far = radius * Math.sqrt(next());
    const way = next() * 2 * Math.PI + angle;
    places[at] = Math.round(far * Math.cos(way));
    places[at + 1] = Math.round(far * Math.sin(way));
  }
  return places;
}

/** @param pyramid from large to small; places are pixels of the largest */
export function featuresOf(pyramid: readonly Gray[], count: number, region?: Region): readonly Feature[] {
  return pyramid.slice(0, sizes).flatMap((gray, level) => {
    const smooth = blurred(gray);
    return cornersOf(gray, count >> level, border, region).map(({ x, y }) => ({
      x: (x + 0.5) * 2 ** level - 0.5,
      y: (y + 0.5) * 2 ** level - 0.5,
      bits: bitsAt(smooth, x, y),
    }));
  });
}

function bitsAt(gray: Gray, x: number, y: number): Uint32Array {
  const { width, data } = gray;
  const turn = Math.round((turnAt(gray, x, y) / (2 * Math.PI)) * turns + turns) % turns;
  const pattern = patterns[turn] ?? new Int8Array(1_024);
  const bits = new Uint32Array(8);
  const middle = y * width + x;
  for (let bit = 0; bit < 256; bit += 1) {
    const one = data[middle + (pattern[bit * 4 + 1] ?? 0) * width + (pattern[bit * 4] ?? 0)] ?? 0;
    const other = data[middle + (pattern[bit * 4 + 3] ?? 0) * width + (pattern[bit * 4 + 2] ?? 0)] ?? 0;
    if (one < other) bits[bit >> 5] = (bits[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  return bits;
}

/** Towards where it is brighter, radians. */
function turnAt({ width, data }: Gray, x: number, y: number): number {
  let across = 0;
  let along = 0;
  for (let down = -7; down <= 7; down += 1)
    for (let right = -7; right <= 7; right += 1) {
      if (down * down + right * right > 49) continue;
      const value = data[(y + down) * width + x + right] ?? 0;
      across += right * value;
      along += down * value;
    }
  return Math.atan2(along, across);
}

/** Of 256; more differ by chance. */
const farthest = 72;
/** The second best has to be this much worse. */
const clearly = 0.85;

/** For each feature the one that is clearly the most like it. */
export function matchesOf(from: readonly Feature[], to: readonly Feature[]): readonly (readonly [Feature, Feature])[] {
  return from.flatMap((feature) => {
    let best: Feature | undefined;
    let least = 257;
    let second = 257;
    for (const other of to) {
      const distance = distanceOf(feature.bits, other.bits);
      if (distance < least) {
        // The same corner at another size is no rival.
        if (!best || Math.abs(best.x - other.x) + Math.abs(best.y - other.y) > 6) second = least;
        least = distance;
        best = other;
      } else if (distance < second && best && Math.abs(best.x - other.x) + Math.abs(best.y - other.y) > 6) second = distance;
    }
    return best && least <= farthest && least < second * clearly ? [[feature, best] as const] : [];
  });
}

function distanceOf(one: Uint32Array, other: Uint32Array): number {
  let distance = 0;
  for (let at = 0; at < 8; at += 1) {
    let bits = (one[at] ?? 0) ^ (other[at] ?? 0);
    bits -= (bits >>> 1) & 0x55_55_55_55;
    bits = (bits & 0x33_33_33_33) + ((bits >>> 2) & 0x33_33_33_33);
    distance += Math.imul((bits + (bits >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
  }
  return distance;
}
