import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { CallParty } from '../history/call-record.ts';
import type { Binding } from '../sip/dialog/user-agent.ts';
import type { Attendant, PersonRing, RingRequest } from './attended-call.ts';
import { Attendance } from './attendance.ts';
import { inBackground } from './background.ts';
import { completeAnswer } from './call-join.ts';
import type { JoinParts } from './call-join.ts';
import { CallLeg } from './call-leg.ts';
import type { CallRecorder } from './call-recorder.ts';
import { CallRings } from './call-rings.ts';
import type { SetupDependencies } from './call-setup.ts';
import type { Call, CallPhase } from './call.ts';
import { causeHeaders } from './final-responses.ts';
import { LegSeat } from './leg-seat.ts';
import { LiveAttendedCall } from './live-attended-call.ts';
import type { Revoked } from './revoked.ts';
import { personRingOf } from './ring-outcome.ts';
import type { DeviceAnswer } from './ringing-device.ts';

/** A call that the server begins: a person's phones ring; when they answer, `attend` has them and rings whom they shall talk to. */
export interface Origination extends Omit<RingRequest, 'people'> {
  /** The call is theirs: in the record they are the caller. */
  readonly person: Subscriber;
  readonly pbxId: string;
  /** Whom they will talk to: what their phones show, and the record's callee. */
  readonly callee: CallParty;
  readonly attend: Attendant;
  /** Aborted when the call is not wanted any more; nothing happens once both talk. */
  readonly signal?: AbortSignal;
}

export interface OriginationOptions {
  readonly call: Call;
  readonly recorder: CallRecorder;
  readonly origination: Origination;
}

/** There is no INVITE to answer: whoever is rung first has answered when the attendant gets the call. */
const nobody: JoinParts['caller'] = {
  media: undefined,
  ready: async () => undefined,
  accept() {
    throw new Error('a call that the server began has no INVITE to answer');
  },
};

/** Brings a call that the server begins to the answer of its first person, and into an attendant's hands ([CA75]). */
export class CallOrigination {
  /** How ringing the first person went. */
  readonly outcome: Promise<PersonRing>;
  readonly #needs: SetupDependencies;
  readonly #options: OriginationOptions;
  readonly #rings: CallRings;
  readonly #settle: (outcome: PersonRing) => void;

  constructor(needs: SetupDependencies, options: OriginationOptions) {
    this.#needs = needs;
    this.#options = options;
    const { call, recorder, origination } = options;
    const { promise, resolve } = Promise.withResolvers<PersonRing>();
    this.outcome = promise;
    this.#settle = resolve;
    this.#rings = new CallRings(needs, {
      call,
      caller: origination.person,
      recorder,
      hops: 0,
      callerFlowId: undefined,
      like: async () => call.holder?.seat('caller')?.leg.media,
    });
    call.on('changed', (phase) => this.#onChanged(phase));
  }

  async run(): Promise<void> {
    const { call, recorder, origination } = this.#options;
    const { person, callee } = origination;
    call.addressTo(callee);
    const ring = this.#rings.makeFirst({ person, number: call.caller.number }, origination, callee);
    ring.on('ringing', () => call.rings());
    ring.on('failed', (causes) => call.end(causes[0] ?? 'unreachable', 'caller'));
    ring.on('answered', (_by, answer) => {
      // Until now it was nobody's call: there is no record of what the first person did not take.
      inBackground(this.#needs.logger, 'beginning a call', this.#begin(answer, recorder.start()));
    });
    this.#heed(origination.signal);
    if (!call.isOver && (await ring.admit())) ring.start();
  }

  #heed(signal: AbortSignal | undefined): void {
    const { call } = this.#options;
    const stop = (): void => {
      if (call.phase.name !== 'connected') call.end('cancelled', 'server');
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  }

  ringToo(binding: Binding): void {
    this.#rings.ringToo(binding);
  }

  revoke(revoked: Revoked): void {
    this.#rings.revoke(revoked);
  }

  /** A mistake of ours: no INVITE waits for a status. */
  refuse(cause: EndCause): void {
    this.#options.call.end(cause, 'server');
  }

  async #begin({ dialog, media, sdp, isLost }: DeviceAnswer, isStartOnDisk: Promise<boolean>): Promise<void> {
    const { call, origination } = this.#options;
    const { clock, logger } = this.#needs;
    const leg = new CallLeg({ callId: call.id, dialog, media, clock, logger, isLost });
    const obstacle = isLost ? undefined : await completeAnswer(media, sdp, logger);
    if (obstacle) call.end(obstacle, 'server');
    else if (leg.isGone) call.end('declined', 'caller');
    if (call.phase.name === 'ended') return void (await leg.close(causeHeaders(call.phase.cause, call.id)));
    const { callee, attend } = origination;
    const attended = new LiveAttendedCall({
      call,
      caller: nobody,
      isStartOnDisk,
      clock,
      logger,
      callee,
      makeRing: (request) => this.#rings.make(request.people, request),
    });
    const party = { displayName: callee.displayName, number: callee.number };
    const seat = new LegSeat({ callId: call.id, leg, logger });
    call.attends(new Attendance({ seat, party, activity: { kind: 'plan' }, mouth: undefined, clock }));
    this.#settle('answered');
    await attended.run(attend);
  }

  #onChanged(phase: CallPhase): void {
    if (phase.name !== 'ended') return;
    this.#rings.stop(phase.cause);
    this.#settle(phase.cause === 'cancelled' ? 'stopped' : personRingOf(phase.cause));
  }
}
