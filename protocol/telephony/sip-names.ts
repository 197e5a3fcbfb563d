/** Header fields and body types of our own between softphone and server (RFC 3261 §20, extension-header). */
export const sipNames = {
  /** Our call id, on every response and INVITE: the same through Replaces, transfer and restart of media. */
  callId: 'X-Deskline-Call',
  /** On failed calls and on BYE: an `EndCause`, so that the page says exactly why. */
  endCause: 'X-Deskline-Cause',
  /** On INVITE with Replaces and its 200: milliseconds since the call was answered, so that the timer goes on. */
  elapsedMs: 'X-Deskline-Elapsed',
  /** On an INVITE to a callee: the extension that was called. */
  calledNumber: 'X-Deskline-Called',
  /** On an INVITE to somebody whom a plan, a group or a queue rings: why, and what is known of the caller (ring-reason.ts). */
  ringNews: 'X-Deskline-Why',
  /** On the 200 to an INVITE with Replaces: `yes` when this side held the call; the page holds it again at once. */
  holding: 'X-Deskline-Holding',
  /** On an INVITE to a callee: how often this call was passed on; a device that calls on copies it. */
  hops: 'X-Deskline-Hops',
  /** On INFO with a key: counts the keys of the call from 1. A key that was sent again after a lost socket keeps its number. */
  keyNumber: 'X-Deskline-Key',
  /** Content-Type of an in-dialog INFO with a `PeerStatus` (peer-status.ts). */
  peerStatusType: 'application/deskline+json',
} as const;
