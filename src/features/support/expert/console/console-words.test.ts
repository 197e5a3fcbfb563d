import { describe, expect, it } from 'vitest';
import { words as german } from '../../words.de.ts';
import { words } from '../../words.en.ts';
import { endedKey, endedTitle, isOverForAll, problemKey } from './console-words.ts';

describe('what the console says', () => {
  it.each([
    'done',
    'left',
    'removed',
    'taken-over',
    'words-differ',
    'nobody-came',
    'log-full',
    'unknown',
    'session-over',
    'tampered',
    'never heard of',
  ])('[SU92] an end by "%s" has a sentence in both languages', (reason) => {
    expect(words.ended.reasons[endedKey(reason)]).toMatch(/\.$/);
    expect(german.ended.reasons[endedKey(reason)]).toMatch(/\.$/);
  });

  it('[SU92] a session that others go on with, or that is not there, is not called ended', () => {
    expect(['done', 'left', 'unknown', 'fault'].map(endedTitle)).toEqual(['title', 'elsewhereTitle', 'unknownTitle', 'elsewhereTitle']);
  });

  it('[SU92] nobody is asked how a session went that others go on with', () => {
    expect(['done', 'ended-by-staff', 'words-differ', 'session-over'].every(isOverForAll)).toBe(true);
    expect(['left', 'removed', 'taken-over', 'unknown', 'toString', 'fault'].some(isOverForAll)).toBe(false);
  });

  it('[SU92] a problem that nobody foresaw has a sentence too', () => {
    expect(problemKey('receiptDiffers')).toBe('receiptDiffers');
    expect(problemKey('what is this')).toBe('other');
    expect(words.problem[problemKey('what is this')]).toMatch(/\.$/);
  });
});
