import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { isNetwork } from '../../platform/networks.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { Site } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { Facts, IdentityStore, IdentityUnit } from '../identity-store.ts';
import { withChange } from '../service-rules.ts';
import { changedFacts } from '../users/user-facts.ts';

export type SiteFields = Omit<Site, 'id' | 'version' | 'networks'> & { readonly networks?: readonly string[] | undefined };
export type SiteChange = { readonly [Name in keyof SiteFields]?: SiteFields[Name] | undefined } & { readonly version: number };

/** An admin's work on the sites of their tenant: places with an emergency address. */
export class SiteService {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;

  constructor(options: { readonly store: IdentityStore; readonly bus: Bus<IdentityEvents> }) {
    this.#store = options.store;
    this.#bus = options.bus;
  }

  async list(actor: Actor): Promise<readonly Site[]> {
    requirePermission(actor, 'sites.read');
    return this.#store.inTenant(actor.tenantId, (unit) => unit.sites.list());
  }

  async create(actor: Actor, fields: SiteFields): Promise<Site> {
    requirePermission(actor, 'sites.update');
    return this.#change(actor, async (unit) => {
      const site = { ...fields, networks: checkedNetworks(fields.networks ?? []), country: fields.country.toUpperCase(), id: newId() };
      if (site.isDefault) await unit.sites.clearDefault();
      await unit.sites.insert(site);
      await unit.audit({
        actorUserId: actor.userId,
        action: 'site.created',
        subjectKind: 'site',
        subjectId: site.id,
        after: factsOf(site),
        address: actor.address,
      });
      return requireSite(unit, site.id);
    });
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `invalid-fields` when the default mark would go nowhere */
  async update(actor: Actor, id: string, change: SiteChange): Promise<Site> {
    requirePermission(actor, 'sites.update');
    const { version, ...fields } = change;
    return this.#change(actor, async (unit) => {
      const before = await requireSite(unit, id);
      if (before.version !== version) throw new ServiceError('changed-meanwhile');
      const merged = withChange(before, fields);
      const after = { ...merged, networks: checkedNetworks(merged.networks), country: merged.country.toUpperCase() };
      if (before.isDefault && !after.isDefault) throw new ServiceError('invalid-fields', { fields: { isDefault: 'mark-another' } });
      if (after.isDefault && !before.isDefault) await unit.sites.clearDefault();
      if (!(await unit.sites.update(id, version, after))) throw new ServiceError('changed-meanwhile');
      await unit.audit({
        actorUserId: actor.userId,
        action: 'site.updated',
        subjectKind: 'site',
        subjectId: id,
        ...changedFacts(factsOf(before), factsOf(after)),
        address: actor.address,
      });
      return requireSite(unit, id);
    });
  }

  /** Numbers are read, and emergency calls placed, by what sites say: others forget what they remember. */
  async #change<T>(actor: Actor, work: (unit: IdentityUnit) => Promise<T>): Promise<T> {
    return this.#store.inTenant(actor.tenantId, async (unit) => {
      unit.afterCommit(() => this.#bus.publish('identity.people-changed', { tenantId: actor.tenantId }));
      return work(unit);
    });
  }
}

/** @throws {ServiceError} `invalid-fields` */
function checkedNetworks(networks: readonly string[]): readonly string[] {
  if (!networks.every(isNetwork)) throw new ServiceError('invalid-fields', { fields: { networks: 'not-a-network' } });
  return networks;
}

async function requireSite(unit: IdentityUnit, id: string): Promise<Site> {
  const site = await unit.sites.byId(id);
  if (!site) throw new ServiceError('not-found');
  return site;
}

function factsOf(site: Omit<Site, 'id' | 'version'>): Facts {
  return {
    name: site.name,
    street: site.street,
    postalCode: site.postalCode,
    city: site.city,
    country: site.country,
    areaCode: site.areaCode,
    trunkPrefix: site.trunkPrefix,
    isDefault: site.isDefault,
    networks: site.networks,
  };
}
