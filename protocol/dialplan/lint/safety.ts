import { caseExit } from '../nodes/if.ts';
import type { PlanNode } from '../nodes/index.ts';
import type { Condition } from '../nodes/condition.ts';
import type { Finding } from '../node-kind.ts';
import type { Plan, PlanEdge } from '../plan.ts';
import { indexOf } from '../plan-index.ts';
import { finding } from './findings.ts';
import type { PlanWorld } from './plan-world.ts';
import { reachedFrom } from './ways.ts';

/** Outside numbers that anybody who calls can reach. */
export function checkPaidRoutes(plan: Plan, { routes }: PlanWorld): readonly Finding[] {
  const { nodes } = indexOf(plan);
  const isOpen = ({ from, exit }: PlanEdge): boolean => {
    const node = nodes.get(from);
    return !node || !isGuard(node, exit);
  };
  const reached = reachedFrom(
    plan,
    plan.entries.map(({ id }) => id),
    isOpen,
  );
  const isFree = (routeId: string): boolean => routes.some(({ id, isPaid }) => id === routeId && !isPaid);
  return plan.nodes.flatMap((node) => {
    if (!reached.has(node.id)) return [];
    return outsideOf(node).flatMap(({ routeId, path }) => (isFree(routeId) ? [] : [finding('paid-without-pin', { id: node.id, path })]));
  });
}

/** An entry that would take the calls of an emergency number. */
export function checkEmergency({ entries }: Plan, { attached = [], emergencyNumbers }: PlanWorld): readonly Finding[] {
  const known = new Set(entries.map(({ id }) => id));
  return attached.flatMap(({ entryId, number }) =>
    known.has(entryId) && emergencyNumbers.includes(number) ? [finding('emergency-shadowed', { id: entryId }, { number })] : [],
  );
}

function outsideOf(node: PlanNode): readonly { readonly routeId: string; readonly path: string }[] {
  if (node.kind === 'external') return node.settings.number === '' ? [] : [{ routeId: node.settings.routeId, path: 'number' }];
  if (node.kind !== 'ring') return [];
  return node.settings.targets.flatMap((target, index) =>
    target.kind === 'external' && target.number !== '' ? [{ routeId: target.routeId, path: `targets.${index}.number` }] : [],
  );
}

/** Exits that only a caller takes who is known or knows a PIN. */
function isGuard(node: PlanNode, exit: string): boolean {
  switch (node.kind) {
    case 'pin':
      return exit === 'right';
    case 'lookup':
      return exit === 'found';
    case 'if':
      return node.settings.cases.some(({ id, all }) => caseExit(node.settings, id) === exit && all.some(isAboutCaller));
    default:
      return false;
  }
}

function isAboutCaller(condition: Condition): boolean {
  switch (condition.about) {
    case 'vip':
    case 'tag':
    case 'open-ticket':
      return true;
    case 'caller-kind':
      return condition.is === 'internal';
    case 'caller-number':
      return condition.value !== '' && (condition.test === 'equals' || condition.test === 'starts-with');
    default:
      return false;
  }
}
