import { TabLocks } from '../tab-locks.ts';

interface Waiting {
  readonly tab: object;
  readonly begin: () => Promise<unknown>;
}

/** Web Locks of one browser with several tabs. */
export class Browser {
  readonly #holders = new Map<string, object>();
  readonly #waiting = new Map<string, Waiting[]>();

  tab(): { readonly locks: TabLocks; readonly close: () => void } {
    const tab = {};
    const request = (name: string, { signal }: LockOptions, use: () => Promise<unknown>): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const one: Waiting = { tab, begin: () => use().then(resolve, reject) };
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), one]);
        signal?.addEventListener('abort', () => {
          const waiting = this.#waiting.get(name) ?? [];
          if (!waiting.includes(one)) return;
          this.#waiting.set(
            name,
            waiting.filter((other) => other !== one),
          );
          reject(signal.reason);
        });
        this.#next(name);
      });
    const close = (): void => {
      for (const [name, holder] of this.#holders) if (holder === tab) this.#free(name);
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is asked of it here
    return { locks: new TabLocks({ request } as unknown as LockManager), close };
  }

  #free(name: string): void {
    this.#holders.delete(name);
    this.#next(name);
  }

  #next(name: string): void {
    const [first, ...others] = this.#waiting.get(name) ?? [];
    if (first === undefined || this.#holders.has(name)) return;
    this.#waiting.set(name, others);
    this.#holders.set(name, first.tab);
    void first.begin().finally(() => this.#free(name));
  }
}
