import { z } from 'zod';

/** Why a call ended. One table for SIP, history and screen. */
export const endCauses = {
  completed: { sip: 200, answered: true },
  cancelled: { sip: 487, answered: false },
  declined: { sip: 603, answered: false },
  busy: { sip: 486, answered: false },
  'no-answer': { sip: 480, answered: false },
  unreachable: { sip: 480, answered: false },
  'not-found': { sip: 404, answered: false },
  'not-allowed': { sip: 403, answered: false },
  'do-not-disturb': { sip: 480, answered: false },
  'not-acceptable': { sip: 488, answered: false },
  'media-failed': { sip: 503, answered: false },
  'connection-lost': { sip: 200, answered: true },
  'server-stopped': { sip: 503, answered: true },
  failed: { sip: 500, answered: false },
} as const satisfies Record<string, { readonly sip: number; readonly answered: boolean }>;
export type EndCause = keyof typeof endCauses;
export const isEndCause = (text: string): text is EndCause => Object.hasOwn(endCauses, text);
export const endCauseSchema = z.enum(Object.keys(endCauses).filter(isEndCause));

/**
 * States of a call from its first INVITE to its record:
 *
 *   dialling ──► ringing ──────────────► connected ──► ended
 *       │            └──► attended ──►───────┘           ▲
 *       └─────────────────────┴──────────────────────────┘
 *
 * `attended`: answered, and in the hands of a dial plan, a queue or a voicemail box. `connected`: two people talk. Every state
 * can end; `dialling` can become any.
 */
export const callStates = ['dialling', 'ringing', 'attended', 'connected', 'ended'] as const;
export type CallState = (typeof callStates)[number];
export const callTransitions: Readonly<Record<CallState, readonly CallState[]>> = {
  dialling: ['ringing', 'attended', 'connected', 'ended'],
  ringing: ['attended', 'connected', 'ended'],
  attended: ['connected', 'ended'],
  connected: ['ended'],
  ended: [],
};
