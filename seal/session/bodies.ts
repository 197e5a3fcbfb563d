import { textOf, utf8, type Bytes } from '../bytes.ts';
import { bodyKinds, bodyOf, bodyVersion } from '../greeting/body.ts';
import { SealError } from '../seal-error.ts';
import { handshakeMessage, type HandshakeMessage } from './handshake-messages.ts';

/** What the relay takes: 64 KiB of base64url. */
const longestBytes = 49_152;

/** A body: version (1 byte) ‖ kind (1 byte) ‖ JSON of the handshake, or an MLS PrivateMessage. */
export type Body = { readonly kind: 'clear'; readonly message: HandshakeMessage } | { readonly kind: 'sealed'; readonly sealed: Bytes };

export function clearBody(message: HandshakeMessage): Bytes {
  return fitting('clear', utf8(JSON.stringify(message)));
}

export function sealedBody(sealed: Bytes): Bytes {
  return fitting('sealed', sealed);
}

/** @throws {SealError} `malformed`, or `foreign-suite` for another version */
export function readBody(body: Bytes): Body {
  const [found, kind] = body;
  if (found === undefined || kind === undefined) throw new SealError('malformed');
  if (found !== bodyVersion) throw new SealError('foreign-suite');
  const rest = body.slice(2);
  if (kind === bodyKinds.sealed) return { kind: 'sealed', sealed: rest };
  if (kind !== bodyKinds.clear) throw new SealError('malformed');
  return { kind: 'clear', message: readClear(rest) };
}

function readClear(bytes: Bytes): HandshakeMessage {
  try {
    return handshakeMessage.parse(JSON.parse(textOf(bytes)));
  } catch (error) {
    throw new SealError('malformed', { cause: error });
  }
}

function fitting(kind: Body['kind'], rest: Bytes): Bytes {
  const body = bodyOf(kind, rest);
  if (body.length > longestBytes) throw new SealError('too-long');
  return body;
}
