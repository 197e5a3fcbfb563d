import type { PlanEntry } from '../../../protocol/identity/numbers.ts';
import type { Bus } from '../../platform/bus.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import { requirePermission, type Actor } from '../actor.ts';
import type { IdentityEvents } from '../identity-events.ts';
import type { IdentityStore, IdentityUnit } from '../identity-store.ts';
import { requireNoEmergencyNumber } from './emergency-rule.ts';

/** What leads into an entry of a dial plan. */
export interface PlanLine {
  readonly entryId: string;
  readonly kind: 'extension' | 'number';
  /** Digits of an extension, or E.164 with its plus. */
  readonly number: string;
  /** The PBX of an extension; null: the default one. */
  readonly pbxId: string | null;
}

interface Target {
  readonly kind: PlanLine['kind'];
  readonly id: string;
  readonly plan: PlanEntry;
}

/** The extensions and numbers that lead into dial plans; dial plans ask for it when their attachments change. */
export class PlanLines {
  readonly #store: IdentityStore;
  readonly #bus: Bus<IdentityEvents>;

  constructor(options: { readonly store: IdentityStore; readonly bus: Bus<IdentityEvents> }) {
    this.#store = options.store;
    this.#bus = options.bus;
  }

  async ofPlan(tenantId: string, planId: string): Promise<readonly PlanLine[]> {
    return this.#store.inTenant(tenantId, async (unit) => [
      ...(await unit.extensions.ofPlan(planId)).map(({ plan, number, pbxId }) => ({
        entryId: plan?.entryId ?? '',
        kind: 'extension' as const,
        number,
        pbxId,
      })),
      ...(await unit.numbers.ofPlan(planId)).map(({ plan, e164 }) => ({
        entryId: plan?.entryId ?? '',
        kind: 'number' as const,
        number: e164,
        pbxId: null,
      })),
    ]);
  }

  /**
   * Leads exactly these into the plan, all or none. An extension that does not exist is made, without a person; one that has a
   * person or another plan is `taken`, a number that the tenant does not have `not-found`: both under `items.N.number`.
   * @throws {ServiceError} `forbidden`, `invalid-fields`
   */
  async replace(actor: Actor, planId: string, lines: readonly PlanLine[]): Promise<void> {
    requirePermission(actor, 'extensions.update');
    await this.#store.inTenant(actor.tenantId, async (unit) => {
      const targets: Target[] = [];
      for (const [index, line] of lines.entries())
        targets.push(await targetOf(unit, { actor, planId, line, field: `items.${index}.number` }));
      const kept = new Set(targets.map((target) => target.id));
      for (const { id } of await unit.extensions.ofPlan(planId)) if (!kept.has(id)) await unit.extensions.setPlan(id, null);
      for (const { id } of await unit.numbers.ofPlan(planId)) if (!kept.has(id)) await unit.numbers.setPlan(id, null);
      for (const { kind, id, plan } of targets) await (kind === 'extension' ? unit.extensions : unit.numbers).setPlan(id, plan);
      unit.afterCommit(() => this.#bus.publish('identity.people-changed', { tenantId: actor.tenantId }));
    });
  }
}

interface Wanted {
  readonly actor: Actor;
  readonly planId: string;
  readonly line: PlanLine;
  readonly field: string;
}

async function targetOf(unit: IdentityUnit, wanted: Wanted): Promise<Target> {
  const { planId, line, field } = wanted;
  const found = line.kind === 'number' ? await unit.numbers.byE164(line.number) : await extensionFor(unit, wanted);
  if (!found) throw refused(field, 'not-found');
  if (found.userId !== null || (found.plan && found.plan.planId !== planId)) throw refused(field, 'taken');
  return { kind: line.kind, id: found.id, plan: { planId, entryId: line.entryId } };
}

async function extensionFor(unit: IdentityUnit, { actor, line, field }: Wanted) {
  const pbx = line.pbxId === null ? (await unit.pbxs.list())[0] : await unit.pbxs.byId(line.pbxId);
  if (!pbx) throw refused(field, 'not-found');
  await requireNoEmergencyNumber(unit, { pbx, number: line.number, field });
  const found = await unit.extensions.byNumber(pbx.id, line.number);
  if (found) return found;
  const id = newId();
  const fields = { number: line.number, label: '', pbxId: pbx.id, userId: null };
  await unit.extensions.insert([{ id, ...fields }]);
  await unit.audit({
    actorUserId: actor.userId,
    action: 'extension.created',
    subjectKind: 'extension',
    subjectId: id,
    after: fields,
    address: actor.address,
  });
  return unit.extensions.byNumber(pbx.id, line.number);
}

function refused(field: string, reason: string): ServiceError {
  return new ServiceError('invalid-fields', { fields: { [field]: reason } });
}
