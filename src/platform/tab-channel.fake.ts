import type { TabChannel } from './tab-channel.ts';

/** A channel between pretended tabs; copies what it carries, as the browser does. */
export class FakeTabHub {
  readonly #tabs = new Set<{ readonly listeners: Set<(message: unknown) => void> }>();

  join(): TabChannel {
    const tab = { listeners: new Set<(message: unknown) => void>() };
    this.#tabs.add(tab);
    return {
      post: (message) => {
        const copy: unknown = structuredClone(message);
        for (const other of this.#tabs) if (other !== tab) for (const listener of other.listeners) listener(copy);
      },
      onMessage: (listener) => void tab.listeners.add(listener),
      close: () => void this.#tabs.delete(tab),
    };
  }
}
