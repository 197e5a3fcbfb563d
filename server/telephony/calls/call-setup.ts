import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber, Subscribers } from '../../identity/index.ts';
import type { MediaEngine } from '../../media/media-engine.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { PersonParty } from '../history/call-record.ts';
import type { Binding, Invitation, UserAgent } from '../sip/dialog/user-agent.ts';
import type { RingPerson as PersonToRing } from './attended-call.ts';
import { inBackground } from './background.ts';
import { joinCall } from './call-join.ts';
import type { JoinParts } from './call-join.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { CallRegistry } from './call-registry.ts';
import { CallRings } from './call-rings.ts';
import type { RingNeed } from './call-rings.ts';
import type { CallRouting, Route } from './call-routing.ts';
import type { Call, CallPhase } from './call.ts';
import { CallerSide } from './caller-side.ts';
import { partyIn } from './caller-identity.ts';
import { dialledBy, hostOf } from './dialled.ts';
import { finalResponse, mediaFailureOf, weightiestCause } from './final-responses.ts';
import { LiveAttendedCall } from './live-attended-call.ts';
import type { CallMetrics } from './metrics.ts';
import type { Revoked } from './revoked.ts';
import type { RingPeople } from './ring-people.ts';
import type { DeviceAnswer } from './ringing-device.ts';

export interface SetupDependencies {
  readonly userAgent: Pick<UserAgent, 'invite' | 'registrar'>;
  readonly media: MediaEngine;
  readonly subscribers: Pick<Subscribers, 'settings'>;
  readonly routing: CallRouting;
  readonly registry: CallRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: CallMetrics;
}

export interface SetupOptions {
  readonly call: Call;
  readonly caller: Subscriber;
  readonly invitation: Invitation;
  readonly recorder: CallRecorder;
  /** How often this call was passed on before it came to us. */
  readonly hops: number;
}

type PersonRoute = Route & { readonly kind: 'person' };
type AttendedRoute = Route & { readonly kind: 'attended' };

/** Brings a call from its INVITE to a person's answer or into an attendant's hands, or to the reason why there is neither. */
export class CallSetup {
  readonly #needs: SetupDependencies;
  readonly #options: SetupOptions;
  readonly #cancelled = (): void => this.#options.call.end('cancelled', 'caller');
  #callerSide: CallerSide | undefined;
  readonly #rings: CallRings;
  #isAnswered = false;
  #isStartOnDisk: Promise<boolean> = Promise.resolve(false);
  /** The final response where it is finer than the cause. */
  #status: number | undefined;

  constructor(needs: SetupDependencies, options: SetupOptions) {
    this.#needs = needs;
    this.#options = options;
    const { call, caller, invitation, recorder, hops } = options;
    this.#rings = new CallRings(needs, {
      call,
      caller,
      recorder,
      hops,
      callerFlowId: invitation.flow.id,
      like: async () => call.holder?.seat('caller')?.leg.media ?? this.#callerSide?.ready(),
    });
    call.on('changed', (phase) => this.#onChanged(phase));
    invitation.cancelled.addEventListener('abort', this.#cancelled, { once: true });
  }

  async run(): Promise<void> {
    const { call } = this.#options;
    const route = await this.#route();
    if (call.isOver) return;
    if (route.kind === 'nowhere') return call.end('not-found', 'server');
    call.addressTo(route.kind === 'person' ? { ...partyIn(call.pbxId, route.person), number: route.number } : route.callee);
    this.#isStartOnDisk = this.#options.recorder.start();
    return route.kind === 'person' ? this.#callPerson(route) : this.#attend(route);
  }

  /** A device of somebody who is rung registered. */
  ringToo(binding: Binding): void {
    this.#rings.ringToo(binding);
  }

  /** Phones that may no longer be in calls stop ringing. */
  revoke(revoked: Revoked): void {
    this.#rings.revoke(revoked);
  }

  /** Ends the call with a final response that is finer than the cause. */
  refuse(cause: EndCause, status: number): void {
    this.#status = status;
    this.#options.call.end(cause, 'server');
  }

  async #route(): Promise<Route> {
    const { call, caller, invitation } = this.#options;
    const dialled = dialledBy(invitation.request.uri, hostOf(caller.address));
    return dialled === undefined ? { kind: 'nowhere' } : this.#needs.routing.route({ caller, pbxId: call.pbxId, dialled });
  }

  /** A call to a person is a ring of one, whose failure is the call's. */
  async #callPerson({ person, number }: PersonRoute): Promise<void> {
    const { call } = this.#options;
    const ring = this.#makeRing([{ person, number }]);
    ring.on('failed', (causes) => {
      const cause = causes.length === 1 && causes[0] ? causes[0] : weightiestCause(causes);
      call.end(cause, isTheirs(cause) ? 'callee' : 'server');
    });
    if (!(await ring.admit())) return;
    const callerSide = await this.#openCaller();
    if (!callerSide) return;
    ring.on('answered', (by, answer) => {
      inBackground(this.#needs.logger, 'connecting a call', this.#connect(by.options.party, answer, callerSide));
    });
    ring.start();
  }

  async #connect(party: PersonParty, answer: DeviceAnswer, callerSide: CallerSide): Promise<void> {
    const obstacle = await joinCall(this.#joinParts(callerSide), party, answer);
    if (obstacle && obstacle !== 'call-over') this.#options.call.end(obstacle, isTheirs(obstacle) ? 'callee' : 'server');
  }

  async #attend({ callee, attend }: AttendedRoute): Promise<void> {
    const callerSide = await this.#openCaller();
    if (!callerSide) return;
    const attended = new LiveAttendedCall({
      ...this.#joinParts(callerSide),
      callee,
      makeRing: (request) => this.#makeRing(request.people, request),
    });
    await attended.run(attend);
  }

  async #openCaller(): Promise<CallerSide | undefined> {
    const { call, invitation } = this.#options;
    try {
      const side = await CallerSide.open(this.#needs, call, invitation);
      if (!call.isOver) return (this.#callerSide = side);
      side.close();
    } catch (error) {
      const { cause, status } = mediaFailureOf(error);
      this.#needs.logger.info({ err: error, call: call.id }, 'no media leg for the caller');
      this.refuse(cause, status);
    }
    return undefined;
  }

  #makeRing(people: readonly PersonToRing[], request?: RingNeed): RingPeople {
    const ring = this.#rings.make(people, request);
    ring.on('ringing', () => this.#onRinging());
    return ring;
  }

  #onRinging(): void {
    const { call } = this.#options;
    const { metrics, clock } = this.#needs;
    if (!this.#callerSide?.rings()) return;
    call.rings();
    metrics.ringingAfter(clock.monotonicMs() - call.startedAt.monotonicMs);
  }

  #joinParts(caller: CallerSide): JoinParts {
    const { clock, logger } = this.#needs;
    return { call: this.#options.call, caller, isStartOnDisk: this.#isStartOnDisk, clock, logger };
  }

  #onChanged(phase: CallPhase): void {
    const { call, invitation } = this.#options;
    if (phase.name === 'dialling' || phase.name === 'ringing') return;
    invitation.cancelled.removeEventListener('abort', this.#cancelled);
    if (phase.name === 'ended') return this.#abandon(phase.cause);
    if (!this.#isAnswered) this.#needs.metrics.answeredAfter(phase.at.monotonicMs - call.startedAt.monotonicMs);
    this.#isAnswered = true;
  }

  /** Stops all phones; a caller who was not answered is told why. */
  #abandon(cause: EndCause): void {
    const { call, invitation } = this.#options;
    this.#rings.stop(cause);
    this.#callerSide?.close();
    // A cancelled INVITE was answered 487 by the layer below.
    if (this.#isAnswered || invitation.cancelled.aborted) return;
    const response = finalResponse(cause, call.id, this.#status);
    invitation.reject(response.status, response.reason, response.extras);
  }
}

/** Busy and declined are said by the callee. */
function isTheirs(cause: EndCause): boolean {
  return cause === 'declined' || cause === 'busy';
}
