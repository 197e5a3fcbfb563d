/** A map that holds at most `limit` entries and forgets the one that was not read for the longest time. */
export class LruMap<Key, Value> {
  readonly #entries = new Map<Key, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: Key, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  delete(key: Key): void {
    this.#entries.delete(key);
  }

  /** Deletes every entry for which `isGone` holds. */
  deleteWhere(isGone: (value: Value, key: Key) => boolean): void {
    for (const [key, value] of this.#entries) if (isGone(value, key)) this.#entries.delete(key);
  }

  get size(): number {
    return this.#entries.size;
  }
}
