import type { Replaces } from '../message/values.ts';
import { dialogId } from './dialog-path.ts';
import type { SipDialog } from './sip-dialog.ts';
import type { Binding } from './user-agent.ts';
import { UserCounts } from './user-counts.ts';

/** What stays the same when a browser comes back: address and instance with reg-id (RFC 5626 §6). */
export function bindingKeyOf(binding: Binding): string | undefined {
  if (binding.instanceId === undefined) return undefined;
  return `${binding.tenantId} ${binding.aor} ${binding.instanceId} ${String(binding.regId ?? '')}`;
}

/** All dialogs, by their id and by the registration that carries them. */
export class DialogTable {
  readonly #byId = new Map<string, SipDialog>();
  readonly #byBinding = new Map<string, Set<SipDialog>>();
  readonly #perUser = new UserCounts();

  get size(): number {
    return this.#byId.size;
  }

  add(dialog: SipDialog): void {
    this.#byId.set(dialog.id, dialog);
    this.#perUser.add(dialog.principal, 1);
    if (dialog.bindingKey === undefined) return;
    const others = this.#byBinding.get(dialog.bindingKey);
    if (others) others.add(dialog);
    else this.#byBinding.set(dialog.bindingKey, new Set([dialog]));
  }

  delete(dialog: SipDialog): void {
    if (!this.#byId.delete(dialog.id)) return;
    this.#perUser.add(dialog.principal, -1);
    if (dialog.bindingKey === undefined) return;
    const others = this.#byBinding.get(dialog.bindingKey);
    if (others?.delete(dialog) === true && others.size === 0) this.#byBinding.delete(dialog.bindingKey);
  }

  /** The dialog that a request with these tags belongs to; tags are seen from the request's sender. */
  find(callId: string, toTag: string, fromTag: string): SipDialog | undefined {
    return this.#byId.get(dialogId(callId, toTag, fromTag));
  }

  /** RFC 3891 §3: "the to-tag and from-tag parameters […] are compared as if they were the tags of an incoming request". */
  findReplaced(replaces: Replaces): SipDialog | undefined {
    return this.find(replaces.callId, replaces.toTag, replaces.fromTag);
  }

  ofBinding(binding: Binding): readonly SipDialog[] {
    const key = bindingKeyOf(binding);
    return key === undefined ? [] : [...(this.#byBinding.get(key) ?? [])];
  }

  ofUser(user: { readonly tenantId: string; readonly userId: string }): number {
    return this.#perUser.of(user);
  }

  all(): readonly SipDialog[] {
    return [...this.#byId.values()];
  }
}
