import type { SipHeaders } from './headers.ts';
import type { SipError } from './sip-error.ts';
import type { SipUri } from './uri.ts';

/** A request as received or to be sent (RFC 3261 §7.1). The body is opaque bytes. */
export interface SipRequest {
  readonly kind: 'request';
  /** Method token, case-sensitive: `INVITE`, `ACK`, or one that we do not know. */
  readonly method: string;
  readonly uri: SipUri;
  readonly headers: SipHeaders;
  readonly body: Uint8Array;
  /** What framing found wrong: the transaction layer answers a request with it and drops a response. Never set above that layer. */
  readonly defect?: SipError;
}

/** A response as received or to be sent (RFC 3261 §7.2). */
export interface SipResponse {
  readonly kind: 'response';
  /** 100..699 */
  readonly status: number;
  readonly reason: string;
  readonly headers: SipHeaders;
  readonly body: Uint8Array;
  /** What framing found wrong: the transaction layer answers a request with it and drops a response. Never set above that layer. */
  readonly defect?: SipError;
}

export type SipMessage = SipRequest | SipResponse;

export const emptyBody: Uint8Array = new Uint8Array(0);
