type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * The browser's storage, as far as it goes. Where it is full (QuotaExceededError) or forbidden (SecurityError), what was to be kept lasts as
 * long as the page; nothing older is left in its place.
 */
export class CarefulStorage implements Kept {
  readonly #open: () => Kept;
  /** What the browser did not take. */
  readonly #held = new Map<string, string>();

  /** @param open reading the global itself may be forbidden */
  constructor(open: () => Kept) {
    this.#open = open;
  }

  /** Whether all that was kept here is there after a reload. */
  get isLasting(): boolean {
    return this.#held.size === 0;
  }

  getItem(key: string): string | null {
    return this.#held.get(key) ?? this.#try((storage) => storage.getItem(key)) ?? null;
  }

  setItem(key: string, text: string): void {
    const isTaken = this.#try((storage) => {
      storage.setItem(key, text);
      return true;
    });
    if (isTaken) return void this.#held.delete(key);
    this.removeItem(key);
    this.#held.set(key, text);
    return undefined;
  }

  removeItem(key: string): void {
    this.#held.delete(key);
    this.#try((storage) => storage.removeItem(key));
  }

  keys(): readonly string[] {
    const lasting = this.#try((storage) => Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? ''));
    return [...(lasting ?? []), ...this.#held.keys()];
  }

  get length(): number {
    return this.keys().length;
  }

  key(at: number): string | null {
    return this.keys()[at] ?? null;
  }

  #try<Result>(use: (storage: Kept) => Result): Result | undefined {
    try {
      return use(this.#open());
    } catch (cause) {
      if (cause instanceof DOMException) return undefined;
      throw cause;
    }
  }
}

/** What ends with the tab; one for all of the page, so that every part of it knows what is only here. */
export const tabStorage = new CarefulStorage(() => sessionStorage);

/** What outlives the tab; where it is full or forbidden all goes on as long as the page. */
export const browserStorage = new CarefulStorage(() => localStorage);
