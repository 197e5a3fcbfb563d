import type { NodeOf, PlanNode } from '../nodes/index.ts';
import type { Finding } from '../node-kind.ts';
import type { Plan } from '../plan.ts';
import { finding } from './findings.ts';
import type { OtherPlan, PlanWorld } from './plan-world.ts';

/** Plans that a node goes to or through. That they exist is for `checkReferences`. */
export function checkOtherPlans(node: PlanNode, plan: Plan, world: PlanWorld): readonly Finding[] {
  if (node.kind !== 'sub-plan' && node.kind !== 'go-to') return [];
  const { planId, entryId } = node.settings;
  const place = { id: node.id, path: 'planId' };
  const isSelf = planId !== '' && planId === world.planId;
  const other = world.plans.find(({ id }) => id === planId);
  const entries = isSelf ? plan.entries : other?.entries;
  const isEntryGone = entryId !== '' && entries !== undefined && entries.every(({ id }) => id !== entryId);
  return [
    ...(!isSelf && other?.publishedVersion === null ? [finding('plan-unpublished', place, { plan: planId })] : []),
    ...(isEntryGone ? [finding('plan-entry-gone', { id: node.id, path: 'entryId' }, { entry: entryId })] : []),
    ...(node.kind === 'sub-plan' ? checkSubPlan(node, { other: isSelf ? undefined : other, world }) : []),
  ];
}

function checkSubPlan(
  { id, settings }: NodeOf<'sub-plan'>,
  { other, world }: { readonly other: OtherPlan | undefined; readonly world: PlanWorld },
): readonly Finding[] {
  const loop = leadsBack(settings.planId, world) ? [finding('plan-loop', { id, path: 'planId' }, { plan: settings.planId })] : [];
  if (!other) return loop;
  const missing = other.ends.filter((end) => !settings.ends.includes(end));
  const unknown = settings.ends.filter((end) => !other.ends.includes(end));
  return [
    ...loop,
    ...missing.map((end) => finding('end-without-exit', { id, path: 'ends' }, { end })),
    ...unknown.map((end) => finding('end-unknown', { id, path: 'ends' }, { end })),
  ];
}

/** Whether going through a plan comes back to the one that is looked at. */
function leadsBack(planId: string, { planId: own, plans }: PlanWorld): boolean {
  const seen = new Set<string>();
  const open = own === undefined || planId === '' ? [] : [planId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === own) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const current = next;
    open.push(...(plans.find(({ id }) => id === current)?.goesThrough ?? []));
  }
  return false;
}
