import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from './initials.ts';

describe('initials', () => {
  it.each([
    ['Bob Meyer', 'BM'],
    ['alice', 'A'],
    ['Ana María de la Cruz', 'AC'],
    ['  ', '?'],
    ['𝒜da 𝒷yron', '𝒜𝒷'],
    ['ß', 'SS'],
  ])('%j is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('a name keeps its hue', () => {
    expect(hueOf('Bob Meyer')).toBe(hueOf('Bob Meyer'));
    expect(hueOf('Bob Meyer')).not.toBe(hueOf('Carol Clark'));
  });
});
