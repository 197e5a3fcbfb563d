import type { z } from 'zod';
import type { findingSchema, PlanWorld } from '../../../protocol/dialplan/api.ts';
import type { Finding } from '../../../protocol/dialplan/node-kind.ts';
import type { Plan } from '../../../protocol/dialplan/plan.ts';
import { validatePlan } from '../../../protocol/dialplan/validate.ts';
import type { StoredAttachment } from './attachment-store.ts';

export interface FindingFacts {
  readonly planId: string;
  readonly world: PlanWorld;
  /** What leads into this plan. */
  readonly attached: readonly StoredAttachment[];
  /** Other plans as they are published. */
  readonly others?: ReadonlyMap<string, Plan>;
}

/** What is wrong with a plan, in the tenant as it is now. */
export function findingsOf(plan: Plan, { planId, world, attached, others = new Map() }: FindingFacts): readonly Finding[] {
  return validatePlan(plan, {
    ...world,
    planId,
    plans: world.plans.map((other) => ({ ...other, goesThrough: goesThrough(others.get(other.id)) })),
    attached: attached.map(({ entryId, value }) => ({ entryId, number: value })),
  });
}

function goesThrough(plan: Plan | undefined): readonly string[] {
  return plan?.nodes.flatMap((node) => (node.kind === 'sub-plan' ? [node.settings.planId] : [])) ?? [];
}

/** A finding as it travels. */
export function toAnswer({ rule, severity, planNodeId, path, details }: Finding): z.input<typeof findingSchema> {
  return {
    rule,
    severity,
    details: { ...details },
    ...(planNodeId === undefined ? {} : { planNodeId }),
    ...(path === undefined ? {} : { path }),
  };
}
