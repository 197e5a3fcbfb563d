import type { Finding } from './node-kind.ts';
import type { Plan } from './plan.ts';
import { checkHours } from './lint/hours.ts';
import { checkOtherPlans } from './lint/other-plans.ts';
import type { PlanWorld } from './lint/plan-world.ts';
import { checkEmergency, checkPaidRoutes } from './lint/safety.ts';
import { checkSettings } from './lint/settings.ts';
import { checkSize } from './lint/size.ts';
import { checkEmpty, checkFallback, checkReferences, existence } from './lint/things.ts';
import { checkConnections, checkLoops, checkReach } from './lint/ways.ts';

/**
 * Everything that is wrong with a plan in its tenant: those of the plan as a whole first, then node by node. Errors forbid
 * publishing, warnings do not.
 */
export function validatePlan(plan: Plan, world: PlanWorld): readonly Finding[] {
  const exists = existence(world);
  return [
    ...checkConnections(plan),
    ...checkReach(plan),
    ...checkLoops(plan),
    ...checkSize(plan),
    ...checkFallback(plan, exists),
    ...checkEmergency(plan, world),
    ...checkPaidRoutes(plan, world),
    ...plan.nodes.flatMap((node) => [
      ...checkReferences(node, exists),
      ...checkEmpty(node, world),
      ...checkSettings(node, plan),
      ...checkHours(node, world),
      ...checkOtherPlans(node, plan, world),
    ]),
  ];
}

export function mayBePublished(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}
