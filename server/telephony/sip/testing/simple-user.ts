import { createResponse } from '../message/builders.ts';
import { contentTypeOf, acceptOf } from '../message/accessors-extensions.ts';
import { authValuesOf } from '../message/authentication.ts';
import { toOf } from '../message/accessors.ts';
import type { SipRequest } from '../message/message.ts';
import type { ServerTransaction, TransactionUser } from '../transaction/transaction.ts';

/** The least that a user agent server does, for tests of the layers below it. */
export class SimpleUser implements TransactionUser {
  readonly requests: string[] = [];
  readonly acks: SipRequest[] = [];
  strayResponses = 0;

  onRequest(transaction: ServerTransaction): void {
    const { request } = transaction;
    this.requests.push(`${request.method} ${request.headers.get('call-id') ?? ''}`);
    const [status, reason] = answer(request);
    transaction.respond(createResponse(request, status, reason, { toTag: 'simple' }));
  }

  onAck(ack: SipRequest): void {
    this.acks.push(ack);
  }

  onStrayResponse(): void {
    this.strayResponses++;
  }
}

function answer(request: SipRequest): readonly [number, string] {
  if (request.method === 'REGISTER') return answerRegister(request);
  if (request.method !== 'INVITE') return [200, 'OK'];
  const type = contentTypeOf(request.headers);
  if (type && type.type !== 'application/sdp') return [415, 'Unsupported Media Type'];
  const accept = acceptOf(request.headers);
  if (accept && !accept.some((range) => range.type === 'application/sdp' || range.type === '*/*')) return [406, 'Not Acceptable'];
  return [404, 'Not Found'];
}

function answerRegister(request: SipRequest): readonly [number, string] {
  // RFC 3261 §10.2: the address of record in To is a SIP or SIPS URI.
  if (!toOf(request.headers).uri.scheme.startsWith('sip')) return [400, 'To: SIP URI expected'];
  const known = authValuesOf(request.headers, 'Authorization').every((value) => value.scheme === 'digest' || value.scheme === 'bearer');
  return known ? [200, 'OK'] : [401, 'Unauthorized'];
}
