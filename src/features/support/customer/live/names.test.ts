import { describe, expect, it, vi } from 'vitest';
import { listOf } from './names.ts';

describe('names in a sentence', () => {
  it('[SU445] one name needs nothing of the browser that is slow the first time', () => {
    const lists = vi.spyOn(Intl, 'ListFormat');
    expect([listOf([], 'en'), listOf(['Alice'], 'de')]).toEqual(['', 'Alice']);
    expect(lists).not.toHaveBeenCalled();
    lists.mockRestore();
  });

  it('several are a list in the language of the page', () => {
    expect(listOf(['Alice', 'Bob'], 'en')).toBe('Alice and Bob');
    expect(listOf(['Alice', 'Bob', 'Carol'], 'de')).toBe('Alice, Bob und Carol');
  });
});
