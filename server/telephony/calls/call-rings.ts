import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { Subscriber } from '../../identity/index.ts';
import type { CallParty } from '../history/call-record.ts';
import type { Binding } from '../sip/dialog/user-agent.ts';
import type { PersonRing, RingPerson as PersonToRing, RingRequest } from './attended-call.ts';
import type { CallRecorder } from './call-recorder.ts';
import type { Call } from './call.ts';
import { partyIn } from './caller-identity.ts';
import type { Revoked } from './revoked.ts';
import type { RingCalleeOptions } from './ring-callee.ts';
import { RingPeople } from './ring-people.ts';
import { RingPerson } from './ring-person.ts';
import type { RingPersonNeeds } from './ring-person.ts';

export interface CallRingsOptions {
  readonly call: Call;
  readonly caller: Subscriber;
  readonly recorder: CallRecorder;
  /** How often this call was passed on before it came to us. */
  readonly hops: number;
  /** The flow that the INVITE came over; undefined for a call that the server begins. */
  readonly callerFlowId: string | undefined;
  readonly like: RingCalleeOptions['like'];
}

export type RingNeed = Omit<RingRequest, 'people'>;

/** Rings people for one call, one attempt at a time, and passes on what concerns whoever is rung now. */
export class CallRings {
  readonly #needs: RingPersonNeeds;
  readonly #options: CallRingsOptions;
  #ring: RingPeople | undefined;

  constructor(needs: RingPersonNeeds, options: CallRingsOptions) {
    this.#needs = needs;
    this.#options = options;
  }

  /** Everybody rings at once; `request` says for how long and why, when it is not simply a call to a person. */
  make(people: readonly PersonToRing[], request?: RingNeed): RingPeople {
    const distinct = new Map(people.map((each) => [each.person.userId, each]));
    const ring = new RingPeople([...distinct.values()].map((each) => this.#personOf(each, request)));
    if (request) ring.on('outcome', (person, outcome) => this.#offered(request, person, outcome));
    return (this.#ring = ring);
  }

  /** Rings the one whose call it is, who did not dial it; their phones show whom they will talk to. */
  makeFirst(person: PersonToRing, request: RingNeed, shownCaller: CallParty): RingPeople {
    const ring = new RingPeople([this.#personOf(person, request, shownCaller)]);
    ring.on('outcome', (rung, outcome) => this.#offered(request, rung, outcome));
    return (this.#ring = ring);
  }

  /** A device of somebody who is rung registered. */
  ringToo(binding: Binding): void {
    this.#ring?.ringToo(binding);
  }

  /** Phones that may no longer be in calls stop ringing. */
  revoke(revoked: Revoked): void {
    this.#ring?.revoke(revoked);
  }

  /** The call is over: all phones stop. */
  stop(cause: EndCause): void {
    this.#ring?.stop(cause === 'cancelled' ? 'SIP;cause=487;text="Cancelled"' : '');
  }

  #personOf({ person, number, ignoresDoNotDisturb = false }: PersonToRing, request?: RingNeed, shownCaller?: CallParty): RingPerson {
    const { call, caller, hops, callerFlowId, like } = this.#options;
    return new RingPerson(this.#needs, {
      call,
      caller,
      person,
      party: { ...partyIn(call.pbxId, person), number },
      callerFlowId,
      ignoresDoNotDisturb,
      like,
      hops,
      ...(request ? { noAnswerMs: request.timeoutMs, shown: request } : {}),
      ...(shownCaller ? { shownCaller } : {}),
    });
  }

  #offered({ because }: RingNeed, { userId, calledAtMs }: RingPerson, outcome: PersonRing): void {
    // Members of a group or a queue whose phones stayed silent were asked for nothing ([CA72]).
    if (calledAtMs === undefined && because.kind !== 'direct' && because.kind !== 'plan') return;
    this.#options.recorder.offered({ userId, because, outcome, offeredAtMs: calledAtMs ?? this.#needs.clock.now() });
  }
}
