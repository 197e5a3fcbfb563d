import { chars, isAll, isChar, trimmed } from './chars.ts';
import { headersFrom } from './header-list.ts';
import { headerKey } from './header-names.ts';
import type { SipHeaders } from './headers.ts';
import { messageLimits } from './limits.ts';
import { SipError } from './sip-error.ts';

export interface HeaderLines {
  readonly headers: SipHeaders;
  /** The first thing that is wrong; lines that are no headers are left out. */
  readonly defect: SipError | undefined;
}

/**
 * Splits header lines from `position` on, unfolding continued ones (RFC 3261 §7.3.1: "The line break and the whitespace at
 * the beginning of the next line are treated as a single SP character").
 */
export function parseHeaderLines(text: string, position: number): HeaderLines {
  const names: string[] = [];
  const keys: string[] = [];
  const values: string[] = [];
  let defect: SipError | undefined;
  let start = position;
  while (start < text.length) {
    const end = endOfHeader(text, start);
    const line = trimmedHeader(text, start, end);
    if (line instanceof SipError) defect ??= line;
    else if (names.length >= messageLimits.headers)
      return { headers: headersFrom(names, keys, values), defect: new SipError(400, 'Too many headers') };
    else {
      names.push(line.name);
      keys.push(headerKey(line.name));
      values.push(line.value);
    }
    start = end + 2;
  }
  return { headers: headersFrom(names, keys, values), defect };
}

/** Where the header that begins at `start` ends: before the first line break that no white space follows. */
function endOfHeader(text: string, start: number): number {
  let end = text.indexOf('\r\n', start);
  while (end >= 0 && isChar(text.charCodeAt(end + 2), chars.space)) end = text.indexOf('\r\n', end + 2);
  return end < 0 ? text.length : end;
}

/** `name *(SP / HTAB) ":" value`, with white space around the value taken off. */
function trimmedHeader(text: string, start: number, end: number): { name: string; value: string } | SipError {
  if (end - start > messageLimits.headerLength) return new SipError(400, 'Header too long');
  const colon = text.indexOf(':', start);
  if (colon < 0 || colon > end) return new SipError(400, 'Header without colon');
  const name = trimmed(text, start, colon);
  if (!isAll(name, chars.token)) return new SipError(400, 'Malformed header name');
  const value = trimmed(text, colon + 1, end);
  if (!value.includes('\n') && !value.includes('\r')) return { name, value };
  const unfolded = unfold(value);
  return unfolded === undefined ? new SipError(400, 'Line break within a header') : { name, value: unfolded };
}

/** One line out of several, or undefined when a line break remains that is none of SIP's. */
function unfold(value: string): string | undefined {
  const lines = value.split('\r\n').map((line) => trimmed(line));
  const unfolded = trimmed(lines.join(' '));
  return unfolded.includes('\n') || unfolded.includes('\r') ? undefined : unfolded;
}
