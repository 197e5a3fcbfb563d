import { entryExit } from '../../../../protocol/dialplan/plan.ts';
import type { LitPath } from './canvas-marks.ts';
import { edgeId } from './plan-parts.ts';

/** What of a step of a path the canvas needs. */
export interface WalkedStep {
  readonly planId: string;
  readonly nodeId: string;
  readonly exit?: string | null | undefined;
}

/** A call's way as the canvas shows it: nodes by the numbers of their steps, lines, where it is. Steps in other plans are left out. */
export function litPathOf(planId: string, entryId: string | undefined, steps: readonly WalkedStep[]): LitPath {
  const visits = new Map<string, readonly number[]>();
  const edges = new Set<string>();
  if (entryId !== undefined && steps.length > 0) edges.add(edgeId(entryId, entryExit));
  for (const [index, step] of steps.entries()) {
    if (step.planId !== planId) continue;
    visits.set(step.nodeId, [...(visits.get(step.nodeId) ?? []), index + 1]);
    if (typeof step.exit === 'string') edges.add(edgeId(step.nodeId, step.exit));
  }
  const last = steps.at(-1);
  return { visits, edges, at: last?.planId === planId && typeof last.exit !== 'string' ? last.nodeId : undefined };
}
