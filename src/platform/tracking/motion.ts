/** `x' = a·x + b·y + c`, `y' = d·x + e·y + f`. */
export type Motion = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** One spot in two pictures, pixels. */
export interface Pair {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

export const still: Motion = [1, 0, 0, 0, 1, 0];

export function moved([a, b, c, d, e, f]: Motion, x: number, y: number): readonly [x: number, y: number] {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** Shares of a picture instead of pixels, in both pictures. */
export function inShares(motion: Motion, from: { width: number; height: number }, to: { width: number; height: number }): Motion {
  const [a, b, c, d, e, f] = motion;
  return [
    (a * from.width) / to.width,
    (b * from.height) / to.width,
    c / to.width,
    (d * from.width) / to.height,
    (e * from.height) / to.height,
    f / to.height,
  ];
}

interface Sums {
  readonly n: number;
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

function meansOf(pairs: readonly Pair[]): Sums {
  const sum = { n: pairs.length, fromX: 0, fromY: 0, toX: 0, toY: 0 };
  for (const pair of pairs) {
    sum.fromX += pair.fromX / sum.n;
    sum.fromY += pair.fromY / sum.n;
    sum.toX += pair.toX / sum.n;
    sum.toY += pair.toY / sum.n;
  }
  return sum;
}

/** Move, turn and zoom that fit best (least squares); undefined when all pairs begin at one spot. */
export function similarityOf(pairs: readonly Pair[]): Motion | undefined {
  const mean = meansOf(pairs);
  let spread = 0;
  let along = 0;
  let across = 0;
  for (const pair of pairs) {
    const x = pair.fromX - mean.fromX;
    const y = pair.fromY - mean.fromY;
    const u = pair.toX - mean.toX;
    const v = pair.toY - mean.toY;
    spread += x * x + y * y;
    along += x * u + y * v;
    across += x * v - y * u;
  }
  if (spread < 1e-6) return undefined;
  const cos = along / spread;
  const sin = across / spread;
  return [cos, -sin, mean.toX - cos * mean.fromX + sin * mean.fromY, sin, cos, mean.toY - sin * mean.fromX - cos * mean.fromY];
}

/** As above and slanted, as flat things are when the camera leans; undefined when the pairs lie on one line. */
export function affinityOf(pairs: readonly Pair[]): Motion | undefined {
  const mean = meansOf(pairs);
  const sums = { xx: 0, xy: 0, yy: 0, xu: 0, yu: 0, xv: 0, yv: 0 };
  for (const pair of pairs) {
    const x = pair.fromX - mean.fromX;
    const y = pair.fromY - mean.fromY;
    const u = pair.toX - mean.toX;
    const v = pair.toY - mean.toY;
    sums.xx += x * x;
    sums.xy += x * y;
    sums.yy += y * y;
    sums.xu += x * u;
    sums.yu += y * u;
    sums.xv += x * v;
    sums.yv += y * v;
  }
  const { xx, xy, yy, xu, yu, xv, yv } = sums;
  const area = xx * yy - xy * xy;
  if (area < 1e-2 * (xx + yy) ** 2 * 0.25) return undefined;
  const a = (xu * yy - yu * xy) / area;
  const b = (yu * xx - xu * xy) / area;
  const d = (xv * yy - yv * xy) / area;
  const e = (yv * xx - xv * xy) / area;
  return [a, b, mean.toX - a * mean.fromX - b * mean.fromY, d, e, mean.toY - d * mean.fromX - e * mean.fromY];
}
