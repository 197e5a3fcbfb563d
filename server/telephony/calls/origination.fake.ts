import type { Clock, Timer } from '../../platform/clock.ts';
import type { PersonRing } from './attended-call.ts';
import { FakeAttendedCall } from './attended-call.fake.ts';
import type { Origination } from './call-origination.ts';

/** One call that the server began, in the hands of a test. */
export class FakeOrigination {
  readonly request: Origination;
  /** As of `Calls.originate()`. */
  readonly outcome: Promise<PersonRing>;
  /** The person's call, once they answered. */
  call: FakeAttendedCall | undefined;
  readonly #clock: Clock;
  readonly #timeout: Timer;
  #settle: (outcome: PersonRing) => void = () => undefined;
  #isOver = false;

  constructor(request: Origination, clock: Clock) {
    this.request = request;
    this.#clock = clock;
    this.outcome = new Promise((resolve) => (this.#settle = resolve));
    this.#timeout = clock.after(request.timeoutMs, () => this.fail('no-answer'));
    const stop = (): void => {
      if (!this.call) this.fail('stopped');
      else if (!this.call.isConnected) this.call.end('cancelled');
    };
    if (request.signal?.aborted) stop();
    else request.signal?.addEventListener('abort', stop, { once: true });
  }

  /** Whether the person's phones ring. */
  get isRinging(): boolean {
    return !this.#isOver;
  }

  /** The person takes it. */
  answer(): FakeAttendedCall {
    if (this.#isOver) throw new Error('nobody rings');
    const { person, pbxId, callee } = this.request;
    const { userId, displayName, extensions } = person;
    const caller = { userId, displayName, number: extensions[0]?.number ?? '' };
    const call = new FakeAttendedCall({ clock: this.#clock, caller, pbxId, dialled: callee.number, tenantId: person.tenantId });
    this.call = call;
    void call.answer();
    this.#finish('answered');
    void this.#attended(call);
    return call;
  }

  async #attended(call: FakeAttendedCall): Promise<void> {
    await this.request.attend(call);
    if (!call.isConnected) call.end('failed');
  }

  fail(outcome: Exclude<PersonRing, 'answered'>): void {
    this.#finish(outcome);
  }

  #finish(outcome: PersonRing): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timeout.stop();
    this.#settle(outcome);
  }
}

/** Begins calls whose people are in the hands of a test. */
export class FakeOriginations {
  /** Oldest first. */
  readonly all: FakeOrigination[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  originate = (request: Origination): Promise<PersonRing> => {
    const origination = new FakeOrigination(request, this.#clock);
    this.all.push(origination);
    return origination.outcome;
  };

  /** Those that ring. */
  get ringing(): readonly FakeOrigination[] {
    return this.all.filter((each) => each.isRinging);
  }
}
