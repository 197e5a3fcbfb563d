import type { Clock } from '../../../platform/clock.ts';
import { answer, answerError } from '../dialog/answers.ts';
import type { Binding, SipPrincipal } from '../dialog/user-agent.ts';
import { fromOf, toOf } from '../message/accessors.ts';
import type { HeaderEntry } from '../message/builders.ts';
import type { ServerTransaction } from '../transaction/transaction.ts';
import { IntervalTooBrief, type MemoryRegistrar, registrationTimes } from './memory-registrar.ts';
import { answerHeaders, SipDate } from './register-answer.ts';
import { aorOf, registerCommandOf } from './register-command.ts';

export interface RegistrationsOptions {
  readonly clock: Clock;
  readonly registrar: MemoryRegistrar;
  /** Told after each successful REGISTER, with the bindings that now belong to its flow. */
  registered(bindings: readonly Binding[]): void;
}

const tooBrief: readonly HeaderEntry[] = [['Min-Expires', String(registrationTimes.minimum)]];

/** Answers REGISTER requests whose sender is known (RFC 3261 §10.3). */
export class Registrations {
  readonly #options: RegistrationsOptions;
  readonly #date: SipDate;

  constructor(options: RegistrationsOptions) {
    this.#options = options;
    this.#date = new SipDate(options.clock);
  }

  handle(transaction: ServerTransaction, principal: SipPrincipal): void {
    const { request, flow } = transaction;
    const { registrar } = this.#options;
    try {
      const from = fromOf(request.headers).uri;
      const to = toOf(request.headers).uri;
      if (aorOf(from.user, from.host) !== aorOf(to.user, to.host)) {
        // RFC 3261 §10.2: From is To "unless the request is a third-party registration", which nobody here may make.
        answer(transaction, 403, 'No Registering For Others');
        return;
      }
      const entries = registrar.register(registerCommandOf(request), principal, flow);
      const secondsLeft = (entry: Binding): number => registrar.secondsLeft(entry);
      answer(transaction, 200, 'OK', { headers: answerHeaders(entries, { secondsLeft, date: this.#date }) });
      this.#options.registered(entries.filter((entry) => entry.flow.id === flow.id));
    } catch (error) {
      answerError(transaction, error, error instanceof IntervalTooBrief ? tooBrief : []);
    }
  }
}
