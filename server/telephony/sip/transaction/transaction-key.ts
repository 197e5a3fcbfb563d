import { cseqOf, fromOf, topViaOf } from '../message/accessors.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import { tagOf } from '../message/name-addr.ts';
import { formatUri } from '../message/uri-parser.ts';
import { magicCookie } from '../message/via.ts';

/** An ACK belongs to the transaction of its INVITE (RFC 3261 §17.2.3). */
function matchedMethod(method: string): string {
  return method === 'ACK' ? 'INVITE' : method;
}

/**
 * What makes a request belong to a server transaction (RFC 3261 §17.2.3): branch, sent-by and method, and Call-ID, which
 * every copy has too, so that two senders with one branch are not taken for one; for branches without the magic cookie or
 * with nothing behind it, what RFC 2543 compared.
 * @param method the method to look for: a CANCEL looks for its INVITE
 * @throws {SipError} 400 for malformed headers
 */
export function serverKey(request: SipRequest, method: string = request.method): string {
  const via = topViaOf(request.headers);
  const branch = via.parameters.get('branch') ?? '';
  const sentBy = `${via.host}:${String(via.port ?? 5060)}`;
  const matched = matchedMethod(method);
  const { headers } = request;
  const callId = headers.get('call-id') ?? '';
  if (branch.startsWith(magicCookie) && branch.length > magicCookie.length) return `${branch}|${sentBy}|${matched}|${callId}`;
  const tag = tagOf(fromOf(headers)) ?? '';
  return `${formatUri(request.uri)}|${tag}|${callId}|${String(cseqOf(headers).number)}|${branch}|${sentBy}|${matched}`;
}

/**
 * What two copies of one request have in common that came along different paths (RFC 3261 §8.2.2.2): From tag, Call-ID and
 * CSeq. Undefined within a dialog and for RFC 2543 clients without a From tag. @throws {SipError} 400
 */
export function mergeKey(request: SipRequest, toTag: string | undefined): string | undefined {
  const fromTag = tagOf(fromOf(request.headers));
  if (toTag !== undefined || fromTag === undefined) return undefined;
  const { number, method } = cseqOf(request.headers);
  return `${request.headers.get('call-id') ?? ''}|${fromTag}|${String(number)}|${method}`;
}

/** RFC 3261 §17.1.3: the branch of the top Via and the method in CSeq. @throws {SipError} 400 */
export function clientKey(message: SipRequest | SipResponse): string {
  const branch = topViaOf(message.headers).parameters.get('branch') ?? '';
  return `${branch}|${cseqOf(message.headers).method}`;
}
