import { describe, expect, it } from 'vitest';
import { areaBetween, isLargeEnough } from './mask-areas.ts';

describe('[SU142] an area drawn by hand', () => {
  it('lies between its corners whichever came first, and inside the picture', () => {
    const area = { x: 0.25, y: 0.5, width: 0.25, height: 0.5 };
    expect(areaBetween([0.25, 0.5], [0.5, 1])).toEqual(area);
    expect(areaBetween([0.5, 1.4], [0.25, 0.5])).toEqual(area);
  });

  it('is none when it was a tap', () => {
    expect(isLargeEnough(areaBetween([0.5, 0.5], [0.5, 0.5]))).toBe(false);
    expect(isLargeEnough(areaBetween([0.5, 0.5], [0.6, 0.6]))).toBe(true);
  });
});
