type Listeners<EventMap extends Record<string, readonly unknown[]>> = { [Name in keyof EventMap]?: Set<(...data: EventMap[Name]) => void> };

/** Listeners per event name; `EventMap` gives each event's arguments. A small typed emitter without Node. */
export class Events<EventMap extends Record<string, readonly unknown[]>> {
  #listeners: Listeners<EventMap> = {};

  /** Subscribes; the returned function unsubscribes. */
  on<Name extends keyof EventMap>(name: Name, listener: (...data: EventMap[Name]) => void): () => void {
    const set = (this.#listeners[name] ??= new Set());
    set.add(listener);
    return () => set.delete(listener);
  }

  protected emit<Name extends keyof EventMap>(name: Name, ...data: EventMap[Name]): void {
    // A copy: a listener may unsubscribe itself or another one while it runs.
    for (const listener of Array.from(this.#listeners[name] ?? [])) listener(...data);
  }

  protected forgetListeners(): void {
    this.#listeners = {};
  }
}
