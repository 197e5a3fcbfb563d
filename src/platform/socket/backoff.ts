const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt, milliseconds. Doubles up to 30 s; "full jitter" between half and whole,
 * so that a thousand pages do not come back in the same instant after a restart.
 * @param attempt failed attempts in a row, from 1
 * @param random 0..1
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
