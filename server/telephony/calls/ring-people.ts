import { EventEmitter } from 'node:events';
import type { EndCause } from '../../../protocol/telephony/call.ts';
import type { PersonOutcome, PersonRing } from './attended-call.ts';
import type { Revoked } from './revoked.ts';
import { personRingOf } from './ring-outcome.ts';
import type { RingPerson } from './ring-person.ts';
import type { DeviceAnswer } from './ringing-device.ts';
import { answeredElsewhere } from './ringing.ts';
import type { Binding } from '../sip/dialog/user-agent.ts';

export interface RingPeopleEvents {
  /** The first device of anybody alerts. */
  ringing: [];
  /** The first answer; everybody else's phones were told that it was elsewhere. */
  answered: [by: RingPerson, answer: DeviceAnswer];
  /** Nobody answers; causes in the order in which they became known. */
  failed: [causes: readonly EndCause[]];
  /** How it went for one person, once for each. */
  outcome: [person: RingPerson, outcome: PersonRing];
}

/** Rings people at once, each on all their devices; the first answer wins. A call to one person is a ring of one. */
export class RingPeople extends EventEmitter<RingPeopleEvents> {
  readonly #people: readonly RingPerson[];
  readonly #outcomes = new Map<string, PersonRing>();
  readonly #causes: EndCause[] = [];
  #hasRung = false;
  #isStarted = false;
  #isOver = false;

  constructor(people: readonly RingPerson[]) {
    super();
    this.#people = people;
    for (const person of people) {
      person.on('ringing', () => this.#onRinging());
      person.on('answered', (answer) => this.#onAnswered(person, answer));
      person.on('failed', (cause) => this.#onFailed(person, cause));
    }
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get outcomes(): readonly PersonOutcome[] {
    return [...this.#outcomes].map(([userId, outcome]) => ({ userId, outcome }));
  }

  /** Finds out whose phones may ring; false when nobody's. Then `failed` was told. */
  async admit(): Promise<boolean> {
    await Promise.all(this.#people.map((person) => person.admit()));
    this.#isStarted = true;
    this.#endIfNobodyIsLeft();
    return !this.#isOver;
  }

  start(): void {
    for (const person of this.#people) person.start();
  }

  ringToo(binding: Binding): void {
    for (const person of this.#people) if (person.userId === binding.userId) person.ringToo(binding);
  }

  revoke(revoked: Revoked): void {
    for (const person of this.#people) person.revoke(revoked);
  }

  /** Stops all phones; nothing but outcomes is told any more. Idempotent. */
  stop(reason: string): void {
    this.#silence(reason, 'stopped');
  }

  #silence(reason: string, outcome: PersonRing): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const person of this.#people) {
      if (this.#outcomes.has(person.userId)) continue;
      person.stop(reason);
      this.#note(person, outcome);
    }
  }

  #onRinging(): void {
    if (this.#hasRung || this.#isOver) return;
    this.#hasRung = true;
    this.emit('ringing');
  }

  #onAnswered(person: RingPerson, answer: DeviceAnswer): void {
    this.#note(person, 'answered');
    this.#silence(answeredElsewhere, 'elsewhere');
    this.emit('answered', person, answer);
  }

  #onFailed(person: RingPerson, cause: EndCause): void {
    if (this.#isOver) return;
    this.#causes.push(cause);
    this.#note(person, personRingOf(cause));
    this.#endIfNobodyIsLeft();
  }

  #endIfNobodyIsLeft(): void {
    // While some are still asked about, others may be refused already.
    if (this.#isOver || !this.#isStarted || this.#outcomes.size < this.#people.length) return;
    this.#isOver = true;
    this.emit('failed', this.#causes);
  }

  #note(person: RingPerson, outcome: PersonRing): void {
    this.#outcomes.set(person.userId, outcome);
    this.emit('outcome', person, outcome);
  }
}
