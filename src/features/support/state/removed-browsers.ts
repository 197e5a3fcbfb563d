import type { RelaySocket } from '../../../platform/relay/relay-socket.ts';

/** What of a line is listened to here. */
export type RemovalNews = Pick<RelaySocket, 'on'>;

/** Browsers of which the server says that the tenant removed them, as long as the page is there: its word takes trust away, and never gives it back. */
export class RemovedBrowsers {
  readonly #ids = new Set<string>();
  #onChanged: () => void = () => undefined;

  constructor(relay: RemovalNews, signal: AbortSignal) {
    relay.on('welcome', ({ removedBrowsers }) => this.#add(removedBrowsers), signal);
    relay.on('browser-removed', ({ browserId }) => this.#add([browserId]), signal);
  }

  has(browserId: string): boolean {
    return this.#ids.has(browserId);
  }

  /** Who is to be told when there are more. */
  onChanged(tell: () => void): void {
    this.#onChanged = tell;
  }

  #add(ids: readonly string[]): void {
    const before = this.#ids.size;
    for (const id of ids) this.#ids.add(id);
    if (this.#ids.size > before) this.#onChanged();
  }
}
