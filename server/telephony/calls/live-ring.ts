import type { Logger } from '../../platform/logger.ts';
import type { PersonParty } from '../history/call-record.ts';
import type { PersonOutcome, RingAttempt, RingResult } from './attended-call.ts';
import { inBackground } from './background.ts';
import type { JoinObstacle } from './call-join.ts';
import { outcomeOf, personRingOf } from './ring-outcome.ts';
import type { RingPeople } from './ring-people.ts';
import type { RingPerson } from './ring-person.ts';
import type { DeviceAnswer } from './ringing-device.ts';

export interface LiveRingOptions {
  readonly ring: RingPeople;
  /** Connects who answered; resolves to why not. */
  readonly join: (party: PersonParty, answer: DeviceAnswer) => Promise<JoinObstacle | undefined>;
  readonly logger: Logger;
}

/** An attendant's attempt to reach somebody, and what it came to. */
export class LiveRing implements RingAttempt {
  readonly result: Promise<RingResult>;
  readonly #options: LiveRingOptions;
  readonly #settle: (result: RingResult) => void;
  #isAnswered = false;

  constructor(options: LiveRingOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<RingResult>();
    this.result = promise;
    this.#settle = resolve;
    const { ring, logger } = options;
    ring.on('failed', () => this.#end());
    ring.on('answered', (by, answer) => inBackground(logger, 'connecting who answered', this.#connect(by, answer)));
    inBackground(logger, 'ringing people', this.#run());
  }

  stop(reason = ''): void {
    // Who answered is being connected: that decides.
    if (this.#isAnswered) return;
    this.#options.ring.stop(reason);
    this.#end();
  }

  async #run(): Promise<void> {
    const { ring, logger } = this.#options;
    try {
      if (await ring.admit()) ring.start();
    } catch (error) {
      logger.error({ err: error }, 'people could not be rung');
      ring.stop('');
      this.#settle({ outcome: 'failed', answeredBy: undefined, people: ring.outcomes });
    }
  }

  async #connect(by: RingPerson, answer: DeviceAnswer): Promise<void> {
    this.#isAnswered = true;
    const { party } = by.options;
    const obstacle = await this.#options.join(party, answer);
    const people = this.#options.ring.outcomes;
    if (!obstacle) return this.#settle({ outcome: 'answered', answeredBy: party, people });
    by.dismiss();
    const outcome = obstacle === 'call-over' ? 'stopped' : personRingOf(obstacle);
    const corrected = people.map((each): PersonOutcome => (each.userId === by.userId ? { userId: by.userId, outcome } : each));
    this.#settle({ outcome: outcomeOf([{ outcome }]), answeredBy: undefined, people: corrected });
  }

  #end(): void {
    const people = this.#options.ring.outcomes;
    this.#settle({ outcome: outcomeOf(people), answeredBy: undefined, people });
  }
}
