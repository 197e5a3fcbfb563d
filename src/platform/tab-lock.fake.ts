import type { LockPort } from './tab-lock.ts';

/** Locks shared by pretended tabs: first come, first served. */
export class FakeLocks implements LockPort {
  readonly #tails = new Map<string, Promise<void>>();

  async request(name: string, options: { readonly signal: AbortSignal }, whileHeld: () => Promise<void>): Promise<void> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    const mine = before.then(() => (options.signal.aborted ? undefined : whileHeld()));
    this.#tails.set(name, mine);
    await mine;
  }
}
