import { describe, expect, it } from 'vitest';
import { daysOf, entryOf, isShorter } from './days-entry.ts';

describe('days after which content goes', () => {
  it.each([
    ['1', 1],
    [' 3650 ', 3_650],
    ['0', undefined],
    ['3651', undefined],
    ['1.5', undefined],
    ['1e2', undefined],
    ['-4', undefined],
    ['', undefined],
    ['ninety', undefined],
  ])('[SU391] [SU395] “%s” is %s', (days, read) => {
    expect(daysOf({ isLimited: true, days })).toBe(read);
  });

  it('[SU395] without a limit the number does not matter, and what is kept is shown as it is', () => {
    expect(daysOf({ isLimited: false, days: 'x' })).toBeNull();
    expect(daysOf(entryOf(30))).toBe(30);
    expect(daysOf(entryOf(null))).toBeNull();
  });

  it('[SU395] only what makes content go earlier has to be asked', () => {
    expect([isShorter(null, 30), isShorter(30, 29)]).toEqual([true, true]);
    expect([isShorter(30, null), isShorter(30, 31), isShorter(30, 30), isShorter(null, null)]).toEqual([false, false, false, false]);
  });
});
