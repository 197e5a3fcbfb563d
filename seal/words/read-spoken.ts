import { normaliseWord, wordsPerCode } from './spoken-word.ts';
import { wordList } from './word-list.ts';

const known: ReadonlySet<string> = new Set(wordList);

export type ReadSpoken =
  | { readonly kind: 'words'; readonly word: string }
  /** `meant`: the only word of ours that is one slip away. */
  | { readonly kind: 'unknown'; readonly typed: string; readonly meant: string | undefined }
  | { readonly kind: 'count' };

/**
 * What somebody typed of a code's words, before anything is sent: a word that is none of ours would only use up a try. The list is public, so
 * that whoever guesses learns nothing here. Words that were run together or taken apart are understood.
 */
export function readSpoken(typed: string): ReadSpoken {
  const parts = normaliseWord(typed).split('-');
  if (parts.length === wordsPerCode && parts.every((part) => known.has(part))) return { kind: 'words', word: parts.join('-') };
  const [split, ...more] = splitsOf(parts.join(''), wordsPerCode);
  if (split && more.length === 0) return { kind: 'words', word: split.join('-') };
  const unknown = parts.find((part) => !known.has(part));
  return unknown === undefined ? { kind: 'count' } : { kind: 'unknown', typed: unknown, meant: meantBy(unknown) };
}

/** All ways to read letters as so many words of ours. */
function splitsOf(letters: string, count: number): readonly (readonly string[])[] {
  if (count === 0) return letters === '' ? [[]] : [];
  return wordList
    .filter((word) => letters.startsWith(word))
    .flatMap((word) => splitsOf(letters.slice(word.length), count - 1).map((rest) => [word, ...rest]));
}

function meantBy(typed: string): string | undefined {
  const near = wordList.filter((word) => isOneSlip(word, typed));
  return near.length === 1 ? near[0] : undefined;
}

/** A letter more, less or another, or two that changed places. */
export function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const [restOfShort, restOfLong] = [short.slice(at), long.slice(at)];
  if (short.length < long.length) return restOfLong.slice(1) === restOfShort;
  if (restOfShort.slice(1) === restOfLong.slice(1)) return true;
  const swapped = `${restOfShort[1] ?? ''}${restOfShort[0] ?? ''}${restOfShort.slice(2)}`;
  return swapped === restOfLong;
}
