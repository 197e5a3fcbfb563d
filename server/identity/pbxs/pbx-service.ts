import { emergencyNumbersOf } from '../../../protocol/telephony/emergency-numbers.ts';
import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { Pbx } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { Facts, IdentityStore, IdentityUnit } from '../identity-store.ts';
import { withChange, takenAsField } from '../service-rules.ts';
import { pbxDomain } from '../subscribers/addresses.ts';
import { changedFacts } from '../users/user-facts.ts';

export type PbxFields = Omit<Pbx, 'id' | 'version'>;
export type PbxChange = { readonly [Name in keyof PbxFields]?: PbxFields[Name] | undefined } & { readonly version: number };

/** An admin's work on the PBXs of their tenant. */
export class PbxService {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;
  readonly #sipDomain: string;

  constructor(options: { readonly store: IdentityStore; readonly bus: Bus<IdentityEvents>; readonly sipDomain: string }) {
    this.#store = options.store;
    this.#bus = options.bus;
    this.#sipDomain = options.sipDomain;
  }

  /** The default PBX first. */
  async list(actor: Actor): Promise<readonly Pbx[]> {
    requirePermission(actor, 'pbxs.read');
    return this.#store.inTenant(actor.tenantId, (unit) => unit.pbxs.list());
  }

  /** @throws {ServiceError} `taken` with `slug`, `invalid-fields` with `timeZone` */
  async create(actor: Actor, fields: PbxFields): Promise<Pbx> {
    requirePermission(actor, 'pbxs.update');
    const checked = checkedPlace(fields);
    return this.#change(actor, async (unit) => {
      const id = newId();
      await unit.pbxs.insert({ id, ...checked });
      await unit.audit({
        actorUserId: actor.userId,
        action: 'pbx.created',
        subjectKind: 'pbx',
        subjectId: id,
        after: factsOf(checked),
        address: actor.address,
      });
      await this.#announce(unit, checked);
      return requirePbx(unit, id);
    });
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `taken` with `slug`, `invalid-fields` with `timeZone` */
  async update(actor: Actor, id: string, change: PbxChange): Promise<Pbx> {
    requirePermission(actor, 'pbxs.update');
    const { version, ...fields } = change;
    return this.#change(actor, async (unit) => {
      const before = await requirePbx(unit, id);
      const after = checkedPlace(withChange(before, fields));
      // Digest secrets are made for the realm, which the slug is part of (RFC 7616 §3.4.2): they would stop working.
      if (after.slug !== before.slug && (await unit.devices.list()).some((row) => row.device.pbxId === id))
        throw new ServiceError('invalid-fields', { fields: { slug: 'has-devices' } });
      if (after.country !== before.country) await requireNoExtensionForHelp(unit, id, after.country);
      if (!(await unit.pbxs.update(id, version, after))) throw new ServiceError('changed-meanwhile');
      await unit.audit({
        actorUserId: actor.userId,
        action: 'pbx.updated',
        subjectKind: 'pbx',
        subjectId: id,
        ...changedFacts(factsOf(before), factsOf(after)),
        address: actor.address,
      });
      await this.#announce(unit, after, before);
      return requirePbx(unit, id);
    });
  }

  /** Tells others once it is stored. */
  async #announce(unit: IdentityUnit, pbx: PbxFields, before: PbxFields = pbx): Promise<void> {
    const tenantSlug = (await unit.tenant())?.slug ?? '';
    const realm = pbxDomain(pbx.slug, tenantSlug, this.#sipDomain);
    const realmBefore = pbxDomain(before.slug, tenantSlug, this.#sipDomain);
    const moved = realmBefore === realm ? {} : { realmBefore };
    unit.afterCommit(() =>
      this.#bus.publish('identity.pbx-changed', { tenantId: unit.tenantId, realm, digestPolicy: pbx.digestPolicy, ...moved }),
    );
  }

  async #change<T>(actor: Actor, work: (unit: IdentityUnit) => Promise<T>): Promise<T> {
    return takenAsField(() =>
      this.#store.inTenant(actor.tenantId, async (unit) => {
        unit.afterCommit(() => this.#bus.publish('identity.people-changed', { tenantId: actor.tenantId }));
        return work(unit);
      }),
    );
  }
}

async function requirePbx(unit: IdentityUnit, id: string): Promise<Pbx> {
  const pbx = await unit.pbxs.byId(id);
  if (!pbx) throw new ServiceError('not-found');
  return pbx;
}

/** In another country other numbers call for help; an extension that is one of them could never be reached (EM2). */
async function requireNoExtensionForHelp(unit: IdentityUnit, pbxId: string, country: string): Promise<void> {
  const taken = await unit.extensions.taken(pbxId, emergencyNumbersOf(country));
  if (taken.size > 0) throw new ServiceError('invalid-fields', { fields: { country: 'extensions-call-for-help' } });
}

/** Schedules will run in this zone, so it has to be one that this Node knows (IANA). */
function checkedPlace<Fields extends PbxFields>(fields: Fields): Fields {
  try {
    Intl.DateTimeFormat('en', { timeZone: fields.timeZone });
  } catch (error) {
    throw new ServiceError('invalid-fields', { fields: { timeZone: 'unknown' }, cause: error });
  }
  return { ...fields, country: fields.country.toUpperCase() };
}

function factsOf(pbx: PbxFields): Facts {
  const { slug, name, language, country, timeZone, digestPolicy } = pbx;
  return { slug, name, language, country, timeZone, digestPolicy };
}
