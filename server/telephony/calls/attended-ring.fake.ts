import type { RingOutcome } from '../../../protocol/dialplan/events.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { PersonParty } from '../history/call-record.ts';
import type { PersonOutcome, PersonRing, RingAttempt, RingRequest, RingResult } from './attended-call.ts';

/** One attempt to ring people, whose phones are in the hands of a test. The last one's refusal ends it, or the request's time. */
export class FakeRing implements RingAttempt {
  readonly request: RingRequest;
  readonly result: Promise<RingResult>;
  readonly #onAnswered: (by: PersonParty) => void;
  readonly #outcomes: PersonOutcome[] = [];
  #settle: (result: RingResult) => void = () => {};
  readonly #timeout: Timer;
  #isConnecting = false;
  #isOver = false;

  constructor(request: RingRequest, clock: Clock, onAnswered: (by: PersonParty) => void) {
    this.request = request;
    this.#onAnswered = onAnswered;
    this.result = new Promise((resolve) => (this.#settle = resolve));
    this.#timeout = clock.after(request.timeoutMs, () => this.end('no-answer'));
    if (request.people.length === 0) this.end('unreachable');
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Numbers of the people whose phones ring now. */
  get ringing(): readonly string[] {
    return this.#isOver ? [] : this.#pending().map(({ number }) => number);
  }

  /** The person with this number answered a moment ago: until `answer()` or `fail()` nothing stops that any more. */
  picksUp(number: string): void {
    if (!this.ringing.includes(number)) throw new Error(`${number} does not ring`);
    this.#isConnecting = true;
    this.#timeout.stop();
  }

  /** The person with this number answers and talks to the caller. */
  answer(number: string): void {
    const found = this.#pending().find((each) => each.number === number);
    if (this.#isOver || !found) throw new Error(`${number} does not ring`);
    const by = { userId: found.person.userId, displayName: found.person.displayName, number };
    this.#outcomes.push({ userId: by.userId, outcome: 'answered' });
    this.#onAnswered(by);
    this.#finish('answered', 'elsewhere', by);
  }

  /** The person with this number does not take it; when nobody is left the attempt is over. */
  fail(number: string, outcome: Exclude<PersonRing, 'answered' | 'elsewhere' | 'stopped'>): void {
    const found = this.#pending().find((each) => each.number === number);
    if (this.#isOver || !found) throw new Error(`${number} does not ring`);
    this.#outcomes.push({ userId: found.person.userId, outcome });
    if (this.#pending().length === 0) this.#finish(outcome === 'declined' || outcome === 'do-not-disturb' ? 'busy' : outcome, 'no-answer');
  }

  /** The attempt is over for everybody who still rings. */
  end(outcome: Exclude<RingOutcome, 'answered'>): void {
    this.#finish(outcome, outcome);
  }

  stop(): void {
    if (!this.#isConnecting) this.#finish('no-answer', 'stopped');
  }

  #pending(): RingRequest['people'] {
    return this.request.people.filter(({ person }) => this.#outcomes.every(({ userId }) => userId !== person.userId));
  }

  #finish(outcome: RingOutcome, others: PersonRing, answeredBy?: PersonParty): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timeout.stop();
    const people = [...this.#outcomes, ...this.#pending().map(({ person }) => ({ userId: person.userId, outcome: others }))];
    this.#settle({ outcome, answeredBy, people });
  }
}
