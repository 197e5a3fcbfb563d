import type { Binding, SipPrincipal } from '../dialog/user-agent.ts';

/** A binding with what only the registrar needs (RFC 3261 §10.3 step 7). */
export interface BindingEntry extends Binding {
  readonly key: string;
  readonly callId: string;
  readonly cseq: number;
}

/**
 * Bindings by user and by flow. A binding whose flow has closed is *lost*: nobody can be reached there, but it is kept to
 * its end so that a new registration of the same instance is known as its return.
 */
export class BindingTable {
  readonly #byUser = new Map<string, BindingEntry[]>();
  readonly #byFlow = new Map<string, BindingEntry[]>();
  #reachable = 0;
  #lost = 0;

  /** Bindings that can be reached. */
  get reachable(): number {
    return this.#reachable;
  }

  /** Bindings whose flow has closed. */
  get lost(): number {
    return this.#lost;
  }

  add(entry: BindingEntry): void {
    push(this.#byUser, userKey(entry), entry);
    push(this.#byFlow, entry.flow.id, entry);
    this.#reachable++;
  }

  remove(entry: BindingEntry): boolean {
    if (!pull(this.#byUser, userKey(entry), entry)) return false;
    if (pull(this.#byFlow, entry.flow.id, entry)) this.#reachable--;
    else this.#lost--;
    return true;
  }

  /** Every binding of that flow becomes lost. */
  lose(flowId: string): readonly BindingEntry[] {
    const entries = this.#byFlow.get(flowId) ?? [];
    this.#byFlow.delete(flowId);
    this.#reachable -= entries.length;
    this.#lost += entries.length;
    return entries;
  }

  /** All of an address of record, lost ones too. */
  ofAddress(principal: SipPrincipal, aor: string): readonly BindingEntry[] {
    return (this.#byUser.get(userKey(principal)) ?? []).filter((entry) => entry.aor === aor);
  }

  /** The reachable ones of a user. */
  ofUser(tenantId: string, userId: string): readonly BindingEntry[] {
    return (this.#byUser.get(userKey({ tenantId, userId })) ?? []).filter((entry) => this.isReachable(entry));
  }

  ofFlow(flowId: string): readonly BindingEntry[] {
    return this.#byFlow.get(flowId) ?? [];
  }

  isReachable(entry: BindingEntry): boolean {
    return this.#byFlow.get(entry.flow.id)?.includes(entry) === true;
  }

  *all(): IterableIterator<BindingEntry> {
    for (const entries of this.#byUser.values()) yield* entries;
  }
}

function userKey(user: { readonly tenantId: string; readonly userId: string }): string {
  return `${user.tenantId} ${user.userId}`;
}

function push(map: Map<string, BindingEntry[]>, key: string, entry: BindingEntry): void {
  const entries = map.get(key);
  if (entries) entries.push(entry);
  else map.set(key, [entry]);
}

function pull(map: Map<string, BindingEntry[]>, key: string, entry: BindingEntry): boolean {
  const entries = map.get(key);
  const index = entries?.indexOf(entry) ?? -1;
  if (!entries || index < 0) return false;
  entries.splice(index, 1);
  if (entries.length === 0) map.delete(key);
  return true;
}
