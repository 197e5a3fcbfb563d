/** Letters on the keys of a phone (ITU-T E.161 §3). */
const keyOf = new Map(
  Object.entries({ 2: 'abc', 3: 'def', 4: 'ghi', 5: 'jkl', 6: 'mno', 7: 'pqrs', 8: 'tuv', 9: 'wxyz' }).flatMap(([key, letters]) =>
    [...letters].map((letter) => [letter, key] as const),
  ),
);

/** The keys that spell a text; what is no letter is left out. Marks count as their plain letter, ß as ss. */
export function keysOf(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('æ', 'ae')
    .normalize('NFD');
  return [...plain].map((letter) => keyOf.get(letter) ?? '').join('');
}

/** Whether `digits` begin to spell the name from any of its words on: `Adams`, `Alice`, `AliceAdams`. */
export function spells(digits: string, name: string): boolean {
  const words = name.split(/[\s-]+/u).map(keysOf);
  const spelled = words.map((_, index) => words.slice(index).join(''));
  // Last name first, as in a phone book: AdamsAlice.
  const lastFirst = words.length > 1 ? (words.at(-1) ?? '') + words.slice(0, -1).join('') : '';
  return digits !== '' && [...spelled, lastFirst].some((keys) => keys.startsWith(digits));
}
