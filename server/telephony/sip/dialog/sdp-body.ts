import { contentTypeOf } from '../message/accessors-extensions.ts';
import type { SipMessage } from '../message/message.ts';
import { SipError } from '../message/sip-error.ts';

const decoder = new TextDecoder('utf-8');

/** 415 with `Accept: application/sdp` (RFC 3261 §8.2.3, §21.4.13). */
export class UnsupportedBody extends SipError {
  constructor(what: string) {
    super(415, what, 'Content-Type');
  }
}

/**
 * The session description of a message; undefined when it has no body.
 * @throws {SipError} 400 without Content-Type, 415 for anything but plain `application/sdp`
 */
export function readSdp(message: SipMessage): string | undefined {
  if (message.body.length === 0) return undefined;
  const type = contentTypeOf(message.headers);
  // RFC 3261 §20.15: "The Content-Type header field MUST be present if the body is not empty."
  if (!type) throw new SipError(400, 'Content-Type: missing', 'Content-Type');
  if (type.type !== 'application/sdp') throw new UnsupportedBody('Only application/sdp is taken');
  const encoding = message.headers.get('Content-Encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw new UnsupportedBody('No content encoding is taken');
  return decoder.decode(message.body);
}
