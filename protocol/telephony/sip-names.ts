/** Header fields of our own between softphone and server (SIP private header names, RFC 3261 §20 extension-header). */
export const sipNames = {
  /** Our call id, on every response and INVITE: the same through Replaces, transfer and restart of media. */
  callId: 'X-Deskline-Call',
  /** On failed calls: an `EndCause`, so that the page says exactly why. */
  endCause: 'X-Deskline-Cause',
  /** On INVITE with Replaces and its 200: milliseconds since the call was answered, so that the timer goes on. */
  elapsedMs: 'X-Deskline-Elapsed',
  /** On an INVITE to a callee: the extension that was called. */
  calledNumber: 'X-Deskline-Called',
} as const;
