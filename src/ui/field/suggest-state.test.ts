import { describe, expect, it } from 'vitest';
import { moveHighlight } from './suggest-state.ts';

describe('the highlight in a list of three suggestions', () => {
  it.each([
    [-1, 'ArrowDown', 0],
    [2, 'ArrowDown', -1],
    [-1, 'ArrowUp', 2],
    [0, 'ArrowUp', -1],
    [0, 'PageDown', 2],
    [2, 'PageUp', 0],
    [1, 'Enter', undefined],
    [1, 'a', undefined],
  ])('from %i by %s to %s', (from, key, to) => {
    expect(moveHighlight(from, key, 3)).toBe(to);
  });

  it('stays away from an empty list', () => {
    expect(moveHighlight(-1, 'ArrowDown', 0)).toBeUndefined();
  });
});
