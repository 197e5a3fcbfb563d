import { describe, expect, it } from 'vitest';
import { LruMap } from './lru-map.ts';

describe('LRU map', () => {
  it('forgets what was not read for the longest time, and never holds more than its limit', () => {
    const map = new LruMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).toBe(1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });

  it('replaces, deletes, and deletes by value', () => {
    const map = new LruMap<string, number>(9);
    for (const [key, value] of [
      ['a', 1],
      ['a', 2],
      ['b', 3],
      ['c', 4],
    ] as const)
      map.set(key, value);
    map.delete('b');
    map.deleteWhere((value) => value > 3);
    expect([map.get('a'), map.size]).toEqual([2, 1]);
  });
});
