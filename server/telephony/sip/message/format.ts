import { chars, isAll } from './chars.ts';
import type { Parameters } from './values.ts';

/** A quoted-string (RFC 3261 §25.1): control characters stand as quoted-pairs; line breaks, which those cannot carry, become spaces. */
export function quoteString(text: string): string {
  let result = '"';
  for (const character of text) {
    if (character === '\r' || character === '\n') result += ' ';
    else if (character === '"' || character === '\\' || character < ' ' || character === '\x7f') result += `\\${character}`;
    else result += character;
  }
  return `${result}"`;
}

/** `;name=value` for each; values that are no token or host are quoted. */
export function formatParameters(parameters: Parameters): string {
  let text = '';
  for (const [name, value] of parameters) {
    text += `;${name}`;
    if (value !== '') text += `=${isAll(value, chars.value) ? value : quoteString(value)}`;
  }
  return text;
}
