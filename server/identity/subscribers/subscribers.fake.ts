import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import { defaultPhoneSettings, type Subscriber, type Subscribers } from './subscribers.ts';

/** Subscribers in memory, for tests of other domains: `add()` people, then use it as the port. */
export class FakeSubscribers implements Subscribers {
  readonly #people = new Map<string, Subscriber>();
  readonly #settings = new Map<string, PhoneSettings>();

  add(subscriber: Subscriber): void {
    this.#people.set(keyOf(subscriber.tenantId, subscriber.userId), subscriber);
  }

  async byUser(tenantId: string, userId: string): Promise<Subscriber | undefined> {
    return this.#people.get(keyOf(tenantId, userId));
  }

  async byDialled(tenantId: string, pbxId: string, dialled: string): Promise<Subscriber | undefined> {
    const wanted = dialled
      .trim()
      .toLowerCase()
      .replace(/^sips?:/, '');
    const people = this.#ofTenant(tenantId).filter((person) => !person.isDisabled);
    return (
      people.find((person) => person.extensions.some((extension) => extension.pbxId === pbxId && extension.number === wanted)) ??
      people.find((person) => person.loginName === wanted) ??
      people.find((person) => person.address === `sip:${wanted}`)
    );
  }

  async settings(tenantId: string, userId: string): Promise<PhoneSettings> {
    return this.#settings.get(keyOf(tenantId, userId)) ?? defaultPhoneSettings;
  }

  async updateSettings(tenantId: string, userId: string, settings: PhoneSettings): Promise<void> {
    this.#settings.set(keyOf(tenantId, userId), settings);
  }

  async search(tenantId: string, query: string, limit: number): Promise<readonly Subscriber[]> {
    const wanted = query.toLowerCase();
    return this.#ofTenant(tenantId)
      .filter((person) => !person.isDisabled)
      .filter(
        (person) =>
          `${person.displayName} ${person.loginName}`.toLowerCase().includes(wanted) ||
          person.extensions.some((extension) => extension.number.startsWith(wanted)),
      )
      .slice(0, limit);
  }

  #ofTenant(tenantId: string): readonly Subscriber[] {
    return [...this.#people.values()].filter((person) => person.tenantId === tenantId);
  }
}

function keyOf(tenantId: string, userId: string): string {
  return `${tenantId}/${userId}`;
}
