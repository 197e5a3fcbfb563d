import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { MediaLeg } from '../../media/media-engine.ts';
import { MediaError } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { atMost } from '../../platform/wait.ts';
import type { PersonParty } from '../history/call-record.ts';
import { inBackground } from './background.ts';
import { Bridge } from './bridge.ts';
import { CallLeg } from './call-leg.ts';
import type { Call } from './call.ts';
import type { CallerSide } from './caller-side.ts';
import { causeHeaders, mediaFailureOf } from './final-responses.ts';
import { LegSeat } from './leg-seat.ts';
import type { DeviceAnswer } from './ringing-device.ts';

/** How long a 200 waits for the call's first row to be on disk; a slow database does not keep people from talking. */
export const startRowMs = 250;

export interface JoinParts {
  readonly call: Call;
  /** The caller before the answer. */
  readonly caller: Pick<CallerSide, 'media' | 'ready' | 'accept'>;
  readonly isStartOnDisk: Promise<boolean>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Why an answer did not lead to a talk; `call-over`: the caller left meanwhile. */
export type JoinObstacle = EndCause | 'call-over';

/**
 * Somebody answered: completes their leg, answers the caller unless that was done, and lets both hear each other. Resolves to
 * undefined when they talk, else to the reason why not; their leg is closed then. Never rejects.
 */
export async function joinCall(parts: JoinParts, party: PersonParty, answer: DeviceAnswer): Promise<JoinObstacle | undefined> {
  const { call, clock, logger } = parts;
  const { dialog, media, isLost } = answer;
  const callee = new CallLeg({ callId: call.id, dialog, media, clock, logger, isLost });
  const obstacle = await connect(parts, party, { callee, answer });
  if (!obstacle) return undefined;
  const cause = call.phase.name === 'ended' ? call.phase.cause : obstacle;
  inBackground(logger, 'closing a leg that could not be connected', callee.close(causeHeaders(cause, call.id)));
  return call.isOver ? 'call-over' : obstacle;
}

async function connect(
  parts: JoinParts,
  party: PersonParty,
  { callee, answer }: { readonly callee: CallLeg; readonly answer: DeviceAnswer },
): Promise<EndCause | undefined> {
  const { call, caller, logger } = parts;
  try {
    const obstacle = await untilReady(parts, answer);
    if (obstacle) return obstacle;
    if (call.isOver) return 'failed';
    // They hung up before the caller heard of the answer: to the caller that is a refusal.
    if (callee.isGone) return 'declined';
    const wasDialled = call.callee?.userId === party.userId;
    const seat = call.phase.name === 'attended' ? call.phase.attendance.release() : seatOf(parts, caller.accept());
    if (!wasDialled) call.addressTo(party);
    const callersPeer = wasDialled ? {} : { callersPeer: { displayName: party.displayName, number: party.number } };
    call.connects(new Bridge({ caller: seat, callee: seatOf(parts, callee), ...callersPeer }));
    return undefined;
  } catch (error) {
    logger.error({ err: error, call: call.id }, 'an answered call could not be connected');
    return 'failed';
  }
}

/** Until both legs can be joined; to the reason why they cannot. */
async function untilReady({ call, caller, isStartOnDisk, clock, logger }: JoinParts, answer: DeviceAnswer): Promise<EndCause | undefined> {
  const obstacle = answer.isLost ? undefined : await completeAnswer(answer.media, answer.sdp, logger);
  if (obstacle || call.holder) return obstacle;
  await atMost(clock, startRowMs, isStartOnDisk, false);
  const isReady = (await caller.ready()) !== undefined;
  // The attendant may have answered in the meantime.
  return isReady || call.holder ? undefined : 'media-failed';
}

/** Takes a device's answer; to the reason why it cannot be used. */
export async function completeAnswer(media: MediaLeg, sdp: string, logger: Logger): Promise<EndCause | undefined> {
  try {
    await media.acceptAnswer(sdp);
    return undefined;
  } catch (error) {
    // The worker died in this very moment: the leg is on its way to another one.
    if (error instanceof MediaError && error.code === 'unavailable') return undefined;
    logger.info({ err: error }, 'the answer of a device cannot be used');
    return mediaFailureOf(error).cause;
  }
}

function seatOf({ call, logger }: JoinParts, leg: CallLeg): LegSeat {
  return new LegSeat({ callId: call.id, leg, logger });
}
