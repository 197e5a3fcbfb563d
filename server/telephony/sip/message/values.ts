import type { SipUri } from './uri.ts';

/** Names in lower case; a valueless parameter has the value `''`; quotes and escapes are resolved. */
export type Parameters = ReadonlyMap<string, string>;

/** A name-addr or addr-spec with header parameters: From, To, Contact, Route, Record-Route, Path, Refer-To (RFC 3261 §20.10). */
export interface NameAddr {
  readonly displayName?: string;
  readonly uri: SipUri;
  readonly parameters: Parameters;
}

/** One value of Via (RFC 3261 §20.42). */
export interface Via {
  /** `UDP`, `TCP`, `TLS`, `WS`, `WSS` or what the text said, in upper case. */
  readonly transport: string;
  /** sent-by host in lower case, IPv6 in brackets. */
  readonly host: string;
  /** sent-by port if it was given. */
  readonly port: number | undefined;
  readonly parameters: Parameters;
}

export interface CSeq {
  /** 0 .. 2^31-1 */
  readonly number: number;
  readonly method: string;
}

export interface MediaType {
  /** `application/sdp`, in lower case. */
  readonly type: string;
  readonly parameters: Parameters;
}

/** Authorization, Proxy-Authorization, WWW-Authenticate, Proxy-Authenticate (RFC 3261 §20.7, §20.44; RFC 8898 for Bearer). */
export interface AuthValue {
  /** In lower case: `digest`, `bearer`, … */
  readonly scheme: string;
  /** For `Bearer <token>` and other single-word credentials. */
  readonly token: string | undefined;
  readonly parameters: Parameters;
}

/** RFC 3891 §6.1 */
export interface Replaces {
  readonly callId: string;
  readonly toTag: string;
  readonly fromTag: string;
  readonly earlyOnly: boolean;
}

/** A word with parameters: Event, Reason (RFC 3326), Subscription-State, Content-Disposition. */
export interface ParameterisedValue {
  /** As written. */
  readonly value: string;
  readonly parameters: Parameters;
}
