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
  readonly #running = new Map<string, Timer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(name: string, delayMs: number, onFired: () => void): void {
    this.#running.get(name)?.stop();
    this.#running.set(
      name,
      this.#clock.after(delayMs, () => {
        this.#running.delete(name);
        onFired();
      }),
    );
  }

  stop(name: string): void {
    this.#running.get(name)?.stop();
    this.#running.delete(name);
  }

  stopAll(): void {
    for (const timer of this.#running.values()) timer.stop();
    this.#running.clear();
  }
}

/** Refuses a state change that the table does not allow: a bug of ours, never of a sender. */
export function checkTransition<State extends string>(table: Readonly<Record<State, readonly State[]>>, from: State, to: State): void {
  if (!table[from].includes(to)) throw new Error(`a transaction cannot go from ${from} to ${to}`);
}
