import { isChar } from './chars.ts';
import { SipError } from './sip-error.ts';

/**
 * Resolves `%` escapes (RFC 3261 §19.1.2). @throws {SipError} 400 for a lone percent sign or octets that are not UTF-8
 */
export function unescapeUri(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw new SipError(400, 'Malformed escape in URI');
    throw error;
  }
}

const encoder = new TextEncoder();

/** Escapes every character that is not of these classes, and the percent sign. */
export function escapeUri(text: string, classes: number): string {
  let result = '';
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 37 && isChar(code, classes)) continue;
    const character = String.fromCodePoint(text.codePointAt(i) ?? code);
    result += text.slice(start, i);
    for (const byte of encoder.encode(character)) result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    i += character.length - 1;
    start = i + 1;
  }
  return start === 0 ? text : result + text.slice(start);
}
