/** A map from topic to the shape of its events. Topics are `domain.past-tense`, e.g. `identity.session-ended`. */
export type EventMap = object;

/**
 * Carries events between parts that do not know each other (docs/adr/0050). In one process today; the port is
 * what a networked bus implements later, so an event must survive JSON.
 */
export interface Bus<Events extends EventMap> {
  /** Tells every subscriber of `topic`, in the order of subscription, before it returns. Never throws. */
  publish<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void;
  /** Calls `listener` for each event until `lifetime` is aborted. */
  subscribe<Topic extends keyof Events>(topic: Topic, listener: (event: Events[Topic]) => void, lifetime: AbortSignal): void;
}

type Listeners<Events> = { [Topic in keyof Events]?: Set<(event: Events[Topic]) => void> };

/** The bus of a single process. A listener that throws is reported and does not keep the others from hearing. */
export class InProcessBus<Events extends EventMap> implements Bus<Events> {
  readonly #listeners: Listeners<Events> = {};
  readonly #onError: (error: unknown, topic: string) => void;

  constructor(onError: (error: unknown, topic: string) => void) {
    this.#onError = onError;
  }

  publish<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void {
    for (const listener of this.#listeners[topic] ?? []) {
      try {
        listener(event);
      } catch (error) {
        this.#onError(error, String(topic));
      }
    }
  }

  subscribe<Topic extends keyof Events>(topic: Topic, listener: (event: Events[Topic]) => void, lifetime: AbortSignal): void {
    if (lifetime.aborted) return;
    const listeners = this.#listeners[topic] ?? new Set();
    this.#listeners[topic] = listeners;
    // A fresh function per subscription, so that subscribing the same listener twice is heard twice.
    const entry = (event: Events[Topic]): void => listener(event);
    listeners.add(entry);
    lifetime.addEventListener('abort', () => listeners.delete(entry), { once: true });
  }
}
