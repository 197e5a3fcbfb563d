/**
 * Something in a message is wrong, and this is the answer that the RFC has for it. The message is a short English
 * phrase without the offender's text, fit for a reason phrase (RFC 3261 §21.4.1: "The Reason-Phrase SHOULD identify the
 * syntax problem in more detail, for example, "Missing Call-ID header field"").
 */
export class SipError extends Error {
  /** Final status to answer a request with; a response with such a fault is dropped. */
  readonly status: number;
  /** The header that is wrong, if it is a header. */
  readonly header: string | undefined;

  constructor(status: number, reason: string, header?: string) {
    super(reason);
    this.name = 'SipError';
    this.status = status;
    this.header = header;
  }
}

/** 400 for a header field, naming it. */
export function badHeader(header: string, what: string): SipError {
  return new SipError(400, `${header}: ${what}`, header);
}
