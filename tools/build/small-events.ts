type Listener = (...data: unknown[]) => void;
type Name = string | symbol;

interface Entry {
  readonly listener: Listener;
  readonly isOnce: boolean;
}

/** The part of Node's EventEmitter that JsSIP and mediasoup-client use, in the browser build; the package `events` is a copy of all of it. */
export class EventEmitter {
  readonly #entries = new Map<Name, readonly Entry[]>();

  on(name: Name, listener: Listener): this {
    return this.#set(name, [...this.#of(name), { listener, isOnce: false }]);
  }

  addListener(name: Name, listener: Listener): this {
    return this.on(name, listener);
  }

  once(name: Name, listener: Listener): this {
    return this.#set(name, [...this.#of(name), { listener, isOnce: true }]);
  }

  prependListener(name: Name, listener: Listener): this {
    return this.#set(name, [{ listener, isOnce: false }, ...this.#of(name)]);
  }

  /** Takes away the one that was added last. */
  off(name: Name, listener: Listener): this {
    const entries = this.#of(name);
    const at = entries.findLastIndex((entry) => entry.listener === listener);
    return at === -1 ? this : this.#set(name, entries.toSpliced(at, 1));
  }

  removeListener(name: Name, listener: Listener): this {
    return this.off(name, listener);
  }

  removeAllListeners(name?: Name): this {
    if (name === undefined) this.#entries.clear();
    else this.#entries.delete(name);
    return this;
  }

  /** Who listens now is told, whoever comes or goes meanwhile. An `error` that nobody listens to is thrown. */
  emit(name: Name, ...data: unknown[]): boolean {
    const entries = this.#of(name);
    if (entries.length === 0 && name === 'error') throw data[0];
    for (const entry of entries) {
      if (entry.isOnce) this.#forget(name, entry);
      entry.listener.apply(this, data);
    }
    return entries.length > 0;
  }

  listeners(name: Name): Listener[] {
    return this.#of(name).map(({ listener }) => listener);
  }

  listenerCount(name: Name): number {
    return this.#of(name).length;
  }

  setMaxListeners(): this {
    return this;
  }

  #forget(name: Name, entry: Entry): void {
    this.#set(
      name,
      this.#of(name).filter((one) => one !== entry),
    );
  }

  #of(name: Name): readonly Entry[] {
    return this.#entries.get(name) ?? [];
  }

  #set(name: Name, entries: readonly Entry[]): this {
    this.#entries.set(name, entries);
    return this;
  }
}
