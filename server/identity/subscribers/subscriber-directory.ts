import type { PhoneSettings } from '../../../protocol/telephony/phone.ts';
import type { Bus } from '../../platform/bus.ts';
import type { Extension, Pbx, Tenant, User } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { parseDialled, parsePbxDomain, pbxDomain } from './addresses.ts';
import { defaultPhoneSettings, type Subscriber, type Subscribers } from './subscribers.ts';
import { TenantCache } from '../../platform/tenant-cache.ts';

export interface SubscriberDirectoryOptions {
  readonly store: IdentityStore;
  readonly bus: Bus<IdentityEvents>;
  /** SIP_DOMAIN */
  readonly sipDomain: string;
}

/** What changes rarely and is needed for every address of a tenant. */
export interface TenantNumbering {
  readonly tenant: Tenant;
  readonly pbxs: readonly Pbx[];
}

/** Subscribers from the store, cached per tenant: REGISTER and INVITE ask for the same few people all the time. */
export class SubscriberDirectory implements Subscribers {
  readonly #store: IdentityStore;
  readonly #sipDomain: string;
  readonly #people = new TenantCache<Subscriber>();
  readonly #settings = new TenantCache<PhoneSettings>();
  readonly #numbering = new TenantCache<TenantNumbering>();

  constructor(options: SubscriberDirectoryOptions, lifetime: AbortSignal) {
    this.#store = options.store;
    this.#sipDomain = options.sipDomain;
    const forget = (event: { readonly tenantId: string }): void => this.#forget(event.tenantId);
    options.bus.subscribe('identity.people-changed', forget, lifetime);
    options.bus.subscribe('identity.user-changed', forget, lifetime);
    options.bus.subscribe('identity.user-disabled', forget, lifetime);
  }

  byUser(tenantId: string, userId: string): Promise<Subscriber | undefined> {
    return this.#people.get(tenantId, `user/${userId}`, () => this.#read(tenantId, (unit) => unit.users.byId(userId)));
  }

  /** Where a person reads mail; undefined for an unknown or disabled one. */
  async emailOf(tenantId: string, userId: string): Promise<string | undefined> {
    const found = await this.#store.inTenant(tenantId, (unit) => unit.users.byId(userId));
    return found && !found.isDisabled ? found.email : undefined;
  }

  async byDialled(tenantId: string, pbxId: string, dialled: string): Promise<Subscriber | undefined> {
    const target = parseDialled(dialled);
    if (!target) return undefined;
    const home = target.host === undefined ? pbxId : await this.#pbxOfHost(tenantId, target.host);
    if (home === undefined) return undefined;
    const found = await this.#people.get(tenantId, `dialled/${home}/${target.user}`, () =>
      this.#read(tenantId, (unit) => userDialled(unit, home, target.user)),
    );
    return found?.isDisabled ? undefined : found;
  }

  async settings(tenantId: string, userId: string): Promise<PhoneSettings> {
    const stored = await this.#settings.get(tenantId, userId, () =>
      this.#store.inTenant(tenantId, async (unit) => (await unit.settings.ofUser(userId)) ?? defaultPhoneSettings),
    );
    return stored ?? defaultPhoneSettings;
  }

  async updateSettings(tenantId: string, userId: string, settings: PhoneSettings): Promise<void> {
    await this.#store.inTenant(tenantId, (unit) => unit.settings.set(userId, settings));
    this.#settings.forget(tenantId);
  }

  async search(tenantId: string, query: string, limit: number): Promise<readonly Subscriber[]> {
    const numbering = await this.numbering(tenantId);
    if (!numbering) return [];
    return this.#store.inTenant(tenantId, async (unit) => {
      const rows = await unit.users.callable(query, limit);
      return rows.map((row) => this.#subscriber(numbering, row.user, row.extensions));
    });
  }

  /** The tenant with its PBXs; undefined when there is no such tenant. */
  numbering(tenantId: string): Promise<TenantNumbering | undefined> {
    return this.#numbering.get(tenantId, 'all', () =>
      this.#store.inTenant(tenantId, async (unit) => {
        const tenant = await unit.tenant();
        return tenant && { tenant, pbxs: await unit.pbxs.list() };
      }),
    );
  }

  #forget(tenantId: string): void {
    for (const cache of [this.#people, this.#settings, this.#numbering]) cache.forget(tenantId);
  }

  /** The PBX of this tenant that `host` names; undefined for another tenant's and for foreign hosts. */
  async #pbxOfHost(tenantId: string, host: string): Promise<string | undefined> {
    const named = parsePbxDomain(host, this.#sipDomain);
    const numbering = named && (await this.numbering(tenantId));
    if (!numbering || numbering.tenant.slug !== named.tenantSlug) return undefined;
    return numbering.pbxs.find((pbx) => pbx.slug === named.pbxSlug)?.id;
  }

  async #read(tenantId: string, find: (unit: IdentityUnit) => Promise<User | undefined>): Promise<Subscriber | undefined> {
    const numbering = await this.numbering(tenantId);
    if (!numbering) return undefined;
    return this.#store.inTenant(tenantId, async (unit) => {
      const user = await find(unit);
      return user && this.#subscriber(numbering, user, await unit.extensions.ofUser(user.id));
    });
  }

  #subscriber({ tenant, pbxs }: TenantNumbering, user: User, extensions: readonly Extension[]): Subscriber {
    const home = pbxs.find((pbx) => pbx.id === extensions[0]?.pbxId) ?? pbxs[0];
    return {
      tenantId: tenant.id,
      userId: user.id,
      displayName: user.displayName,
      loginName: user.loginName,
      isDisabled: user.isDisabled,
      pbxId: home?.id ?? '',
      extensions: extensions.map(({ pbxId, number }) => ({ pbxId, number })),
      address: `sip:${user.loginName}@${pbxDomain(home?.slug ?? 'main', tenant.slug, this.#sipDomain)}`,
    };
  }
}

/** An extension of the PBX beats a login name, so that nobody can take a number by naming themselves after it. */
async function userDialled(unit: IdentityUnit, pbxId: string, user: string): Promise<User | undefined> {
  const extension = /^\d+$/.test(user) ? await unit.extensions.byNumber(pbxId, user) : undefined;
  if (extension) return extension.userId === null ? undefined : unit.users.byId(extension.userId);
  return unit.users.byLoginName(user);
}
