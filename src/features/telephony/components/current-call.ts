import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';

/** The call that shortcuts and context are about: whom one talks to, else who is held, else who rings or is rung. */
export function currentCallOf(calls: readonly CallSnapshot[]): CallSnapshot | undefined {
  const answered = calls.filter((call) => isAnswered(call.state));
  return answered.find((call) => !call.isHoldWished) ?? answered.at(-1) ?? calls.findLast((call) => call.state.name !== 'ended');
}

/** The call that Enter answers and Esc declines: the one that rings longest. */
export const ringingCallOf = (calls: readonly CallSnapshot[]): CallSnapshot | undefined =>
  calls.find((call) => call.state.name === 'incoming' && !call.isIgnored);
