import type { RingReason } from '../../../protocol/telephony/ring-reason.ts';
import type { Presentation } from '../../../protocol/dialplan/effects.ts';
import type { AttendedCall, PersonOutcome, PersonRing, RingPerson, RingResult } from '../calls/attended-call.ts';
import type { Origination } from '../calls/call-origination.ts';
import type { CallParty } from '../history/call-record.ts';

/** Begins calls; implemented by `Calls`. */
export type Originate = (origination: Origination) => Promise<PersonRing>;

export interface AgentOfferOptions {
  readonly people: readonly RingPerson[];
  readonly timeoutMs: number;
  readonly pbxId: string;
  /** Who is to be called back. */
  readonly callee: CallParty;
  readonly presentation: Presentation;
  readonly because: RingReason;
  readonly originate: Originate;
  /** An agent took it; the call is theirs until this resolves. Once. */
  readonly onTaken: (call: AttendedCall, agent: RingPerson) => Promise<void>;
}

/**
 * Offers a callback to agents: a call of the server's own for each, whose phones ring together; the first who answers has it.
 * A call that an agent took is not stopped by others.
 */
export class AgentOffer {
  /** As of a ring: `answered` when an agent took it. Never rejects. */
  readonly result: Promise<RingResult>;
  readonly #options: AgentOfferOptions;
  readonly #stops = new Map<string, AbortController>();
  #taken: RingPerson | undefined;

  constructor(options: AgentOfferOptions) {
    this.#options = options;
    this.result = this.#run();
  }

  /** Stops phones that ring, and what an agent took, unless they talk already. Idempotent. */
  stop(): void {
    for (const stop of this.#stops.values()) stop.abort();
  }

  async #run(): Promise<RingResult> {
    const people = await Promise.all(this.#options.people.map((person) => this.#ring(person)));
    const by = this.#taken;
    if (!by) return { outcome: 'no-answer', answeredBy: undefined, people };
    const { userId, displayName } = by.person;
    return { outcome: 'answered', answeredBy: { userId, displayName, number: by.number }, people };
  }

  async #ring(agent: RingPerson): Promise<PersonOutcome> {
    const { originate, pbxId, callee, timeoutMs, presentation, because } = this.#options;
    const { userId } = agent.person;
    const stop = new AbortController();
    this.#stops.set(userId, stop);
    const outcome = await originate({
      person: agent.person,
      pbxId,
      callee,
      timeoutMs,
      presentation,
      because,
      signal: stop.signal,
      attend: (call) => this.#attend(call, agent),
    });
    if (this.#taken && this.#taken !== agent) return { userId, outcome: 'elsewhere' };
    return { userId, outcome };
  }

  async #attend(call: AttendedCall, agent: RingPerson): Promise<void> {
    if (this.#taken) return call.end('cancelled');
    this.#taken = agent;
    for (const [userId, stop] of this.#stops) if (userId !== agent.person.userId) stop.abort();
    await this.#options.onTaken(call, agent);
  }
}
