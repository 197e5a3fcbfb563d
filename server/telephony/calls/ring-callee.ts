import { sipNames } from '../../../protocol/telephony/sip-names.ts';
import { writeRingNews } from '../../../protocol/telephony/ring-reason.ts';
import type { Subscriber } from '../../identity/index.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { MediaEngine, MediaLeg } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Binding, UserAgent } from '../sip/dialog/user-agent.ts';
import type { CallParty, PersonParty } from '../history/call-record.ts';
import type { RingRequest } from './attended-call.ts';
import type { Call } from './call.ts';
import { addressOf, assertedIdentity } from './caller-identity.ts';
import { RingingDevice } from './ringing-device.ts';
import { Ringing } from './ringing.ts';

/** What a rung phone shows besides the caller. */
export type Shown = Pick<RingRequest, 'presentation' | 'because'>;

export interface RingCalleeOptions {
  readonly call: Call;
  readonly caller: Subscriber;
  readonly callee: PersonParty;
  /** The caller's leg, when there is one: every device is offered its payload types. */
  readonly like: () => Promise<MediaLeg | undefined>;
  readonly hops: number;
  readonly noAnswerMs: number;
  /** Absent for a call from person to person. */
  readonly shown?: Shown | undefined;
  /** Instead of the caller, for who is rung first in a call that the server begins; no leg is there to be like then. */
  readonly shownCaller?: CallParty | undefined;
}

export interface RingCalleeNeeds {
  readonly userAgent: Pick<UserAgent, 'invite'>;
  readonly media: MediaEngine;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Longer prefixes leave no room for the name on a phone's display. */
const maxPrefixCharacters = 40;

/** Ringing whose devices are a callee's: each has its own leg like the caller's, and is told who calls. */
export function ringCallee(needs: RingCalleeNeeds, options: RingCalleeOptions): Ringing {
  const { clock, logger } = needs;
  return new Ringing({ makeDevice: (binding) => deviceOf(needs, options, binding), noAnswerMs: options.noAnswerMs, clock, logger });
}

function deviceOf({ media, userAgent, clock, logger }: RingCalleeNeeds, options: RingCalleeOptions, binding: Binding): RingingDevice {
  const { call, caller, callee, hops, shown } = options;
  const shownCaller = prefixed(options.shownCaller ?? call.caller, shown);
  return new RingingDevice({
    binding,
    openMedia: () => openLike(media, options),
    invite: (request) => userAgent.invite(request),
    from: { displayName: shownCaller.displayName, uri: addressOf(shownCaller, caller) },
    headers: [
      [sipNames.callId, call.id],
      [sipNames.calledNumber, callee.number],
      [sipNames.hops, String(hops + 1)],
      ...(shown ? ([[sipNames.ringNews, writeRingNews({ because: shown.because, context: shown.presentation.context })]] as const) : []),
      ['P-Asserted-Identity', assertedIdentity(shownCaller, caller)],
    ],
    clock,
    logger,
  });
}

async function openLike(media: MediaEngine, { call, callee, like, shownCaller }: RingCalleeOptions): Promise<MediaLeg> {
  const person = `${call.tenantId}/${callee.userId}`;
  if (shownCaller) return media.openOffering({ callId: call.id, person });
  const beside = await like();
  // Without a caller's leg there is no living worker either, or no caller.
  if (!beside) throw new MediaError('unavailable', 'the caller has no media leg');
  return media.openOffering({ callId: call.id, person, like: beside });
}

function prefixed(caller: CallParty, shown: Shown | undefined): CallParty {
  const prefix = shown?.presentation.callerPrefix.slice(0, maxPrefixCharacters).toWellFormed() ?? '';
  return { ...caller, displayName: `${prefix}${caller.displayName}` };
}
