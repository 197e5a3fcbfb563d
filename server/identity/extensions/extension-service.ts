import type { z } from 'zod';
import type { createExtensionSchema, updateExtensionSchema } from '../../../protocol/identity/admin.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { Extension } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { Facts, IdentityStore, IdentityUnit } from '../identity-store.ts';
import { requireNoEmergencyNumber } from '../numbers/emergency-rule.ts';
import { PlanLeads, type Led, type LeadingLines } from '../numbers/plan-leads.ts';
import { withChange, sortOf, takenAsField } from '../service-rules.ts';
import { changedFacts } from '../users/user-facts.ts';
import { extensionSorts, type ExtensionRow } from './extension-store.ts';

export type LedExtension = Led<ExtensionRow>;

export interface ExtensionServiceOptions {
  readonly store: IdentityStore;
  readonly bus: Bus<IdentityEvents>;
  readonly leadingLines: LeadingLines;
}

/** An admin's work on the extensions of their tenant. */
export class ExtensionService {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;
  readonly #leadingLines: LeadingLines;

  constructor(options: ExtensionServiceOptions) {
    this.#store = options.store;
    this.#bus = options.bus;
    this.#leadingLines = options.leadingLines;
  }

  async list(actor: Actor, query: ListQuery): Promise<Page<LedExtension>> {
    requirePermission(actor, 'extensions.read');
    const sort = sortOf(query, extensionSorts);
    const leads = await this.#leads(actor);
    const { items, total } = await this.#store.inTenant(actor.tenantId, (unit) => unit.extensions.page(query, sort));
    return { items: items.map((row) => led(row, leads)), total };
  }

  async get(actor: Actor, id: string): Promise<LedExtension> {
    requirePermission(actor, 'extensions.read');
    const leads = await this.#leads(actor);
    return led(await this.#store.inTenant(actor.tenantId, (unit) => requireRow(unit, id)), leads);
  }

  /** In the default PBX unless one is named. @throws {ServiceError} `taken` with `number`, `invalid-fields` */
  async create(actor: Actor, fields: z.output<typeof createExtensionSchema>): Promise<LedExtension> {
    requirePermission(actor, 'extensions.create');
    const leads = await this.#leads(actor);
    return this.#change(actor, async (unit) => {
      const pbx = fields.pbxId === undefined ? (await unit.pbxs.list())[0] : await unit.pbxs.byId(fields.pbxId);
      if (!pbx) throw new ServiceError('invalid-fields', { fields: { pbxId: 'unknown' } });
      await requireNoEmergencyNumber(unit, { pbx, number: fields.number, field: 'number' });
      await requireKnownUser(unit, fields.userId);
      const extension = { id: newId(), pbxId: pbx.id, number: fields.number, label: fields.label, userId: fields.userId };
      await unit.extensions.insert([extension]);
      await unit.audit({
        actorUserId: actor.userId,
        action: 'extension.created',
        subjectKind: 'extension',
        subjectId: extension.id,
        after: factsOf(extension),
        address: actor.address,
      });
      return led(await requireRow(unit, extension.id), leads);
    });
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `taken` with `number`, `invalid-fields` */
  async update(actor: Actor, id: string, change: z.output<typeof updateExtensionSchema>): Promise<LedExtension> {
    requirePermission(actor, 'extensions.update');
    const leads = await this.#leads(actor);
    const { version, ...fields } = change;
    return this.#change(actor, async (unit) => {
      const before = (await requireRow(unit, id)).extension;
      await requireKnownUser(unit, fields.userId ?? null);
      const after = withChange(before, fields);
      if (leads.ofExtension(before)) requireUntouched(before, after);
      await requireNoEmergency(unit, before, after);
      if (!(await unit.extensions.update(id, version, { number: after.number, label: after.label, userId: after.userId })))
        throw new ServiceError('changed-meanwhile');
      await unit.audit({
        actorUserId: actor.userId,
        action: 'extension.updated',
        subjectKind: 'extension',
        subjectId: id,
        ...changedFacts(factsOf(before), factsOf(after)),
        address: actor.address,
      });
      return led(await requireRow(unit, id), leads);
    });
  }

  /** @throws {ServiceError} `not-found`, `in-use` while it leads into a dial plan */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'extensions.delete');
    const leads = await this.#leads(actor);
    await this.#change(actor, async (unit) => {
      const { extension } = await requireRow(unit, id);
      if (leads.ofExtension(extension)) throw new ServiceError('in-use', { fields: { plan: 'leads-to-plan' } });
      await unit.extensions.delete(id);
      await unit.audit({
        actorUserId: actor.userId,
        action: 'extension.deleted',
        subjectKind: 'extension',
        subjectId: id,
        before: factsOf(extension),
        address: actor.address,
      });
    });
  }

  /** Read before the work begins: it comes from another domain, by a connection of its own. */
  async #leads(actor: Actor): Promise<PlanLeads> {
    return new PlanLeads(await this.#leadingLines(actor.tenantId));
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

function led(row: ExtensionRow, leads: PlanLeads): LedExtension {
  return { ...row, plan: leads.ofExtension(row.extension) };
}

async function requireRow(unit: IdentityUnit, id: string): Promise<ExtensionRow> {
  const row = await unit.extensions.row(id);
  if (!row) throw new ServiceError('not-found');
  return row;
}

async function requireKnownUser(unit: IdentityUnit, userId: string | null): Promise<void> {
  if (userId !== null && !(await unit.users.byId(userId))) throw new ServiceError('invalid-fields', { fields: { userId: 'unknown' } });
}

/** What a plan holds is let go in the plan: it would be broken without a word otherwise. @throws {ServiceError} `invalid-fields` */
function requireUntouched(before: Extension, after: Extension): void {
  if (after.userId !== null) throw new ServiceError('invalid-fields', { fields: { userId: 'leads-to-plan' } });
  if (after.number !== before.number) throw new ServiceError('invalid-fields', { fields: { number: 'leads-to-plan' } });
}

/** @throws {ServiceError} `invalid-fields` */
async function requireNoEmergency(unit: IdentityUnit, before: Extension, after: Extension): Promise<void> {
  if (after.number === before.number) return;
  const pbx = await unit.pbxs.byId(before.pbxId);
  if (pbx) await requireNoEmergencyNumber(unit, { pbx, number: after.number, field: 'number' });
}

function factsOf(extension: Omit<Extension, 'version'>): Facts {
  return { number: extension.number, label: extension.label, userId: extension.userId, pbxId: extension.pbxId };
}
