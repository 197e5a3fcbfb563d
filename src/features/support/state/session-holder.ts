import type { LiveSession } from './live-session.ts';

/** Keeps one session open as long as somebody looks at it. */
export class SessionHolder {
  readonly #open: () => LiveSession;
  readonly #listeners = new Set<() => void>();
  #session: LiveSession | undefined;

  constructor(open: () => LiveSession) {
    this.#open = open;
  }

  get = (): LiveSession | undefined => this.#session;

  /** The first who looks opens it; when the last one goes it is closed, and its seat is kept for whoever comes back. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#session) {
      this.#session = this.#open();
      this.#session.start();
      for (const tell of this.#listeners) tell();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#session?.close();
      this.#session = undefined;
    };
  };
}
