import type { Dialog } from '../sip/dialog/user-agent.ts';
import type { CallSide } from '../history/call-record.ts';
import type { Call } from './call.ts';
import type { LegHolder } from './leg-holder.ts';

/** The calls in progress, findable by person and by dialog. Calls leave it the moment they end. */
export class CallRegistry {
  /** Each call with the people it counts for: the caller, whoever is rung, whoever answered. */
  readonly #calls = new Map<string, { readonly call: Call; readonly people: Set<string> }>();
  readonly #byPerson = new Map<string, Set<Call>>();

  get size(): number {
    return this.#calls.size;
  }

  all(): readonly Call[] {
    return [...this.#calls.values()].map(({ call }) => call);
  }

  add(call: Call): void {
    this.#calls.set(call.id, { call, people: new Set() });
    this.addPerson(call, call.caller.userId);
  }

  /** This person is rung: the call counts for them too. */
  addPerson(call: Call, userId: string): void {
    const known = this.#calls.get(call.id);
    if (!known) return;
    known.people.add(userId);
    const key = personKey(call.tenantId, userId);
    const calls = this.#byPerson.get(key) ?? new Set();
    this.#byPerson.set(key, calls.add(call));
  }

  /** This person is not rung any more, and did not answer. */
  removePerson(call: Call, userId: string): void {
    if (userId !== call.caller.userId) this.leave(call, userId);
  }

  /** This person left, and the call goes on without them. */
  leave(call: Call, userId: string): void {
    if (this.#calls.get(call.id)?.people.delete(userId)) this.#forget(call, userId);
  }

  remove(call: Call): void {
    const people = this.#calls.get(call.id)?.people ?? [];
    this.#calls.delete(call.id);
    for (const userId of people) this.#forget(call, userId);
  }

  ofPerson(tenantId: string, userId: string): readonly Call[] {
    return [...(this.#byPerson.get(personKey(tenantId, userId)) ?? [])];
  }

  /** Whose leg of which answered call a dialog is. */
  legOf(dialog: Dialog): { readonly call: Call; readonly holder: LegHolder; readonly side: CallSide } | undefined {
    for (const call of this.ofPerson(dialog.principal.tenantId, dialog.principal.userId)) {
      const { holder } = call;
      const side = holder?.sideOf(dialog);
      if (holder && side) return { call, holder, side };
    }
    return undefined;
  }

  #forget(call: Call, userId: string): void {
    const key = personKey(call.tenantId, userId);
    const calls = this.#byPerson.get(key);
    calls?.delete(call);
    if (calls?.size === 0) this.#byPerson.delete(key);
  }
}

function personKey(tenantId: string, userId: string): string {
  return `${tenantId}/${userId}`;
}
