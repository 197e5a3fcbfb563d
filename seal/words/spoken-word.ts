export const wordsPerCode = 3;

/** However it was typed: capitals, blanks, commas, hyphens and the dots and accents on letters do not count. */
export function normaliseWord(typed: string): string {
  return typed
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '')
    .join('-');
}
