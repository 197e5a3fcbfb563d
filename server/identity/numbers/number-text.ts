const decimalDigit = /^\p{Nd}$/u;
/** What people put between digits (RFC 3966 §3 "visual-separator"), and what a keyboard or a copied text adds. */
const separators = /[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff().\-/]/gu;
const number = /^\+?[0-9]+$|^[0-9*#]+$/;

/**
 * A number as digits with at most a leading plus, or star and hash codes: without separators, with digits of any script
 * as ASCII. undefined when the text is no number.
 */
export function numberIn(text: string): string | undefined {
  const plain = Array.from(text.replaceAll(separators, ''), asciiOf).join('');
  return number.test(plain) ? plain : undefined;
}

/** Decimal digits of a script are ten code points in order (Unicode standard, §4.6), so the value is the distance to the first. */
function asciiOf(character: string): string {
  if (character === '＋' || character === '﹢') return '+';
  if (character < '\u0080' || !decimalDigit.test(character)) return character;
  const codePoint = character.codePointAt(0) ?? 0;
  let before = 0;
  while (decimalDigit.test(String.fromCodePoint(codePoint - before - 1))) before += 1;
  return String(before % 10);
}
