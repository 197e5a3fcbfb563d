import type { PlanPinDetail } from '../../../protocol/dialplan/schedules-api.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { AuditFact, DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import { requireUnused, takenAsField, usesIn } from '../service-rules.ts';
import { hashPin } from '../../platform/pin-hasher.ts';
import type { StoredPin } from './pin-store.ts';

/** PINs that plans ask for. What a PIN is can be set, never read. */
export class PinService {
  readonly #store: DialplanStore;

  constructor(options: { readonly store: DialplanStore }) {
    this.#store = options.store;
  }

  async list(actor: Actor): Promise<readonly PlanPinDetail[]> {
    requirePermission(actor, 'plans.read');
    return this.#store.inTenant(actor.tenantId, async (unit) => {
      const uses = await usesIn(unit);
      return (await unit.pins.list()).map(({ id, name, version }) => ({ id, name, version, usedBy: [...(uses.get(`pin/${id}`) ?? [])] }));
    });
  }

  /** @throws {ServiceError} `taken` with `name` */
  async create(actor: Actor, { name, pin }: { readonly name: string; readonly pin: string }): Promise<PlanPinDetail> {
    requirePermission(actor, 'plans.update');
    const [id, hash] = [newId(), await hashPin(pin)];
    await this.#change(actor, async (unit) => {
      await unit.pins.insert({ id, name, hash });
      await unit.audit(fact(actor, 'plan-pin.created', id, { after: { name } }));
    });
    return { id, name, version: 1, usedBy: [] };
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `taken` with `name` */
  async update(
    actor: Actor,
    id: string,
    change: { readonly name?: string | undefined; readonly pin?: string | undefined; readonly version: number },
  ): Promise<PlanPinDetail> {
    requirePermission(actor, 'plans.update');
    const hash = change.pin === undefined ? undefined : await hashPin(change.pin);
    return this.#change(actor, async (unit) => {
      const before = await requirePin(unit, id);
      const { name = before.name, version } = change;
      if (!(await unit.pins.update(id, version, { name, hash: hash ?? before.hash }))) throw new ServiceError('changed-meanwhile');
      const after = { name, isPinNew: hash !== undefined };
      await unit.audit(fact(actor, 'plan-pin.updated', id, { before: { name: before.name }, after }));
      return { id, name, version: version + 1, usedBy: [...((await usesIn(unit)).get(`pin/${id}`) ?? [])] };
    });
  }

  /** @throws {ServiceError} `not-found`, `in-use` */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'plans.update');
    await this.#change(actor, async (unit) => {
      const { name } = await requirePin(unit, id);
      await requireUnused(unit, 'pin', id);
      await unit.pins.delete(id);
      await unit.audit(fact(actor, 'plan-pin.deleted', id, { before: { name } }));
    });
  }

  async hosts(actor: Actor): Promise<readonly string[]> {
    requirePermission(actor, 'plans.read');
    return this.#store.inTenant(actor.tenantId, (unit) => unit.hosts.list());
  }

  async setHosts(actor: Actor, hosts: readonly string[]): Promise<readonly string[]> {
    requirePermission(actor, 'plans.update');
    return this.#store.inTenant(actor.tenantId, async (unit) => {
      const before = await unit.hosts.list();
      await unit.hosts.replace([...new Set(hosts)]);
      const after = await unit.hosts.list();
      await unit.audit({
        actorUserId: actor.userId,
        action: 'plan-hosts.updated',
        subjectKind: 'plan-hosts',
        before: { hosts: before },
        after: { hosts: after },
        address: actor.address,
      });
      return after;
    });
  }

  async #change<T>(actor: Actor, work: (unit: DialplanUnit) => Promise<T>): Promise<T> {
    return takenAsField(() => this.#store.inTenant(actor.tenantId, work));
  }
}

async function requirePin(unit: DialplanUnit, id: string): Promise<StoredPin> {
  const pin = await unit.pins.byId(id);
  if (!pin) throw new ServiceError('not-found');
  return pin;
}

function fact(actor: Actor, action: string, subjectId: string, change: Pick<AuditFact, 'before' | 'after'>): AuditFact {
  return { actorUserId: actor.userId, action, subjectKind: 'plan-pin', subjectId, ...change, address: actor.address };
}
