import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { Binding } from '../sip/dialog/user-agent.ts';

/** Calls that one person may have at once, in either direction and in any state. */
export const maxCallsPerPerson = 8;

export interface CalleeFacts {
  readonly callee: Subscriber;
  readonly callerUserId: string;
  /** The flow that the INVITE came over. */
  readonly callerFlowId: string;
  readonly settings: PhoneSettings;
  readonly bindings: readonly Binding[];
  /** Calls that the callee is in or that ring at the callee, without this one. */
  readonly callsOfCallee: number;
}

export type Admission =
  | { readonly kind: 'ring'; readonly bindings: readonly Binding[] }
  | { readonly kind: 'refuse'; readonly cause: EndCause };

/** Whether a callee's devices ring, and which ([CA04]-[CA08]). The order of the checks is that of what a caller should hear. */
export function admit(facts: CalleeFacts): Admission {
  const { settings, bindings, callsOfCallee } = facts;
  // One's own number rings one's other devices; from the only device it is busy with this very call.
  if (facts.callee.userId === facts.callerUserId) {
    const others = bindings.filter((binding) => binding.flow.id !== facts.callerFlowId);
    return others.length === 0 ? { kind: 'refuse', cause: 'busy' } : { kind: 'ring', bindings: others };
  }
  if (settings.doNotDisturb) return { kind: 'refuse', cause: 'do-not-disturb' };
  if (bindings.length === 0) return { kind: 'refuse', cause: 'unreachable' };
  if (callsOfCallee >= maxCallsPerPerson) return { kind: 'refuse', cause: 'busy' };
  if (!settings.callWaiting && callsOfCallee > 0) return { kind: 'refuse', cause: 'busy' };
  return { kind: 'ring', bindings };
}
