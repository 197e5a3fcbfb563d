import { chars } from './chars.ts';
import { Cursor } from './cursor.ts';
import { formatParameters } from './format.ts';
import { parseHostPort } from './uri-parser.ts';
import type { Via } from './values.ts';

const comma = 44;
const slash = 47;
const colon = 58;

/** RFC 3261 §8.1.1.7: a branch that begins so was made unique by an RFC 3261 element. */
export const magicCookie = 'z9hG4bK';

/** Takes `via-parm = sent-protocol LWS sent-by *( SEMI via-params )` (RFC 3261 §25.1). @throws {SipError} 400 */
function takeVia(cursor: Cursor): Via {
  cursor.skipSpace();
  cursor.token('protocol name');
  if (!cursor.take(slash)) throw cursor.fail('"/" expected');
  cursor.token('protocol version');
  if (!cursor.take(slash)) throw cursor.fail('"/" expected');
  const transport = cursor.token('transport').toUpperCase();
  cursor.skipSpace();
  const { host, port } = parseHostPort(takeSentBy(cursor));
  return { transport, host, port, parameters: cursor.parameters() };
}

/** `sent-by = host [ COLON port ]`, where COLON may have white space around it. */
function takeSentBy(cursor: Cursor): string {
  let text = cursor.until(chars.wordEnd);
  if (cursor.take(colon)) text += ':';
  if (!text.endsWith(':')) return text;
  cursor.skipSpace();
  return text + cursor.run(chars.digit);
}

/** All values of all Via lines, topmost first. @throws {SipError} 400 */
export function parseVias(values: readonly string[]): Via[] {
  const found: Via[] = [];
  for (const value of values) {
    const cursor = new Cursor(value, 'Via');
    do found.push(takeVia(cursor));
    while (cursor.take(comma));
    cursor.end();
  }
  return found;
}

/** The first value of a Via line, and where it ends in the text. @throws {SipError} 400 */
export function parseFirstVia(value: string): { via: Via; end: number } {
  const cursor = new Cursor(value, 'Via');
  const via = takeVia(cursor);
  const end = cursor.position;
  if (!cursor.take(comma)) cursor.end();
  return { via, end };
}

export function formatVia(via: Via): string {
  const port = via.port === undefined ? '' : `:${String(via.port)}`;
  return `SIP/2.0/${via.transport} ${via.host}${port}${formatParameters(via.parameters)}`;
}
