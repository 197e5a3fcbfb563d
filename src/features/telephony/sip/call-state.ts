import type { CallEnd } from './call-end.ts';

/**
 * States of one call as this phone sees it.
 *
 *   dialling ──► ringing ─────────────┐
 *       └──────────┴──► connected ◄───┤
 *   incoming ◄─► answering ──► ▲      │        reconnecting: signalling or media of one side is away
 *                              ├─► held        held: by me, by the other side, or by both
 *                              ├─► reconnecting ◄─► held
 *   every state ──► ended
 */
export type CallState =
  | { readonly name: 'dialling' }
  | { readonly name: 'ringing' }
  | { readonly name: 'incoming' }
  | { readonly name: 'answering' }
  | { readonly name: 'connected'; readonly answeredAtMs: number }
  | { readonly name: 'held'; readonly answeredAtMs: number; readonly by: Side }
  | { readonly name: 'reconnecting'; readonly answeredAtMs: number; readonly who: Side }
  | { readonly name: 'ended'; readonly cause: CallEnd; readonly answeredAtMs: number | null; readonly endedAtMs: number };

export type Side = 'me' | 'other' | 'both';
export type CallStateName = CallState['name'];

/** Which state may follow which. A repeated name is a change of fields (held by me → by both). */
export const callTransitions: Readonly<Record<CallStateName, readonly CallStateName[]>> = {
  dialling: ['ringing', 'connected', 'ended'],
  ringing: ['connected', 'ended'],
  incoming: ['answering', 'ended'],
  answering: ['incoming', 'connected', 'ended'],
  connected: ['connected', 'held', 'reconnecting', 'ended'],
  held: ['connected', 'held', 'reconnecting', 'ended'],
  reconnecting: ['connected', 'held', 'reconnecting', 'ended'],
  ended: [],
};

export const mayFollow = (from: CallState, to: CallState): boolean => callTransitions[from.name].includes(to.name);

/** What an answered call knows about its two sides; the state is derived from it. */
export interface LinkFacts {
  readonly answeredAtMs: number;
  readonly isSignallingUp: boolean;
  readonly isMediaUp: boolean;
  readonly isOtherAway: boolean;
  readonly isHeldByMe: boolean;
  readonly isHeldByOther: boolean;
}

const side = (me: boolean, other: boolean): Side | undefined => (me ? (other ? 'both' : 'me') : other ? 'other' : undefined);

/** The state of an answered call: being away beats being held beats talking. */
export function answeredState(facts: LinkFacts): CallState {
  const { answeredAtMs } = facts;
  const away = side(!facts.isSignallingUp || !facts.isMediaUp, facts.isOtherAway);
  if (away !== undefined) return { name: 'reconnecting', answeredAtMs, who: away };
  const by = side(facts.isHeldByMe, facts.isHeldByOther);
  return by === undefined ? { name: 'connected', answeredAtMs } : { name: 'held', answeredAtMs, by };
}

/** Answered and not over. */
export const isAnswered = (state: CallState): state is Extract<CallState, { name: 'connected' | 'held' | 'reconnecting' }> =>
  state.name === 'connected' || state.name === 'held' || state.name === 'reconnecting';
