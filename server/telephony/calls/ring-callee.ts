import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Binding, UserAgent } from '../sip/dialog/user-agent.ts';
import type { CallParty } from '../history/call-record.ts';
import type { Call } from './call.ts';
import { addressOf, assertedIdentity } from './caller-identity.ts';
import { RingingDevice } from './ringing-device.ts';
import { Ringing } from './ringing.ts';

export interface RingCalleeOptions {
  readonly call: Call;
  readonly caller: Subscriber;
  readonly callee: CallParty;
  /** The caller's leg: every device is offered its payload types. */
  readonly like: MediaLeg;
  readonly hops: number;
  readonly noAnswerMs: number;
}

export interface RingCalleeNeeds {
  readonly userAgent: Pick<UserAgent, 'invite'>;
  readonly media: MediaEngine;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Ringing whose devices are a callee's: each has its own leg like the caller's, and is told who calls. */
export function ringCallee(needs: RingCalleeNeeds, options: RingCalleeOptions): Ringing {
  const { clock, logger } = needs;
  return new Ringing({ makeDevice: (binding) => deviceOf(needs, options, binding), noAnswerMs: options.noAnswerMs, clock, logger });
}

function deviceOf({ media, userAgent, logger }: RingCalleeNeeds, options: RingCalleeOptions, binding: Binding): RingingDevice {
  const { call, caller, callee, like, hops } = options;
  return new RingingDevice({
    binding,
    openMedia: () => media.openOffering({ callId: call.id, person: `${call.tenantId}/${callee.userId}`, like }),
    invite: (request) => userAgent.invite(request),
    from: { displayName: call.caller.displayName, uri: addressOf(call.caller, caller) },
    headers: [
      [sipNames.callId, call.id],
      [sipNames.calledNumber, callee.number],
      [sipNames.hops, String(hops + 1)],
      ['P-Asserted-Identity', assertedIdentity(call.caller, caller)],
    ],
    logger,
  });
}
