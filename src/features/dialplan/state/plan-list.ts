import type { PlanSummary } from '../../../../protocol/dialplan/api.ts';

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The plans whose name or lines hold what was typed, in the order of their names. */
export function fittingPlans(plans: readonly PlanSummary[], query: string): readonly PlanSummary[] {
  const wish = folded(query.trim());
  return plans
    .filter((plan) => folded([plan.name, ...plan.attached.map((line) => line.number)].join(' ')).includes(wish))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** How a plan stands: what callers get now, and whether the draft says something else. */
export function stateOfPlan(plan: Pick<PlanSummary, 'publishedVersion' | 'isDraftChanged'>): 'draft' | 'published' | 'changed' {
  if (plan.publishedVersion === null) return 'draft';
  return plan.isDraftChanged ? 'changed' : 'published';
}
