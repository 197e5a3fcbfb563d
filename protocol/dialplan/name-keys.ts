/** Letters of the keys: ITU-T E.161, figure 2. */
const lettersOfKeys: Readonly<Record<string, string>> = {
  2: 'abc',
  3: 'def',
  4: 'ghi',
  5: 'jkl',
  6: 'mno',
  7: 'pqrs',
  8: 'tuv',
  9: 'wxyz',
};
const keyOfLetter = new Map(
  Object.entries(lettersOfKeys).flatMap(([key, letters]) => Array.from(letters, (letter) => [letter, key] as const)),
);

/** The keys that spell a name: accents are dropped, `ß` is `ss`, what is no letter or digit is left out. */
export function keysOfName(name: string): string {
  const plain = name.toLowerCase().replaceAll('ß', 'ss').normalize('NFD');
  return Array.from(plain, (letter) => keyOfLetter.get(letter) ?? (/[0-9]/u.test(letter) ? letter : '')).join('');
}

/** Whether the digits spell the beginning of one of a person's names. */
export function matchesName(name: string, digits: string): boolean {
  if (!/^[0-9]+$/u.test(digits)) return false;
  const words = name.split(/[\s,-]+/u);
  // Every name with those that follow it, so that `MEYERZU` finds Meyer zu Hausen.
  return words.some((_word, index) => keysOfName(words.slice(index).join('')).startsWith(digits));
}
