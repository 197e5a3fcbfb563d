import { describe, expect, it } from 'vitest';
import { splitCode } from './split-code.ts';

describe('[SU121] a spoken code', () => {
  it.each([
    ['482 913 river-lamp', '482913', 'river-lamp'],
    ['482913 river lamp otter', '482913', 'river-lamp-otter'],
    ['  482-913-River-Lamp  ', '482913', 'river-lamp'],
    ['482.913, river.lamp', '482913', 'river-lamp'],
    ['4 8 2 9 1 3 fluß', '482913', 'fluß'],
  ])('%s is split in the page', (text, nameplate, word) => {
    expect(splitCode(text)).toEqual({ isWhole: true, nameplate, word });
  });

  it.each([
    ['', 'short'],
    ['river-lamp', 'short'],
    ['482 91', 'short'],
    ['482 9137 river', 'short'],
    ['482 913', 'noWord'],
    ['482 913 - ', 'noWord'],
  ])('%j is not whole: %s', (text, fault) => {
    expect(splitCode(text)).toEqual({ isWhole: false, fault });
  });
});
