import { toBase64Url, type Bytes } from '../bytes.ts';
import { wordList } from './word-list.ts';

const secretBytes = 16;
const wordsPerCode = 3;

/** A link's two halves: 128 bits that the server routes by (22 letters), and 128 bits after the `#` that it never sees. */
export interface LinkSecret {
  readonly routing: string;
  readonly secret: Bytes;
}

export function newLinkSecret(): LinkSecret {
  const random = (): Bytes => crypto.getRandomValues(new Uint8Array(secretBytes));
  return { routing: toBase64Url(random()), secret: random() };
}

/** The spoken part of a code: three words of 512, 27 bits, `river-lamp-tiger`. */
export function newSpokenWord(): string {
  const random = crypto.getRandomValues(new Uint8Array(wordsPerCode * 2));
  const words: string[] = [];
  for (let at = 0; at < random.length; at += 2) {
    const value = ((random[at] ?? 0) << 8) | (random[at + 1] ?? 0);
    words.push(wordList[value % wordList.length] ?? '');
  }
  return words.join('-');
}

/** However it was typed: capitals, blanks, commas and hyphens do not count. */
export function normaliseWord(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '')
    .join('-');
}

/** A code as it is said, `482 913 river-lamp-tiger`, in its public and its secret part; undefined when one of them is missing. */
export function splitCode(typed: string): { readonly nameplate: string; readonly word: string } | undefined {
  const nameplate = typed.replaceAll(/\D/gu, '');
  const word = normaliseWord(typed.replaceAll(/\d/gu, ' '));
  return nameplate.length === 6 && word.split('-').length === wordsPerCode ? { nameplate, word } : undefined;
}

/** A word of the list; for marking mistakes while somebody types. */
export function isCodeWord(word: string): boolean {
  return wordList.includes(word);
}
