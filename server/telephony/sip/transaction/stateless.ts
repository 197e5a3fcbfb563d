import { randomInt } from 'node:crypto';
import { createResponse } from '../message/builders.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { Rejection } from './request-checks.ts';

/** Makes tags of two processes differ. */
const seed = randomInt(2 ** 31);

/**
 * A To tag that is the same for each copy of one request. RFC 3261 §8.2.7: a stateless UAS "MUST generate To tags for
 * responses in a stateless manner — in a manner that will generate the same tag for the same request consistently."
 */
export function statelessTag(request: SipRequest): string {
  const text = `${request.headers.get('call-id') ?? ''}|${request.headers.get('from') ?? ''}|${request.headers.get('cseq') ?? ''}`;
  // FNV-1a: spread is wanted here, not secrecy.
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** An answer for which nothing is remembered. */
export function createRejection(request: SipRequest, rejection: Rejection): SipResponse {
  const { status, reason, headers } = rejection;
  return createResponse(request, status, reason, { toTag: statelessTag(request), ...(headers && { headers }) });
}
