import { describe, expect, it } from 'vitest';
import { maxSpokenNumber, numberParts, numberWords, recordedNumbers } from './spoken-numbers.ts';

describe('spoken numbers', () => {
  it.each([
    [0, 'zero', 'null'],
    [1, 'one', 'eins'],
    [12, 'twelve', 'zwölf'],
    [16, 'sixteen', 'sechzehn'],
    [21, 'twenty-one', 'einundzwanzig'],
    [30, 'thirty', 'dreißig'],
    [77, 'seventy-seven', 'siebenundsiebzig'],
    [100, 'one hundred', 'einhundert'],
    [101, 'one hundred one', 'einhunderteins'],
    [1_000, 'one thousand', 'eintausend'],
    [2_216, 'two thousand two hundred sixteen', 'zweitausendzweihundertsechzehn'],
    [9_999, 'nine thousand nine hundred ninety-nine', 'neuntausendneunhundertneunundneunzig'],
  ])('[PR50] %d is "%s" in English and "%s" in German', (value, english, german) => {
    expect(numberWords(value, 'en')).toBe(english);
    expect(numberWords(value, 'de')).toBe(german);
  });

  it('[PR50] every number from 0 to 9,999 is the sum of its parts, each of which is recorded, largest first', () => {
    const recorded = new Set(recordedNumbers);
    for (let value = 0; value <= maxSpokenNumber; value += 1) {
      const parts = numberParts(value);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(value);
      expect(parts.every((part) => recorded.has(part))).toBe(true);
      expect(parts.toSorted((one, other) => other - one)).toEqual(parts);
    }
  });

  it('[PR50] no two numbers sound the same', () => {
    for (const language of ['en', 'de'] as const) {
      const said = new Set(Array.from({ length: maxSpokenNumber + 1 }, (_, value) => numberWords(value, language)));
      expect(said.size).toBe(maxSpokenNumber + 1);
    }
  });

  it.each([-1, 10_000, 1.5, Number.NaN])('[PR50] %d is no number to speak', (value) => {
    expect(() => numberParts(value)).toThrow(RangeError);
  });
});
