import { endCauses } from '../../../protocol/telephony/call.ts';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { MediaErrorCode } from '../../media/media-engine.ts';
import type { SipExtras } from '../sip/dialog/user-agent.ts';

export interface FinalResponse {
  readonly status: number;
  readonly reason: string;
  readonly extras: SipExtras;
}

/** Reason phrases of RFC 3261 §21 for the statuses of `endCauses` and the few that refine them. */
const reasonPhrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  483: 'Too Many Hops',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  603: 'Decline',
};

/** Reasons that a desk phone shows to somebody who has no page of ours. */
const reasonsOfCauses: Partial<Readonly<Record<EndCause, string>>> = {
  'no-route': 'No Trunk For Outside Calls',
  'no-emergency-service': 'No Emergency Calls Here - Use A Mobile Phone',
};

/** RFC 3261 §21.5.4: "The server MAY indicate when the client should retry the request in a Retry-After header field." */
const retryAfterSeconds = '5';

/** The final response that tells a caller why the call failed; `status` where the cause's own is too coarse. */
export function finalResponse(cause: EndCause, callId: string, status: number = endCauses[cause].sip): FinalResponse {
  const headers: [string, string][] = [
    [sipNames.callId, callId],
    [sipNames.endCause, cause],
  ];
  if (status === 503) headers.push(['Retry-After', retryAfterSeconds]);
  return { status, reason: reasonsOfCauses[cause] ?? reasonPhrases[status] ?? 'Failed', extras: { headers } };
}

/** Headers of a BYE or a final response that say why (our own, and RFC 3326). */
export function causeHeaders(cause: EndCause, callId: string): SipExtras {
  const { sip } = endCauses[cause];
  return {
    headers: [
      [sipNames.callId, callId],
      [sipNames.endCause, cause],
      ['Reason', `SIP;cause=${sip};text="${cause}"`],
    ],
  };
}

interface MediaFailure {
  readonly cause: EndCause;
  readonly status: number;
}

const mediaFailures: Readonly<Record<MediaErrorCode, MediaFailure>> = {
  malformed: { cause: 'not-acceptable', status: 400 },
  'not-acceptable': { cause: 'not-acceptable', status: 488 },
  unavailable: { cause: 'media-failed', status: 503 },
  closed: { cause: 'failed', status: 481 },
};

/** What a failure of the media engine means to the caller. Anything but a MediaError is a mistake of ours: 500. */
export function mediaFailureOf(error: unknown): MediaFailure {
  return error instanceof MediaError ? mediaFailures[error.code] : { cause: 'failed', status: 500 };
}

/** What the final response of one ringing device means (RFC 3261 §21.4-21.6). */
export function causeOfDevice(status: number): { readonly cause: EndCause; readonly isFinalForAll: boolean } {
  // §21.6: "6xx responses indicate that a server has definitive information about a particular user".
  if (status === 600) return { cause: 'busy', isFinalForAll: true };
  if (status === 606) return { cause: 'not-acceptable', isFinalForAll: true };
  if (status >= 600) return { cause: 'declined', isFinalForAll: true };
  return { cause: causesByStatus[status] ?? 'failed', isFinalForAll: false };
}

const causesByStatus: Readonly<Record<number, EndCause>> = {
  408: 'unreachable',
  404: 'unreachable',
  410: 'unreachable',
  415: 'not-acceptable',
  430: 'unreachable',
  480: 'no-answer',
  486: 'busy',
  487: 'no-answer',
  488: 'not-acceptable',
  503: 'unreachable',
};

/** Of several devices' reasons the one that says most; the first in this list wins. */
const byWeight: readonly EndCause[] = ['declined', 'busy', 'no-answer', 'not-acceptable', 'media-failed', 'unreachable', 'failed'];

/** Why nobody answered, when every device has its own reason. */
export function weightiestCause(causes: readonly EndCause[]): EndCause {
  return byWeight.find((cause) => causes.includes(cause)) ?? 'unreachable';
}
