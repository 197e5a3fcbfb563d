import type { CreateNumbers, UpdateNumber } from '../../../protocol/identity/numbers.ts';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { OwnNumber } from '../entities.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { Facts, IdentityStore, IdentityUnit } from '../identity-store.ts';
import { sortOf, takenAsField, withChange } from '../service-rules.ts';
import { changedFacts } from '../users/user-facts.ts';
import { requireNoEmergencyNumber } from './emergency-rule.ts';
import { numberIn } from './number-text.ts';
import { PlanLeads, type Led, type LeadingLines } from './plan-leads.ts';
import { placeFor } from './number-place.ts';
import { rangeOf } from './number-range.ts';
import { numberSorts, type NumberRow } from './number-store.ts';

export type LedNumber = Led<NumberRow>;

export interface NumberServiceOptions {
  readonly store: IdentityStore;
  readonly bus: Bus<IdentityEvents>;
  readonly leadingLines: LeadingLines;
}

/** An admin's work on the numbers of their tenant. */
export class NumberService {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;
  readonly #leadingLines: LeadingLines;

  constructor(options: NumberServiceOptions) {
    this.#store = options.store;
    this.#bus = options.bus;
    this.#leadingLines = options.leadingLines;
  }

  async list(actor: Actor, query: ListQuery): Promise<Page<LedNumber>> {
    requirePermission(actor, 'numbers.read');
    const sort = sortOf(query, numberSorts);
    const leads = await this.#leads(actor);
    const { items, total } = await this.#store.inTenant(actor.tenantId, (unit) => unit.numbers.page(query, sort));
    return { items: items.map((row) => led(row, leads)), total };
  }

  async get(actor: Actor, id: string): Promise<LedNumber> {
    requirePermission(actor, 'numbers.read');
    const leads = await this.#leads(actor);
    return led(await this.#store.inTenant(actor.tenantId, (unit) => requireRow(unit, id)), leads);
  }

  /** One number or a range, all or none. @throws {ServiceError} `invalid-fields`, `taken` with `number` */
  async create(actor: Actor, fields: CreateNumbers): Promise<readonly LedNumber[]> {
    requirePermission(actor, 'numbers.create');
    const leads = await this.#leads(actor);
    return this.#change(actor, async (unit) => {
      const { pbx, siteId, place } = await placeFor(unit, fields);
      await requireKnownUser(unit, fields.userId);
      await requireNoEmergencyNumber(unit, { pbx, number: numberIn(fields.number) ?? '', field: 'number' });
      const e164s = rangeOf(fields.number, fields.last, place);
      const numbers = e164s.map((e164) => ({ id: newId(), e164, label: fields.label, pbxId: pbx.id, siteId, userId: fields.userId }));
      await insertAll(unit, numbers);
      const [first] = numbers;
      if (!first) return [];
      await unit.audit({
        actorUserId: actor.userId,
        ...(numbers.length === 1
          ? { action: 'number.created', subjectKind: 'number', subjectId: first.id, after: factsOf(first) }
          : {
              action: 'numbers.created',
              subjectKind: 'tenant',
              subjectId: actor.tenantId,
              after: { first: first.e164, last: e164s.at(-1) ?? '', count: numbers.length, label: fields.label, pbxId: pbx.id, siteId },
            }),
        address: actor.address,
      });
      return Promise.all(numbers.map(async ({ id }) => led(await requireRow(unit, id), leads)));
    });
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `invalid-fields` */
  async update(actor: Actor, id: string, change: UpdateNumber): Promise<LedNumber> {
    requirePermission(actor, 'numbers.update');
    const leads = await this.#leads(actor);
    const { version, ...fields } = change;
    return this.#change(actor, async (unit) => {
      const before = (await requireRow(unit, id)).number;
      const after = withChange(before, fields);
      if (after.pbxId !== before.pbxId || after.siteId !== before.siteId) await placeFor(unit, after);
      await requireKnownUser(unit, after.userId);
      // What a plan holds is let go in the plan: it would be broken without a word otherwise.
      if (after.userId !== null && leads.ofNumber(before))
        throw new ServiceError('invalid-fields', { fields: { userId: 'leads-to-plan' } });
      if (!(await unit.numbers.update(id, version, after))) throw new ServiceError('changed-meanwhile');
      await unit.audit({
        actorUserId: actor.userId,
        action: 'number.updated',
        subjectKind: 'number',
        subjectId: id,
        ...changedFacts(factsOf(before), factsOf(after)),
        address: actor.address,
      });
      return led(await requireRow(unit, id), leads);
    });
  }

  /** @throws {ServiceError} `not-found`, `in-use` while it leads somewhere */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'numbers.delete');
    const leads = await this.#leads(actor);
    await this.#change(actor, async (unit) => {
      const { number } = await requireRow(unit, id);
      if (number.userId !== null) throw new ServiceError('in-use', { fields: { assignment: 'user' } });
      if (leads.ofNumber(number)) throw new ServiceError('in-use', { fields: { assignment: 'plan' } });
      await unit.release('number', number.e164);
      await unit.numbers.delete(id);
      await unit.audit({
        actorUserId: actor.userId,
        action: 'number.deleted',
        subjectKind: 'number',
        subjectId: id,
        before: factsOf(number),
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

/** Stores numbers and makes each unique in the installation. @throws {StoreConflict} field `number` */
export async function insertAll(unit: IdentityUnit, numbers: readonly Omit<OwnNumber, 'version'>[]): Promise<void> {
  await unit.numbers.insert(numbers);
  for (const { id, e164 } of numbers) await unit.claim('number', e164, id);
}

function led(row: NumberRow, leads: PlanLeads): LedNumber {
  return { ...row, plan: leads.ofNumber(row.number) };
}

async function requireRow(unit: IdentityUnit, id: string): Promise<NumberRow> {
  const row = await unit.numbers.row(id);
  if (!row) throw new ServiceError('not-found');
  return row;
}

async function requireKnownUser(unit: IdentityUnit, userId: string | null): Promise<void> {
  if (userId !== null && !(await unit.users.byId(userId))) throw new ServiceError('invalid-fields', { fields: { userId: 'unknown' } });
}

function factsOf({ e164, label, pbxId, siteId, userId }: Omit<OwnNumber, 'id' | 'version'>): Facts {
  return { e164, label, pbxId, siteId, userId };
}
