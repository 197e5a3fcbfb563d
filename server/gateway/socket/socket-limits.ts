/** How much of us one person or one network may hold. */
export interface SocketLimits {
  readonly perSession: number;
  readonly perAddress: number;
}

/** Ten tabs are many; an office behind one address can be large. */
export const defaultSocketLimits: SocketLimits = { perSession: 20, perAddress: 2_000 };

/** Counts open sockets per key; what reaches zero is forgotten. */
export class SocketCounter {
  readonly #counts = new Map<string, number>();

  count(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** Counts one more until the returned function is called (once; calling it again does nothing). */
  hold(keys: readonly string[]): () => void {
    for (const key of keys) this.#counts.set(key, this.count(key) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      for (const key of keys) {
        const left = this.count(key) - 1;
        if (left > 0) this.#counts.set(key, left);
        else this.#counts.delete(key);
      }
    };
  }
}
