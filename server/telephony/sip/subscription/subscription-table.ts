import { dialogId } from '../dialog/dialog-path.ts';
import type { SipPrincipal } from '../dialog/user-agent.ts';
import { UserCounts } from '../dialog/user-counts.ts';
import type { SipSubscription } from './sip-subscription.ts';

/** A phone shows its person's boxes and perhaps a few shared ones. Browsers of one person count as one device. */
const maxPerDevice = 8;
const maxInAll = 20_000;

/** All subscriptions, by their dialog and by person, and how many each device has. */
export class SubscriptionTable {
  readonly #byId = new Map<string, SipSubscription>();
  readonly #byPerson = new Map<string, Set<SipSubscription>>();
  readonly #perDevice = new UserCounts();
  #reserved = 0;

  get size(): number {
    return this.#byId.size;
  }

  /** A place for one more, which is asked for before anything is looked up. @returns false when there is none; else `release()` it */
  reserve(principal: SipPrincipal): boolean {
    if (this.#reserved >= maxInAll || this.#perDevice.of(deviceOf(principal)) >= maxPerDevice) return false;
    this.#reserved += 1;
    this.#perDevice.add(deviceOf(principal), 1);
    return true;
  }

  release(principal: SipPrincipal): void {
    this.#reserved -= 1;
    this.#perDevice.add(deviceOf(principal), -1);
  }

  add(subscription: SipSubscription): void {
    this.#byId.set(subscription.id, subscription);
    const key = personKey(subscription.principal);
    const others = this.#byPerson.get(key);
    if (others) others.add(subscription);
    else this.#byPerson.set(key, new Set([subscription]));
  }

  delete(subscription: SipSubscription): void {
    this.#byId.delete(subscription.id);
    const key = personKey(subscription.principal);
    const others = this.#byPerson.get(key);
    if (others?.delete(subscription) === true && others.size === 0) this.#byPerson.delete(key);
  }

  /** Tags are seen from the request's sender. */
  find(callId: string, toTag: string, fromTag: string): SipSubscription | undefined {
    return this.#byId.get(dialogId(callId, toTag, fromTag));
  }

  ofPerson(person: Pick<SipPrincipal, 'tenantId' | 'userId'>): readonly SipSubscription[] {
    return [...(this.#byPerson.get(personKey(person)) ?? [])];
  }

  all(): readonly SipSubscription[] {
    return [...this.#byId.values()];
  }
}

function personKey({ tenantId, userId }: Pick<SipPrincipal, 'tenantId' | 'userId'>): string {
  return `${tenantId} ${userId}`;
}

function deviceOf({ tenantId, userId, deviceId = '' }: SipPrincipal): { readonly tenantId: string; readonly userId: string } {
  return { tenantId, userId: `${userId} ${deviceId}` };
}
