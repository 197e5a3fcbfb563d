import { isUtf8 } from 'node:buffer';
import { contentLengthOf } from './accessors.ts';
import { parseHeaderLines } from './header-lines.ts';
import { messageLimits } from './limits.ts';
import { emptyBody, type SipMessage } from './message.ts';
import { SipError } from './sip-error.ts';
import { parseStartLine } from './start-line.ts';

/** What stands before the body, with the body still to come. */
export interface MessageHead {
  readonly message: SipMessage;
  /** Octets of the body as Content-Length says; undefined without a usable one. */
  readonly contentLength: number | undefined;
}

/**
 * Lenient framing: parses start line and headers without looking into the values, so that a request with errors can
 * still be answered. What is wrong with the framing stands in the message's `defect`.
 * @param bytes from the first character of the start line to before the empty line
 * @throws {SipError} when these are no SIP message at all
 */
export function parseHead(bytes: Buffer): MessageHead {
  // RFC 3261 §7: SIP "uses the UTF-8 charset".
  const charset = isUtf8(bytes) ? undefined : new SipError(400, 'Not UTF-8');
  const text = bytes.toString('utf8');
  const lineEnd = text.indexOf('\r\n');
  const startLine = parseStartLine(lineEnd < 0 ? text : text.slice(0, lineEnd));
  const lines = parseHeaderLines(text, lineEnd < 0 ? text.length : lineEnd + 2);
  let defect = startLine.defect ?? charset ?? lines.defect;
  let contentLength: number | undefined;
  try {
    contentLength = contentLengthOf(lines.headers);
  } catch (error) {
    if (!(error instanceof SipError)) throw error;
    defect ??= error;
  }
  const rest = { headers: lines.headers, body: emptyBody, ...(defect && { defect }) };
  const message: SipMessage =
    startLine.kind === 'request'
      ? { kind: 'request', method: startLine.method, uri: startLine.uri, ...rest }
      : { kind: 'response', status: startLine.status, reason: startLine.reason, ...rest };
  return { message, contentLength };
}

/**
 * Parses one message that fills a datagram or a WebSocket frame (RFC 3261 §18.3, RFC 7118 §5).
 * @throws {SipError} when it is no SIP message at all; other faults stand in the message's `defect`
 */
export function parseMessage(bytes: Uint8Array): SipMessage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = skipLineBreaks(buffer);
  const empty = buffer.indexOf('\r\n\r\n', start);
  const { message, contentLength } = parseHead(buffer.subarray(start, empty < 0 ? buffer.length : empty));
  if (buffer.length > messageLimits.messageBytes) return withDefect(message, new SipError(513, 'Message Too Large'));
  if (empty < 0) return withDefect(message, new SipError(400, 'Headers do not end with an empty line'));
  const body = buffer.subarray(empty + 4);
  if (contentLength === undefined) return withBody(message, body);
  // RFC 3261 §18.3: "If the transport packet ends before the end of the message body, this is considered an error."
  if (contentLength > body.length) return withDefect(message, new SipError(400, 'Content-Length: larger than the message'));
  // "If there are additional bytes in the transport packet beyond the end of the body, they MUST be discarded."
  return withBody(message, body.subarray(0, contentLength));
}

/** RFC 3261 §7.5: elements "MUST ignore any CRLF appearing before the start-line". */
export function skipLineBreaks(buffer: Buffer, from = 0): number {
  let start = from;
  while (buffer[start] === 13 && buffer[start + 1] === 10) start += 2;
  return start;
}

export function withBody(message: SipMessage, body: Uint8Array): SipMessage {
  return body.length === 0 ? message : { ...message, body };
}

/** The message with that fault, unless it has an earlier one. */
export function withDefect(message: SipMessage, defect: SipError): SipMessage {
  return message.defect ? message : { ...message, defect };
}
