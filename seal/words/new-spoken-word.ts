import { wordsPerCode } from './spoken-word.ts';
import { wordList } from './word-list.ts';

/** The spoken part of a code: three words of 512, 27 bits, `tiger-lotus-zebra`. */
export function newSpokenWord(): string {
  const random = crypto.getRandomValues(new Uint8Array(wordsPerCode * 2));
  const words: string[] = [];
  for (let at = 0; at < random.length; at += 2) {
    const value = ((random[at] ?? 0) << 8) | (random[at + 1] ?? 0);
    words.push(wordList[value % wordList.length] ?? '');
  }
  return words.join('-');
}
