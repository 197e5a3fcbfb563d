import { toOf } from './accessors.ts';
import { createHeaders } from './header-list.ts';
import type { SipHeaders } from './headers.ts';
import { emptyBody, type SipRequest, type SipResponse } from './message.ts';
import { formatNameAddr, tagOf } from './name-addr.ts';
import { SipError } from './sip-error.ts';
import type { SipUri } from './uri.ts';
import type { NameAddr } from './values.ts';
import { formatVia, parseFirstVia } from './via.ts';

export type HeaderEntry = readonly [name: string, value: string];

export interface MessageExtras {
  readonly headers?: readonly HeaderEntry[];
  /** Sets Content-Type; the content is written as UTF-8. */
  readonly body?: { readonly type: string; readonly content: string | Uint8Array };
}

export interface ResponseExtras extends MessageExtras {
  /** Our To tag; needed for every response but 100 to a request without one (RFC 3261 §8.2.6.2). */
  readonly toTag?: string;
}

const copied = ['Via', 'From', 'Call-ID', 'CSeq'] as const;

/**
 * A response to a request (RFC 3261 §8.2.6.2): Via values in their order, From, Call-ID and CSeq are the request's; To is
 * too, with our tag added when it had none. Missing headers stay missing, so that a broken request can be answered.
 */
export function createResponse(request: SipRequest, status: number, reason: string, extras: ResponseExtras = {}): SipResponse {
  const headers = createHeaders();
  for (const name of copied) {
    for (const value of request.headers.all(name)) {
      headers.append(name, value);
      // Only Via may come more than once; of a broken request the first one is enough.
      if (name !== 'Via') break;
    }
  }
  const to = request.headers.get('to');
  if (to !== undefined) headers.append('To', extras.toTag === undefined ? to : taggedTo(request.headers, to, extras.toTag));
  const body = addExtras(headers, extras);
  const { topVia, cseq } = request.headers.cache;
  // Parsed once, used again: the transport looks at Via to send, the transaction at CSeq.
  if (topVia) headers.cache.topVia = topVia;
  if (cseq) headers.cache.cseq = cseq;
  return { kind: 'response', status, reason: oneLine(reason), headers, body };
}

/** The request's To with our tag, unless it has one or cannot be parsed: the 400 that tells so needs it as it was. */
function taggedTo(headers: SipHeaders, text: string, tag: string): string {
  try {
    return tagOf(toOf(headers)) === undefined ? `${text};tag=${tag}` : text;
  } catch (error) {
    if (error instanceof SipError) return text;
    throw error;
  }
}

export interface RequestParts extends MessageExtras {
  readonly method: string;
  readonly uri: SipUri;
  /** With our tag. */
  readonly from: NameAddr;
  /** With the dialog's remote tag, if there is a dialog. */
  readonly to: NameAddr;
  readonly callId: string;
  readonly cseq: number;
  readonly routes?: readonly NameAddr[];
  readonly contact?: NameAddr;
  /** 70 unless given (RFC 3261 §8.1.1.6). */
  readonly maxForwards?: number;
}

/** A request with all that RFC 3261 §8.1.1 asks for but Via, which the transaction layer adds. */
export function createRequest(parts: RequestParts): SipRequest {
  const headers = createHeaders();
  for (const route of parts.routes ?? []) headers.append('Route', formatNameAddr(route));
  headers.append('Max-Forwards', String(parts.maxForwards ?? 70));
  headers.append('From', formatNameAddr(parts.from));
  headers.append('To', formatNameAddr(parts.to));
  headers.append('Call-ID', parts.callId);
  headers.append('CSeq', `${String(parts.cseq)} ${parts.method}`);
  if (parts.contact) headers.append('Contact', formatNameAddr(parts.contact));
  return { kind: 'request', method: parts.method, uri: parts.uri, headers, body: addExtras(headers, parts) };
}

function addExtras(headers: SipHeaders, extras: MessageExtras): Uint8Array {
  for (const [name, value] of extras.headers ?? []) headers.append(name, value);
  if (!extras.body) return emptyBody;
  headers.append('Content-Type', extras.body.type);
  const { content } = extras.body;
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
}

/** A reason phrase must stay on its line. */
function oneLine(text: string): string {
  return text.includes('\r') || text.includes('\n') ? text.replaceAll('\r', ' ').replaceAll('\n', ' ') : text;
}

/**
 * The ACK to a non-2xx final response (RFC 3261 §17.1.1.3): "The ACK request constructed by the client transaction MUST
 * contain values for the Call-ID, From, and Request-URI that are equal to […] the request passed to the transport […] The
 * To header field in the ACK MUST equal the To header field in the response", one Via equal to the request's top one, the
 * same CSeq number, and the request's Route. @throws {SipError} when the INVITE is malformed
 */
export function createAck(invite: SipRequest, response: SipResponse): SipRequest {
  return sameHop(invite, 'ACK', response.headers.get('to'));
}

/**
 * A CANCEL (RFC 3261 §9.1): "The Request-URI, Call-ID, To, the numeric part of CSeq, and From header fields in the CANCEL
 * request MUST be identical to those in the request being cancelled", "MUST have a single Via header field value matching
 * the top Via value in the request being cancelled", and its Route.
 */
export function createCancel(invite: SipRequest, reason?: string): SipRequest {
  const cancel = sameHop(invite, 'CANCEL', invite.headers.get('to'));
  if (reason !== undefined) cancel.headers.append('Reason', reason);
  return cancel;
}

function sameHop(invite: SipRequest, method: 'ACK' | 'CANCEL', to: string | undefined): SipRequest {
  const headers = createHeaders();
  const via = invite.headers.get('via');
  if (via !== undefined) headers.append('Via', formatVia(parseFirstVia(via).via));
  for (const route of invite.headers.all('route')) headers.append('Route', route);
  headers.append('Max-Forwards', '70');
  for (const [name, value] of [
    ['From', invite.headers.get('from')],
    ['To', to],
    ['Call-ID', invite.headers.get('call-id')],
  ] as const) {
    if (value !== undefined) headers.append(name, value);
  }
  const number = invite.headers.get('cseq')?.split(' ', 1)[0] ?? '1';
  headers.append('CSeq', `${number} ${method}`);
  return { kind: 'request', method, uri: invite.uri, headers, body: emptyBody };
}
