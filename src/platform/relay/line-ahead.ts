import type { FirstWords } from './hello.ts';
import type { RelaySocketLike } from './relay-socket.ts';
import { speakOn } from './spoken-line.ts';

/** WebSocket's CONNECTING and OPEN. */
const usable: ReadonlySet<number> = new Set([0, 1]);

/**
 * A line that is opened before anybody is to come in by it, so that the click does not wait for it. Nothing is said on it before, so that
 * nothing is used up; the server closes it after ten seconds.
 */
export class LineAhead {
  readonly #open: () => RelaySocketLike;
  #socket: RelaySocketLike | undefined;
  #spoken: RelaySocketLike | undefined;

  /** @param begun a line that is being opened already */
  constructor(open: () => RelaySocketLike, begun?: RelaySocketLike) {
    this.#open = open;
    this.#socket = begun;
  }

  /** The person is about to come in: there is a line, or will be. */
  prepare(): void {
    if (!this.#hasLine()) this.#socket = this.#open();
  }

  /** Says it on the line as soon as it is there, and keeps the answer for whoever takes it. What was said before, and nobody took, is given up. */
  say(words: FirstWords): void {
    this.#spoken?.close();
    this.#spoken = undefined;
    this.#spoken = speakOn(this.take(), words);
  }

  /** Something was said, on a line that is still there, and nobody took it. */
  get isSpoken(): boolean {
    return this.#spoken !== undefined && usable.has(this.#spoken.readyState);
  }

  /** The line, to whoever comes in; the next one gets another. */
  take(): RelaySocketLike {
    const socket = this.#spoken ?? (this.#hasLine() ? this.#socket : undefined);
    if (this.#spoken) this.#spoken = undefined;
    else this.#socket = undefined;
    return socket ?? this.#open();
  }

  #hasLine(): boolean {
    return this.#socket !== undefined && usable.has(this.#socket.readyState);
  }
}

/** To the relay of the server that the page came from. */
export function openRelayLine(at: Pick<Location, 'protocol' | 'host'> = location): WebSocket {
  return new WebSocket(`${at.protocol === 'https:' ? 'wss' : 'ws'}://${at.host}/relay`);
}
