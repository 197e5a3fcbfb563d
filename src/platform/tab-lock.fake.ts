import type { LockPort } from './tab-lock.ts';

interface Waiting {
  readonly tab: object;
  readonly begin: () => Promise<void>;
}

/** Locks of one browser with several pretended tabs: first come, first served. */
export class FakeLocks {
  readonly #holders = new Map<string, object>();
  readonly #waiting = new Map<string, readonly Waiting[]>();

  /** With a tab all that it holds ends. */
  tab(): { readonly locks: LockPort; readonly close: () => void } {
    const tab = {};
    return {
      locks: { request: (name, { signal }, whileHeld) => this.#request(tab, name, { signal, whileHeld }) },
      close: () => {
        for (const [name, holder] of this.#holders) if (holder === tab) this.#free(name);
      },
    };
  }

  #request(tab: object, name: string, { signal, whileHeld }: { signal: AbortSignal; whileHeld: () => Promise<void> }): Promise<void> {
    return new Promise((resolve, reject) => {
      const one: Waiting = { tab, begin: () => whileHeld().then(resolve, reject) };
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), one]);
      signal.addEventListener('abort', () => {
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
    void first.begin().finally(() => this.#holders.get(name) === first.tab && this.#free(name));
  }
}
