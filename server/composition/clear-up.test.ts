import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../platform/clock.fake.ts';
import { clearUpAfterStart } from './clear-up.ts';

const oneMebibyte = 2 ** 20;

/** Reachable for as long as the array is. */
const ballast = (): string[] => Array.from({ length: 400_000 }, (_, index) => `garbage of the start ${String(index)}`);

describe('after the start', () => {
  it('[OP11] gives back what nothing needs, a second later and not before; nobody else gets the collector', () => {
    const clock = new FakeClock();
    let kept: string[] | undefined = ballast();
    const full = getHeapStatistics().total_physical_size;
    clearUpAfterStart(clock);
    clock.advance(999);
    expect(kept).toHaveLength(400_000);
    kept = undefined;
    clock.advance(1);
    expect(getHeapStatistics().total_physical_size).toBeLessThan(full - 10 * oneMebibyte);
    expect(globalThis).not.toHaveProperty('gc');
  });
});
