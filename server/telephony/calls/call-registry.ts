import type { Dialog } from '../sip/dialog/user-agent.ts';
import type { CallSide } from '../history/call-record.ts';
import type { Bridge } from './bridge.ts';
import type { Call } from './call.ts';

/** The calls in progress, findable by person and by dialog. Calls leave it the moment they end. */
export class CallRegistry {
  readonly #calls = new Map<string, Call>();
  readonly #byPerson = new Map<string, Set<Call>>();

  get size(): number {
    return this.#calls.size;
  }

  all(): readonly Call[] {
    return [...this.#calls.values()];
  }

  add(call: Call): void {
    this.#calls.set(call.id, call);
    this.addPerson(call, call.caller.userId);
  }

  /** The callee is known: the call counts for them too. */
  addPerson(call: Call, userId: string): void {
    const key = personKey(call.tenantId, userId);
    const calls = this.#byPerson.get(key) ?? new Set();
    this.#byPerson.set(key, calls.add(call));
  }

  remove(call: Call): void {
    this.#calls.delete(call.id);
    for (const userId of [call.caller.userId, call.callee?.userId]) {
      if (userId === undefined) continue;
      const key = personKey(call.tenantId, userId);
      const calls = this.#byPerson.get(key);
      calls?.delete(call);
      if (calls?.size === 0) this.#byPerson.delete(key);
    }
  }

  ofPerson(tenantId: string, userId: string): readonly Call[] {
    return [...(this.#byPerson.get(personKey(tenantId, userId)) ?? [])];
  }

  /** Whose leg of which connected call a dialog is. */
  legOf(dialog: Dialog): { readonly call: Call; readonly bridge: Bridge; readonly side: CallSide } | undefined {
    for (const call of this.ofPerson(dialog.principal.tenantId, dialog.principal.userId)) {
      if (call.phase.name !== 'connected') continue;
      const { bridge } = call.phase;
      const side = bridge.sideOf(dialog);
      if (side) return { call, bridge, side };
    }
    return undefined;
  }
}

function personKey(tenantId: string, userId: string): string {
  return `${tenantId}/${userId}`;
}
