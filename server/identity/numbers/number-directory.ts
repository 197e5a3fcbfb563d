import { emergencyNumbersOfAll } from '../../../protocol/telephony/emergency-numbers.ts';
import type { Bus } from '../../platform/bus.ts';
import type { OwnNumber, Site } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore } from '../identity-store.ts';
import { TenantCache } from '../../platform/tenant-cache.ts';
import type { NumberingPlace } from './phone-number.ts';

/** Where a person is when they dial, as far as their settings say. */
export interface DialPlace {
  /** The person's site, else the tenant's default one. */
  readonly site: Site | undefined;
  readonly place: NumberingPlace;
  /** Digits that call for help there: of the PBX's country and the site's. */
  readonly emergencyNumbers: ReadonlySet<string>;
  /** All sites of the tenant, by name. */
  readonly sites: readonly Site[];
}

/** What telephony asks about numbers. Cached, and forgotten when anything of the tenant changes. */
export interface Numbers {
  placeOf(tenantId: string, pbxId: string, userId: string): Promise<DialPlace>;
  /** Whether the PBX has this extension, whomever it leads to. */
  hasExtension(tenantId: string, pbxId: string, number: string): Promise<boolean>;
  /** A number of the tenant's own. */
  byE164(tenantId: string, e164: string): Promise<OwnNumber | undefined>;
}

/** Numbers from the store. */
export class NumberDirectory implements Numbers {
  readonly #store: IdentityStore;
  readonly #places = new TenantCache<DialPlace>();
  readonly #extensions = new TenantCache<true>();
  readonly #numbers = new TenantCache<OwnNumber>();

  constructor(options: { readonly store: IdentityStore; readonly bus: Bus<IdentityEvents> }, lifetime: AbortSignal) {
    this.#store = options.store;
    const forget = ({ tenantId }: { readonly tenantId: string }): void => {
      for (const cache of [this.#places, this.#extensions, this.#numbers]) cache.forget(tenantId);
    };
    options.bus.subscribe('identity.people-changed', forget, lifetime);
    options.bus.subscribe('identity.user-changed', forget, lifetime);
    options.bus.subscribe('identity.pbx-changed', forget, lifetime);
  }

  async placeOf(tenantId: string, pbxId: string, userId: string): Promise<DialPlace> {
    const known = await this.#places.get(tenantId, `${pbxId}/${userId}`, () => this.#read(tenantId, pbxId, userId));
    return known ?? this.#read(tenantId, pbxId, userId);
  }

  async hasExtension(tenantId: string, pbxId: string, number: string): Promise<boolean> {
    const found = await this.#extensions.get(tenantId, `${pbxId}/${number}`, () =>
      this.#store.inTenant(tenantId, async (unit) => ((await unit.extensions.byNumber(pbxId, number)) ? true : undefined)),
    );
    return found ?? false;
  }

  async byE164(tenantId: string, e164: string): Promise<OwnNumber | undefined> {
    return this.#numbers.get(tenantId, e164, () => this.#store.inTenant(tenantId, (unit) => unit.numbers.byE164(e164)));
  }

  async #read(tenantId: string, pbxId: string, userId: string): Promise<DialPlace> {
    return this.#store.inTenant(tenantId, async (unit) => {
      const pbx = await unit.pbxs.byId(pbxId);
      const user = await unit.users.byId(userId);
      const sites = await unit.sites.list();
      const site = sites.find((each) => each.id === user?.siteId) ?? sites.find((each) => each.isDefault);
      const countries = [pbx?.country, site?.country].filter((country) => country !== undefined);
      const place = site ?? { country: pbx?.country ?? '', areaCode: '', trunkPrefix: '' };
      return { site, sites, place, emergencyNumbers: new Set(emergencyNumbersOfAll(countries)) };
    });
  }
}
