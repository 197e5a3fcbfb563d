import { endCauses, endCauseSchema, type EndCause } from '../../../../protocol/telephony/call.ts';
import { deviceProblems, type DeviceProblem } from '../../../platform/devices/device-problem.ts';

/** Ends that only this page knows: another device or its own person took it, it could not send, or a device refused. */
export const localEnds = ['answered-elsewhere', 'declined-elsewhere', 'declined-here', 'not-registered'] as const;
export type CallEnd = EndCause | (typeof localEnds)[number] | DeviceProblem;

/** Every way a call can end on this screen; each has words in every language (a test walks it). */
export const callEnds: readonly CallEnd[] = [...endCauseSchema.options, ...localEnds, ...deviceProblems];

/** What JsSIP tells when a session failed or ended, reduced to what decides. */
export interface EndFacts {
  /** `X-Deskline-Cause` of the message that ended it. */
  readonly causeHeader?: string | undefined;
  /** The Reason header (RFC 3326). */
  readonly reasonHeader?: string | undefined;
  /** Final status of the INVITE. */
  readonly status?: number | undefined;
  readonly method?: 'CANCEL' | 'BYE' | undefined;
  /** JsSIP's own word when no message ended it. */
  readonly libraryCause?: string | undefined;
}

const byStatus = new Map<number, EndCause>([
  [404, 'not-found'],
  [484, 'not-found'],
  [604, 'not-found'],
  [403, 'not-allowed'],
  [408, 'no-answer'],
  [480, 'no-answer'],
  [481, 'connection-lost'],
  [486, 'busy'],
  [600, 'busy'],
  [487, 'cancelled'],
  [488, 'not-acceptable'],
  [606, 'not-acceptable'],
  [415, 'not-acceptable'],
  [503, 'media-failed'],
  [603, 'declined'],
]);

const byLibraryCause = new Map<string, EndCause>([
  ['Terminated', 'completed'],
  ['Canceled', 'cancelled'],
  ['Rejected', 'declined'],
  ['No Answer', 'no-answer'],
  ['Expires', 'no-answer'],
  ['Connection Error', 'connection-lost'],
  ['Request Timeout', 'connection-lost'],
  ['Dialog Error', 'connection-lost'],
  ['No ACK', 'connection-lost'],
  ['RTP Timeout', 'media-failed'],
  ['WebRTC Error', 'media-failed'],
  ['Bad Media Description', 'not-acceptable'],
  ['Incompatible SDP', 'not-acceptable'],
  ['Missing SDP', 'not-acceptable'],
]);

/** RFC 3326: `Reason: SIP;cause=200;text="Call completed elsewhere"` tells a forked phone why it was cancelled. */
function elsewhere(reason: string | undefined): CallEnd | undefined {
  const cause = /;\s*cause\s*=\s*(\d{3})/i.exec(reason ?? '')?.[1];
  if (cause === '200') return 'answered-elsewhere';
  if (cause === '603' || cause === '600') return 'declined-elsewhere';
  return undefined;
}

/** Why a call ended: the server's own word first, then the SIP status (RFC 3261 §21), then the library's. */
export function callEndOf(facts: EndFacts): CallEnd {
  if (facts.method === 'CANCEL') return elsewhere(facts.reasonHeader) ?? 'cancelled';
  const said = facts.causeHeader?.trim();
  if (said !== undefined && Object.hasOwn(endCauses, said)) return endCauseSchema.parse(said);
  if (facts.method === 'BYE') return 'completed';
  if (facts.status !== undefined) return byStatus.get(facts.status) ?? 'failed';
  return byLibraryCause.get(facts.libraryCause ?? '') ?? 'failed';
}
