import { createRequest } from '../message/builders.ts';
import type { SipRequest } from '../message/message.ts';
import { nameAddr } from '../message/name-addr.ts';
import { sipUri } from '../message/uri-parser.ts';

export interface TestRequest {
  /** Empty: none, as before RFC 3261. */
  readonly branch?: string;
  readonly host?: string;
  readonly fromTag?: string;
  readonly toTag?: string;
  readonly callId?: string;
  readonly cseq?: number;
  readonly maxForwards?: number;
  readonly headers?: readonly (readonly [string, string])[];
}

/** A whole request as it comes in, with a top Via. */
export function testRequest(method: string, parts: TestRequest = {}): SipRequest {
  const { branch = 'z9hG4bK1', host = 'ua.invalid', fromTag = 'f1', toTag, callId = 'c1', cseq = 1 } = parts;
  const request = createRequest({
    method,
    uri: sipUri('bob', 'pbx.example'),
    from: nameAddr(sipUri('alice', 'pbx.example'), undefined, new Map(fromTag === '' ? [] : [['tag', fromTag]])),
    to: nameAddr(sipUri('bob', 'pbx.example'), undefined, new Map(toTag === undefined ? [] : [['tag', toTag]])),
    callId,
    cseq,
    ...(parts.maxForwards !== undefined && { maxForwards: parts.maxForwards }),
    ...(parts.headers && { headers: parts.headers }),
  });
  if (method === 'INVITE') request.headers.append('Contact', '<sip:alice@ua.invalid>');
  request.headers.prepend('Via', `SIP/2.0/UDP ${host}${branch === '' ? '' : `;branch=${branch}`}`);
  return request;
}

/** The ACK to a non-2xx: same branch, To tag of the response. */
export function testAck(parts: TestRequest = {}): SipRequest {
  return testRequest('ACK', { toTag: 't', ...parts });
}

/** The CANCEL of an INVITE: same branch and CSeq number. */
export function testCancel(parts: TestRequest = {}): SipRequest {
  return testRequest('CANCEL', parts);
}
