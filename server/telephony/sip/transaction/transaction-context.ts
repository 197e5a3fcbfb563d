import type { Clock, Timer } from '../../../platform/clock.ts';
import type { SipMessage } from '../message/message.ts';
import type { Flow } from '../transport/flow.ts';

/** What a transaction asks of its layer. */
export interface TransactionContext {
  readonly clock: Clock;
  /** Sends and reports a failure once, later. */
  send(message: SipMessage, flow: Flow, onError: (error: Error) => void): void;
}

/** What a server transaction gets from its layer. */
export interface ServerParts {
  readonly context: TransactionContext;
  /** Its first final response went out. */
  readonly onAnswered: (status: number) => void;
  readonly onTerminated: () => void;
}

/** The running timers of one transaction by their RFC names. Entering a state stops those of the state before. */
export class TimerSet {
  readonly #clock: Clock;
  /** Made with the first timer: over connections most transactions have none. A plain object, as one of a call is kept for 32 s. */
  #running: Partial<Record<string, Timer>> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(name: string, delayMs: number, onFired: () => void): void {
    this.stop(name);
    const running = (this.#running ??= {});
    running[name] = this.#clock.after(delayMs, () => {
      running[name] = undefined;
      onFired();
    });
  }

  stop(name: string): void {
    if (!this.#running) return;
    this.#running[name]?.stop();
    this.#running[name] = undefined;
  }

  stopAll(): void {
    for (const timer of Object.values(this.#running ?? {})) timer?.stop();
    this.#running = undefined;
  }
}

/** Refuses a state change that the table does not allow: a bug of ours, never of a sender. */
export function checkTransition<State extends string>(table: Readonly<Record<State, readonly State[]>>, from: State, to: State): void {
  if (!table[from].includes(to)) throw new Error(`a transaction cannot go from ${from} to ${to}`);
}
