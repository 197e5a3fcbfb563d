import { browserLocks, type LockPort } from './tab-lock.ts';

/** A tab that is loaded again asks before the browser has let go of what it had. */
const patienceMs = 500;

/** Which tab of this browser something belongs to: by locks, which end with the tab. */
export class TabClaims {
  readonly #locks: LockPort;
  readonly #mine = new Map<string, Promise<boolean>>();

  constructor(locks: LockPort) {
    this.#locks = locks;
  }

  /** Whether it is this tab's: then it is until the tab is gone. */
  async take(name: string): Promise<boolean> {
    const asked = this.#mine.get(name) ?? this.#hold(name, () => new Promise<void>(() => undefined));
    this.#mine.set(name, asked);
    const isMine = await asked;
    if (!isMine) this.#mine.delete(name);
    return isMine;
  }

  /** Does it unless it is another tab's; meanwhile no other tab takes it. */
  async unlessTaken(name: string, task: () => Promise<void>): Promise<void> {
    if (await this.#mine.get(name)) return task();
    let done: Promise<void> = Promise.resolve();
    await this.#hold(name, () => (done = task()));
    return done;
  }

  /** @returns whether it could be had; then `use` runs, and it is held until that ends */
  #hold(name: string, use: () => Promise<void>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let isBegun = false;
      const begin = (): Promise<void> => {
        isBegun = true;
        resolve(true);
        return use();
      };
      this.#locks.request(name, { signal: AbortSignal.timeout(patienceMs) }, begin).catch((cause: unknown) => {
        // What went wrong in `use` is for whoever gave it.
        if (!isBegun) return cause instanceof DOMException ? resolve(false) : reject(cause);
        return undefined;
      });
    });
  }
}

export const tabClaims = new TabClaims(browserLocks);
