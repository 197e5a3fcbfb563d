import type { Fit } from '../platform/socket/handshake.ts';

/** Whether this page is the server's current one. */
export type PageVersion = 'current' | 'newer-available' | 'too-old' | 'server-too-old';

/** Knows when a newer page is to be had. */
export class PageVersionStore {
  #version: PageVersion = 'current';
  readonly #listeners = new Set<() => void>();

  readonly version = (): PageVersion => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  handleFit(fit: Fit): void {
    const versions: Record<Fit, PageVersion> = {
      same: 'current',
      'page-behind': 'newer-available',
      'page-too-old': 'too-old',
      'server-too-old': 'server-too-old',
    };
    this.#set(versions[fit]);
  }

  /** A lazily loaded part is gone: the server has been updated under this page. */
  handlePartGone(): void {
    if (this.#version === 'current') this.#set('newer-available');
  }

  #set(version: PageVersion): void {
    this.#version = version;
    for (const listener of this.#listeners) listener();
  }
}
