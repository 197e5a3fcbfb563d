import type { Actor } from '../../identity/index.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { AuditFact, DialplanUnit } from '../dialplan-store.ts';
import type { StoredPlan } from './plan-store.ts';

/** Tells the pages that show a plan, and forgets what calls remember of the tenant's plans. */
export interface PlanNews {
  changed(tenantId: string, plan: Pick<StoredPlan, 'id' | 'revision' | 'publishedVersion'>): void;
}

/** @throws {ServiceError} `not-found` */
export async function requirePlan(unit: DialplanUnit, id: string, how: 'read' | 'locked' = 'read'): Promise<StoredPlan> {
  const plan = await (how === 'locked' ? unit.plans.lock(id) : unit.plans.byId(id));
  if (!plan) throw new ServiceError('not-found');
  return plan;
}

export function factOf(actor: Actor, action: string, subjectId: string, change: Pick<AuditFact, 'before' | 'after'>): AuditFact {
  return { actorUserId: actor.userId, action, subjectKind: 'plan', subjectId, ...change, address: actor.address };
}
