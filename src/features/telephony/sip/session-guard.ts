import type { JsSipSession, JsSipTerminateOptions } from './jssip-session.ts';

/** What JsSIP gave up on: the in-dialog request or the media of an answered call. */
export type GivenUp = 'request-lost' | 'request-refused' | 'media-failed';

const givenUpBy = new Map<string, GivenUp>([
  ['Connection Error', 'request-lost'],
  ['Request Timeout', 'request-lost'],
  ['Dialog Error', 'request-lost'],
  ['WebRTC Error', 'request-refused'],
  ['RTP Timeout', 'media-failed'],
]);

/**
 * JsSIP ends an answered call by calling its own `terminate()` when an in-dialog request meets a dead socket, when a re-INVITE is
 * refused and when ICE fails. Each of these we can mend (wait, ask again, INVITE with Replaces), so the instance's `terminate`
 * reports instead of ending; see docs/adr/0070.
 * @returns the real `terminate`, for us.
 */
export function guardSession(session: JsSipSession, onGivenUp: (what: GivenUp) => void): (options?: JsSipTerminateOptions) => void {
  const terminate = session.terminate.bind(session);
  session.terminate = (options) => {
    const what = givenUpBy.get(options?.cause ?? '');
    if (what === undefined || !session.isEstablished()) terminate(options);
    else onGivenUp(what);
  };
  return terminate;
}
