import type { RelaySocketLike } from './relay-socket.ts';

/** WebSocket's CONNECTING and OPEN. */
const usable: ReadonlySet<number> = new Set([0, 1]);

/**
 * A line that is opened before anybody is to come in by it, so that the click does not wait for it. Nothing is said on it, so that nothing is
 * used up; the server closes it after ten seconds.
 */
export class LineAhead {
  readonly #open: () => RelaySocketLike;
  #socket: RelaySocketLike | undefined;

  constructor(open: () => RelaySocketLike) {
    this.#open = open;
  }

  /** The person is about to come in: there is a line, or will be. */
  prepare(): void {
    if (!this.#hasLine()) this.#socket = this.#open();
  }

  /** The line, to whoever comes in; the next one gets another. */
  take(): RelaySocketLike {
    const socket = this.#hasLine() ? this.#socket : undefined;
    this.#socket = undefined;
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
