/** Something with an end on the monotonic clock. */
export interface Expiring {
  readonly expiresAtMs: number;
}

const slotMs = 1000;

/**
 * A timing wheel with one slot a second (Varghese and Lauck 1987, scheme 4): adding, deleting and expiring cost the same
 * however many items there are, and one timer serves them all.
 */
export class ExpiryWheel<Item extends Expiring> {
  readonly #slots: (Set<Item> | undefined)[];
  #passedTick: number;

  /** @param horizonMs the longest time ahead that an item may end */
  constructor(nowMs: number, horizonMs: number) {
    this.#slots = Array.from({ length: Math.ceil(horizonMs / slotMs) + 2 }, () => undefined);
    this.#passedTick = Math.floor(nowMs / slotMs);
  }

  add(item: Item): void {
    const index = this.#indexOf(item);
    (this.#slots[index] ??= new Set()).add(item);
  }

  delete(item: Item): void {
    const index = this.#indexOf(item);
    const slot = this.#slots[index];
    if (slot?.delete(item) === true && slot.size === 0) this.#slots[index] = undefined;
  }

  /** Removes and returns what ended up to now. */
  advance(nowMs: number): Item[] {
    const expired: Item[] = [];
    const nowTick = Math.floor(nowMs / slotMs);
    const steps = Math.min(nowTick - this.#passedTick, this.#slots.length);
    for (let step = 1; step <= steps; step++) {
      const index = (this.#passedTick + step) % this.#slots.length;
      for (const item of this.#slots[index] ?? []) expired.push(item);
      this.#slots[index] = undefined;
    }
    this.#passedTick = nowTick;
    return expired;
  }

  /** The slot of the first tick at or after the item's end. */
  #indexOf(item: Item): number {
    const tick = Math.max(Math.ceil(item.expiresAtMs / slotMs), this.#passedTick + 1);
    return tick % this.#slots.length;
  }
}
