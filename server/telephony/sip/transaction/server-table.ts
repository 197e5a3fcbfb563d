import type { InviteServerTransaction } from './invite-server.ts';
import type { NonInviteServerTransaction } from './non-invite-server.ts';

export type AnyServerTransaction = InviteServerTransaction | NonInviteServerTransaction;

export interface ServerTableLimits {
  /** Requests that wait for their final answer. */
  readonly open: number;
  /** Answered ones that are kept for retransmissions; the oldest go first. */
  readonly answered: number;
}

export const defaultServerTableLimits: ServerTableLimits = { open: 10_000, answered: 8_192 };

/**
 * Server transactions by their key, in bounded number. A flood can fill it with answered requests only, whose loss costs a
 * sender that retransmits one more answer.
 */
export class ServerTable {
  readonly #limits: ServerTableLimits;
  readonly #byKey = new Map<string, AnyServerTransaction>();
  /** Merge key to transaction key, see `mergeKey`. */
  readonly #merged = new Map<string, string>();
  readonly #mergeKeys = new Map<string, string>();
  /** Keys of answered ones in the order of their answers. */
  readonly #answered = new Set<string>();

  constructor(limits: ServerTableLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#byKey.size;
  }

  get isFull(): boolean {
    return this.#byKey.size - this.#answered.size >= this.#limits.open;
  }

  get(key: string): AnyServerTransaction | undefined {
    return this.#byKey.get(key);
  }

  hasMerge(mergeKey: string): boolean {
    return this.#merged.has(mergeKey);
  }

  add(transaction: AnyServerTransaction, mergeKey: string | undefined): void {
    this.#byKey.set(transaction.id, transaction);
    if (mergeKey === undefined) return;
    this.#merged.set(mergeKey, transaction.id);
    this.#mergeKeys.set(transaction.id, mergeKey);
  }

  /** Its final answer went out. */
  answered(key: string): void {
    if (!this.#byKey.has(key)) return;
    this.#answered.add(key);
    if (this.#answered.size <= this.#limits.answered) return;
    const oldest = this.#answered.keys().next();
    if (!oldest.done) this.#byKey.get(oldest.value)?.terminate('done');
  }

  delete(key: string): void {
    this.#byKey.delete(key);
    this.#answered.delete(key);
    const mergeKey = this.#mergeKeys.get(key);
    if (mergeKey === undefined) return;
    this.#mergeKeys.delete(key);
    this.#merged.delete(mergeKey);
  }

  terminateAll(): void {
    for (const transaction of this.#byKey.values()) transaction.terminate('transport-error');
  }
}
