import type { LogMessage } from './hello.ts';
import type { RelayFailure } from './relay-failure.ts';

interface Waiting {
  readonly message: LogMessage;
  readonly resolve: (number: number) => void;
  readonly reject: (failure: RelayFailure) => void;
}

/** What was given to the log and has no number yet, in order. The server knows each by its client number and appends none twice. */
export class UnansweredLog {
  readonly #waiting = new Map<number, Waiting>();
  #next: number;

  /** @param first the number of what is added first */
  constructor(first: number) {
    this.#next = first;
  }

  /** Resolves with its number. */
  add(body: string): Promise<number> {
    const message: LogMessage = { type: 'log', clientNumber: this.#next, body };
    this.#next += 1;
    return new Promise<number>((resolve, reject) => this.#waiting.set(message.clientNumber, { message, resolve, reject }));
  }

  answered(clientNumber: number, number: number): void {
    this.#waiting.get(clientNumber)?.resolve(number);
    this.#waiting.delete(clientNumber);
  }

  waiting(): readonly LogMessage[] {
    return [...this.#waiting.values()].map(({ message }) => message);
  }

  reject(failure: RelayFailure): void {
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
  }
}
