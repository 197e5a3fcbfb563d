import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';

/** The calls that are one for the person who has them: those of a conference that they merged, or the call alone. */
export function callsTogether(calls: readonly CallSnapshot[], call: CallSnapshot): readonly CallSnapshot[] {
  const id = call.conference?.id;
  if (id === undefined || !isAnswered(call.state)) return [call];
  return calls.filter((other) => isAnswered(other.state) && other.conference?.id === id);
}

/** Calls to show: of a conference that I merged only the first. */
export function shownCalls(calls: readonly CallSnapshot[]): readonly CallSnapshot[] {
  return calls.filter((call) => callsTogether(calls, call)[0]?.id === call.id);
}

/** Whether two calls of mine can become one conference: with people, and in no conference of somebody else. */
export function canMerge(calls: readonly CallSnapshot[], one: CallSnapshot, other: CallSnapshot): boolean {
  const isMine = (call: CallSnapshot): boolean =>
    isAnswered(call.state) &&
    call.serverCallId !== null &&
    call.activity === null &&
    (call.conference === null || callsTogether(calls, call).length > 1);
  const isInBoth = one.conference !== null && other.conference !== null;
  return isMine(one) && isMine(other) && !isInBoth;
}
