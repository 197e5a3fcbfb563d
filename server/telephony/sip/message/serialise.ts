import type { SipMessage } from './message.ts';
import { formatUri } from './uri-parser.ts';

function head(message: SipMessage): string {
  const start =
    message.kind === 'request'
      ? `${message.method} ${formatUri(message.uri)} SIP/2.0\r\n`
      : `SIP/2.0 ${String(message.status)} ${message.reason}\r\n`;
  // RFC 3261 §20.14: on streams the field MUST be used, and it does no harm elsewhere.
  return `${start}${message.headers.write('content-length')}Content-Length: ${String(message.body.length)}\r\n\r\n`;
}

/** A message as bytes in one buffer. Content-Length is always that of the body. */
export function serialise(message: SipMessage): Buffer {
  const text = head(message);
  if (message.body.length === 0) return Buffer.from(text, 'utf8');
  const length = Buffer.byteLength(text, 'utf8');
  const buffer = Buffer.allocUnsafe(length + message.body.length);
  buffer.write(text, 0, 'utf8');
  buffer.set(message.body, length);
  return buffer;
}
