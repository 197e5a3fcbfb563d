import { expect, test } from 'vitest';
import { ExpiryWheel } from './expiry-wheel.ts';

const item = (expiresAtMs: number): { readonly expiresAtMs: number } => ({ expiresAtMs });

test('[SIP68] an item ends in its second, not before', () => {
  const wheel = new ExpiryWheel(0, 3_600_000);
  const one = item(60_500);
  wheel.add(one);
  expect(wheel.advance(60_999)).toEqual([]);
  expect(wheel.advance(61_000)).toEqual([one]);
  expect(wheel.advance(3_700_000)).toEqual([]);
});

test('[SIP68] a deleted item does not end; items of one second are kept apart', () => {
  const wheel = new ExpiryWheel(0, 3_600_000);
  const [one, two] = [item(60_000), item(60_000)];
  wheel.add(one);
  wheel.add(two);
  wheel.delete(one);
  expect(wheel.advance(60_000)).toEqual([two]);
});

test('[SIP68] the longest time fits, round after round', () => {
  const wheel = new ExpiryWheel(0, 3_600_000);
  for (let round = 0; round < 5; round++) {
    const now = round * 3_600_000;
    const one = item(now + 3_600_000);
    wheel.add(one);
    expect(wheel.advance(now + 3_599_999)).toEqual([]);
    expect(wheel.advance(now + 3_600_000)).toEqual([one]);
  }
});

test('[SIP68] a late tick (a suspended machine) loses nothing, and what is over already ends with the next', () => {
  const wheel = new ExpiryWheel(0, 60_000);
  const items = Array.from({ length: 60 }, (_, second) => item((second + 1) * 1000));
  for (const one of items) wheel.add(one);
  expect(new Set(wheel.advance(10_000_000))).toEqual(new Set(items));
  const late = item(5);
  wheel.add(late);
  expect(wheel.advance(10_001_000)).toEqual([late]);
});
