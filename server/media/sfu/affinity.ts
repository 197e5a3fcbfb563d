/** A claim that keeps a key's place; `release()` once. */
export interface Claim {
  release(): void;
}

interface Held<Place> {
  readonly place: Place;
  claims: number;
}

/** Remembers where a call or a person is as long as somebody claims it, so that what belongs together stays together. */
export class Affinity<Place> {
  readonly #held = new Map<string, Held<Place>>();

  /** Keys remembered now, for tests: 0 when nobody is in a call. */
  get size(): number {
    return this.#held.size;
  }

  placeOf(key: string): Place | undefined {
    return this.#held.get(key)?.place;
  }

  /** Claims `key` at `place`. The first claim decides the place until the last is released. */
  claim(key: string, place: Place): Claim {
    const held = this.#held.get(key) ?? { place, claims: 0 };
    this.#held.set(key, held);
    held.claims += 1;
    let isReleased = false;
    return {
      release: () => {
        if (isReleased) return;
        isReleased = true;
        held.claims -= 1;
        if (held.claims === 0 && this.#held.get(key) === held) this.#held.delete(key);
      },
    };
  }

  /** Forgets a place that is no more; its claims release nothing. */
  forget(place: Place): void {
    for (const [key, held] of this.#held) {
      if (held.place === place) this.#held.delete(key);
    }
  }
}
