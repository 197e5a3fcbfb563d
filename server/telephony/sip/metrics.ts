/**
 * What the SIP stack counts. compose.ts connects it to the metrics page; names there are `sip_requests_total{method,code}`
 * and `sip_registrations`.
 */
export interface SipMetrics {
  /**
   * A request that came in was answered finally.
   * @param method one that we know or `other`, so that strangers cannot invent label values
   * @param code final status, 200..699
   */
  requestAnswered(method: string, code: number): void;
  /** Bindings that can be reached now. */
  registrationsChanged(count: number): void;
  /** A sender failed to prove who it is, or was told to slow down. */
  authenticationFailed(why: 'wrong-credentials' | 'wrong-token' | 'foreign-address' | 'slowed-down'): void;
}

/** Counts nothing. */
export const noSipMetrics: SipMetrics = {
  requestAnswered: () => undefined,
  registrationsChanged: () => undefined,
  authenticationFailed: () => undefined,
};
