import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { Logger } from '../../platform/logger.ts';
import type { UserAgent } from '../sip/dialog/user-agent.ts';
import { admit } from './admission.ts';
import type { Admission } from './admission.ts';
import type { CallRegistry } from './call-registry.ts';
import type { Call } from './call.ts';

export interface CalleeAdmissionNeeds {
  readonly userAgent: Pick<UserAgent, 'registrar'>;
  readonly subscribers: Pick<Subscribers, 'settings'>;
  readonly registry: CallRegistry;
  readonly logger: Logger;
}

const usualSettings: PhoneSettings = { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 25 };

/** Gathers what decides whether a callee's devices ring, and decides; `noAnswerMs` is the callee's own wish. */
export async function admitCallee(
  needs: CalleeAdmissionNeeds,
  call: Call,
  asked: { readonly callee: Subscriber; readonly callerFlowId: string | undefined; readonly ignoresDoNotDisturb: boolean },
): Promise<Admission & { readonly noAnswerMs: number }> {
  const { registry, userAgent } = needs;
  const { tenantId, userId } = asked.callee;
  const settings = await settingsOf(needs, call, asked.callee);
  const admission = admit({
    ...asked,
    callerFlowId: asked.callerFlowId ?? '',
    // Who is rung first in a call that the server begins does not call themselves.
    callerUserId: asked.callerFlowId === undefined ? '' : call.caller.userId,
    settings: asked.ignoresDoNotDisturb ? { ...settings, doNotDisturb: false } : settings,
    bindings: userAgent.registrar.bindingsOf(tenantId, userId),
    callsOfCallee: registry.ofPerson(tenantId, userId).filter((other) => other !== call).length,
  });
  return { ...admission, noAnswerMs: settings.noAnswerSeconds * 1_000 };
}

/** Without the database a phone rings as phones do: a wish that cannot be read is no reason to lose the call. */
async function settingsOf(
  { subscribers, logger }: CalleeAdmissionNeeds,
  call: Call,
  { tenantId, userId }: Subscriber,
): Promise<PhoneSettings> {
  try {
    return await subscribers.settings(tenantId, userId);
  } catch (error) {
    logger.warn({ err: error, call: call.id }, 'phone settings cannot be read');
    return usualSettings;
  }
}
