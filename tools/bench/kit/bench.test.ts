import { expect, it } from 'vitest';
import { compare, threeDigits } from './bench.ts';

it('prints at most three significant digits of a bar', () => {
  expect([1 / 1.5, 1.05, 1.5, 4, 1200].map(threeDigits)).toEqual(['0.667', '1.05', '1.5', '4', '1200']);
});

it('measures against the bar itself, not against what is printed of it', async () => {
  const result = await compare({ name: '', unit: '', atMost: 1 / 1.5, rounds: 1, ours: async () => 0.6669, peer: async () => 1 });
  expect([result.goal, result.isMet]).toEqual(['≤ 0.667×', false]);
});
