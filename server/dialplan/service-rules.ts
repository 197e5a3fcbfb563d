import { referencesOf } from '../../protocol/dialplan/nodes/index.ts';
import type { ReferenceKind } from '../../protocol/dialplan/references.ts';
import type { Plan } from '../../protocol/dialplan/plan.ts';
import { ServiceError } from '../platform/service-error.ts';
import { StoreConflict, type DialplanUnit } from './dialplan-store.ts';
import { readPlan } from './plans/read-plan.ts';

/** Turns a taken unique value into the answer that names its field. */
export async function takenAsField<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreConflict) throw new ServiceError('taken', { fields: { [error.field]: 'taken' }, cause: error });
    throw error;
  }
}

export interface PlanUse {
  readonly planId: string;
  readonly name: string;
}

/** Plans that name things: by `<kind>/<id>`, whoever names it in the draft or in what is published. */
export async function usesIn(unit: DialplanUnit): Promise<ReadonlyMap<string, readonly PlanUse[]>> {
  const [drafts, published] = [await unit.plans.list(), await unit.plans.published()];
  const uses = new Map<string, Map<string, PlanUse>>();
  const plans = [...drafts.map(({ id, name, draft }) => ({ planId: id, name, plan: draft })), ...published];
  for (const { planId, name, plan } of plans)
    for (const key of namesIn(readPlan(plan))) {
      const users = uses.get(key) ?? new Map<string, PlanUse>();
      uses.set(key, users.set(planId, { planId, name }));
    }
  return new Map([...uses].map(([key, users]) => [key, [...users.values()]]));
}

function namesIn(plan: Plan): readonly string[] {
  const inNodes = plan.nodes.flatMap((node) => referencesOf(node).map(({ kind, id }) => `${kind}/${id}`));
  if (plan.fallback.kind !== 'voicemail') return inNodes;
  const { box } = plan.fallback;
  return [...inNodes, box.kind === 'box' ? `voicemail-box/${box.boxId}` : `user/${box.userId}`];
}

/** @throws {ServiceError} `in-use`, its fields name the plans */
export async function requireUnused(unit: DialplanUnit, kind: ReferenceKind, id: string): Promise<void> {
  const users = (await usesIn(unit)).get(`${kind}/${id}`) ?? [];
  if (users.length > 0) throw inUse(users.map(({ name }) => name));
}

/** The refusal to delete what is used; `fields` counts those who use it and names them. */
export function inUse(names: readonly string[]): ServiceError {
  return new ServiceError('in-use', { fields: Object.fromEntries(names.slice(0, 20).map((name, index) => [`usedBy.${index}`, name])) });
}
