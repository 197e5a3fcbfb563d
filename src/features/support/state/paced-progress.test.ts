import { expect, it } from 'vitest';
import { pacedProgress } from './paced-progress.ts';

it('[SU517] how far a file is is shown ten times a second, its first piece and its end at once', () => {
  let now = 0;
  const shown: number[] = [];
  const show = pacedProgress(
    1_000,
    () => now,
    (moved) => shown.push(moved),
  );
  for (let moved = 1; moved < 1_000; moved += 1) {
    show(moved);
    now += 1;
  }
  expect(shown).toEqual([1, 101, 201, 301, 401, 501, 601, 701, 801, 901]);
  show(1_000);
  expect(shown.at(-1)).toBe(1_000);
});
