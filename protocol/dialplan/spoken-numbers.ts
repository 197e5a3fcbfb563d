import type { Language } from './sounds.ts';

/** Largest number that is spoken as a number. */
export const maxSpokenNumber = 9_999;

/**
 * The recordings that say a number, in both languages: thousands, hundreds, and what is left as one recording, because
 * German says the ones before the tens (`einundzwanzig`). 4321 → 4000, 300, 21.
 * @throws {RangeError} unless `value` is whole, from 0 to 9,999
 */
export function numberParts(value: number): readonly number[] {
  if (!Number.isInteger(value) || value < 0 || value > maxSpokenNumber) throw new RangeError(`${String(value)} is not spoken as a number`);
  const parts = [value - (value % 1_000), (value % 1_000) - (value % 100), value % 100].filter((part) => part > 0);
  return parts.length === 0 ? [0] : parts;
}

/** Every number that has a recording of its own. */
export const recordedNumbers: readonly number[] = [
  ...Array.from({ length: 100 }, (_, index) => index),
  ...Array.from({ length: 9 }, (_, index) => (index + 1) * 100),
  ...Array.from({ length: 9 }, (_, index) => (index + 1) * 1_000),
];

/** A number as it is said: the words of its parts. @throws {RangeError} as `numberParts` */
export function numberWords(value: number, language: Language): string {
  const parts = numberParts(value).map((part) => wordsOfPart(part, language));
  return parts.join(language === 'de' ? '' : ' ');
}

function wordsOfPart(part: number, language: Language): string {
  const [below, hundred, thousand] =
    language === 'de' ? ([germanBelowHundred, 'hundert', 'tausend'] as const) : ([englishBelowHundred, ' hundred', ' thousand'] as const);
  if (part < 100) return below(part);
  const [count, unit] = part < 1_000 ? [part / 100, hundred] : [part / 1_000, thousand];
  return `${language === 'de' && count === 1 ? 'ein' : below(count)}${unit}`;
}

const englishOnes = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const englishTens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const germanOnes = [
  'null',
  'eins',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
  'dreizehn',
  'vierzehn',
  'fünfzehn',
  'sechzehn',
  'siebzehn',
  'achtzehn',
  'neunzehn',
];
const germanTens = ['', '', 'zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'];

function englishBelowHundred(value: number): string {
  if (value < 20) return englishOnes[value] ?? '';
  const tens = englishTens[Math.floor(value / 10)] ?? '';
  return value % 10 === 0 ? tens : `${tens}-${englishOnes[value % 10] ?? ''}`;
}

function germanBelowHundred(value: number): string {
  if (value < 20) return germanOnes[value] ?? '';
  const tens = germanTens[Math.floor(value / 10)] ?? '';
  if (value % 10 === 0) return tens;
  return `${value % 10 === 1 ? 'ein' : (germanOnes[value % 10] ?? '')}und${tens}`;
}
