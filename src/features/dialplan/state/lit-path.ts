import { entryExit } from '../../../../protocol/dialplan/plan.ts';
import { edgeId } from './plan-parts.ts';

/** The way of a call, simulated or real, as it is drawn. */
export interface LitPath {
  /** Where the call was, with the numbers of its steps. */
  readonly visits: ReadonlyMap<string, readonly number[]>;
  /** Lines that it took, by `<from> <exit>`. */
  readonly edges: ReadonlySet<string>;
  /** Where it is now. */
  readonly at: string | undefined;
}

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
