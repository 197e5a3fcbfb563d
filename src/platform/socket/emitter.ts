/** Typed events with a lifetime: every listener ends with its signal. */
export class Emitter<Events extends object> {
  readonly #listeners: { [Name in keyof Events]?: Set<(value: Events[Name]) => void> } = {};

  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const listeners = this.#listeners[name] ?? new Set<(value: Events[Name]) => void>();
    this.#listeners[name] = listeners;
    listeners.add(listener);
    signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
  }

  emit<Name extends keyof Events>(name: Name, value: Events[Name]): void {
    for (const listener of this.#listeners[name] ?? []) listener(value);
  }
}
