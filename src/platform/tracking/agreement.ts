import { affinityOf, moved, similarityOf, type Motion, type Pair } from './motion.ts';

export interface Agreement {
  readonly motion: Motion;
  /** How many pairs moved so. */
  readonly count: number;
}

/** For a slant of its own a motion needs this many pairs. */
const slantFrom = 12;
const tries = 120;

/**
 * The motion that most pairs made, the others left out (RANSAC; Fischler and Bolles 1981).
 * @param tolerance pixels between where a pair went and where the motion leads
 * @returns undefined when fewer than `least` agree, or the motion is none that a camera makes
 */
export function agreementOf(pairs: readonly Pair[], tolerance: number, least: number): Agreement | undefined {
  if (pairs.length < least) return undefined;
  let best: readonly Pair[] = [];
  const random = lottery(pairs.length);
  for (let time = 0; time < tries && best.length < pairs.length * 0.9; time += 1) {
    const one = pairs[random()];
    const other = pairs[random()];
    const motion = one && other && similarityOf([one, other]);
    if (!motion || !isPlausible(motion)) continue;
    const inside = agreeing(pairs, motion, tolerance * 1.5);
    if (inside.length > best.length) best = inside;
  }
  let motion: Motion | undefined;
  for (let round = 0; round < 3; round += 1) {
    if (best.length < least) return undefined;
    motion = (best.length >= slantFrom ? affinityOf(best) : undefined) ?? similarityOf(best);
    if (!motion || !isPlausible(motion)) return undefined;
    best = agreeing(pairs, motion, tolerance);
  }
  return motion && best.length >= least ? { motion, count: best.length } : undefined;
}

function agreeing(pairs: readonly Pair[], motion: Motion, tolerance: number): readonly Pair[] {
  return pairs.filter(({ fromX, fromY, toX, toY }) => {
    const [x, y] = moved(motion, fromX, fromY);
    return (x - toX) ** 2 + (y - toY) ** 2 <= tolerance * tolerance;
  });
}

/** Not mirrored, no more than five times as large or small, and not slanted beyond what can still be read. */
export function isPlausible([a, b, , d, e]: Motion): boolean {
  const area = a * e - b * d;
  const size = a * a + b * b + d * d + e * e;
  // The ratio of the two stretches is at most 3 when their squares' sum is at most 10/3 of their product.
  return area > 1 / 25 && area < 25 && size <= (10 / 3) * area;
}

/** The same numbers each time, so that a frame has one answer (Numerical Recipes' generator). */
function lottery(count: number): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}
