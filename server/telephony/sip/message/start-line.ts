import { chars, isAll } from './chars.ts';
import { noParameters } from './cursor.ts';
import { messageLimits } from './limits.ts';
import { SipError } from './sip-error.ts';
import { parseUri } from './uri-parser.ts';
import type { SipUri } from './uri.ts';

export interface RequestLine {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: SipUri;
  readonly defect: SipError | undefined;
}

export interface StatusLine {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly defect: SipError | undefined;
}

/**
 * Reads a Request-Line or Status-Line (RFC 3261 §7.1, §7.2) as far as an answer needs it; what is wrong with it stands
 * in `defect`. @throws {SipError} when it is neither, so that nothing can be answered
 */
export function parseStartLine(line: string): RequestLine | StatusLine {
  if (line.startsWith('SIP/')) return parseStatusLine(line);
  const space = line.indexOf(' ');
  const method = space < 0 ? '' : line.slice(0, space);
  const versionStart = line.toUpperCase().lastIndexOf(' SIP/');
  if (!isAll(method, chars.token) || versionStart < 0) throw new SipError(400, 'Neither request nor response');
  const target = line.slice(space + 1, Math.max(versionStart, space + 1));
  const versionDefect = checkVersion(line.slice(versionStart + 1));
  try {
    return { kind: 'request', method, uri: parseTarget(target), defect: versionDefect };
  } catch (error) {
    if (!(error instanceof SipError)) throw error;
    return { kind: 'request', method, uri: { scheme: '', host: '', parameters: noParameters, opaque: '' }, defect: versionDefect ?? error };
  }
}

/** RFC 3261 §21.5.6: 505 for a version that we do not speak; anything but one is a syntax error. */
function checkVersion(text: string): SipError | undefined {
  // RFC 3261 §7.1: "SIP-Version is case-insensitive, but implementations MUST send upper-case."
  const version = text.toUpperCase();
  if (version === 'SIP/2.0') return undefined;
  const dot = version.indexOf('.');
  const isVersion = dot > 4 && isAll(version.slice(4, dot), chars.digit) && isAll(version.slice(dot + 1), chars.digit);
  return isVersion ? new SipError(505, 'Version Not Supported') : new SipError(400, 'Malformed Request-Line');
}

function parseTarget(text: string): SipUri {
  if (text.length > messageLimits.headerLength) throw new SipError(414, 'Request-URI Too Long');
  // RFC 3261 §7.1: "The Request-URI MUST NOT contain unescaped spaces or control characters and MUST NOT be enclosed in "<>"."
  if (text.includes(' ')) throw new SipError(400, 'Malformed Request-Line');
  const uri = parseUri(text);
  // RFC 3261 §19.1.1, table 1: headers are not allowed in a Request-URI.
  if (uri.headers !== undefined) throw new SipError(400, 'Request-URI must not hold headers');
  return uri;
}

function parseStatusLine(line: string): StatusLine {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  const code = line.slice(first + 1, second < 0 ? line.length : second);
  const status = code.length === 3 && isAll(code, chars.digit) ? Number(code) : 0;
  const isKnown = line.slice(0, first) === 'SIP/2.0' && status >= 100 && status <= 699;
  return {
    kind: 'response',
    status,
    reason: second < 0 ? '' : line.slice(second + 1),
    defect: isKnown ? undefined : new SipError(400, 'Malformed Status-Line'),
  };
}
