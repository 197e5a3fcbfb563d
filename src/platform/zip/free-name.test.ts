import { describe, expect, it } from 'vitest';
import { freeName } from './free-name.ts';

describe('files that are saved together', () => {
  it('[SU464] have names unlike each other, also where capital letters do not count', () => {
    const taken = new Set<string>();
    const names = ['a.txt', 'a.txt', 'A.TXT', 'logs/a.txt', 'no-ending', 'no-ending', 'logs.d/x', 'logs.d/x'];
    expect(names.map((name) => freeName(name, taken))).toEqual([
      'a.txt',
      'a (2).txt',
      'A (3).TXT',
      'logs/a.txt',
      'no-ending',
      'no-ending (2)',
      'logs.d/x',
      'logs.d/x (2)',
    ]);
  });
});
