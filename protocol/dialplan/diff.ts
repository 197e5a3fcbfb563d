import type { PlanNode } from './nodes/index.ts';
import type { Plan, PlanEdge, PlanEntry, PlanNote } from './plan.ts';
import { edgeKey } from './plan-index.ts';

interface Changed<Part> {
  readonly before: Part;
  readonly after: Part;
}

/** What differs between lists of one kind of part. What moved and changed is in both lists. */
export interface PartsDiff<Part> {
  readonly added: readonly Part[];
  readonly removed: readonly Part[];
  readonly changed: readonly Changed<Part>[];
  /** Only elsewhere on the canvas. */
  readonly moved: readonly Changed<Part>[];
}

export interface PlanDiff {
  readonly nodes: PartsDiff<PlanNode>;
  /** `changed`: the same exit leads elsewhere. */
  readonly edges: PartsDiff<PlanEdge>;
  readonly entries: PartsDiff<PlanEntry>;
  readonly notes: PartsDiff<PlanNote>;
  readonly fallback: Changed<Plan['fallback']> | undefined;
  readonly language: Changed<Plan['language']> | undefined;
  readonly maxVisits: Changed<number> | undefined;
}

/** What has to be done to `before` to make `after`. Parts are the same when their ids are; edges when their exits are. */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  return {
    nodes: diffParts(before.nodes, after.nodes, byId),
    edges: diffParts(before.edges, after.edges, (edge) => edgeKey(edge)),
    entries: diffParts(before.entries, after.entries, byId),
    notes: diffParts(before.notes, after.notes, byId),
    fallback: changed(before.fallback, after.fallback),
    language: changed(before.language, after.language),
    maxVisits: changed(before.maxVisits, after.maxVisits),
  };
}

/** Whether the two plans are the same for callers and for people who look at them; where things stand counts too. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  const { fallback, language, maxVisits, ...parts } = diffPlans(one, other);
  const isSame = ({ added, removed, changed: differing, moved }: PartsDiff<unknown>): boolean =>
    added.length + removed.length + differing.length + moved.length === 0;
  return !fallback && !language && maxVisits === undefined && Object.values(parts).every(isSame);
}

function diffParts<Part extends object>(
  before: readonly Part[],
  after: readonly Part[],
  keyOf: (part: NoInfer<Part>) => string,
): PartsDiff<Part> {
  const old = new Map(before.map((part) => [keyOf(part), part]));
  const now = new Set(after.map(keyOf));
  const both = after.flatMap((part) => {
    const was = old.get(keyOf(part));
    return was ? [{ before: was, after: part }] : [];
  });
  return {
    added: after.filter((part) => !old.has(keyOf(part))),
    removed: before.filter((part) => !now.has(keyOf(part))),
    changed: both.filter((pair) => canonical(withoutPosition(pair.before)) !== canonical(withoutPosition(pair.after))),
    moved: both.filter((pair) => canonical(positionOf(pair.before)) !== canonical(positionOf(pair.after))),
  };
}

function byId({ id }: { readonly id: string }): string {
  return id;
}

function changed<Value>(before: Value, after: Value): Changed<Value> | undefined {
  return canonical(before) === canonical(after) ? undefined : { before, after };
}

function positionOf(part: object): unknown {
  return 'position' in part ? part.position : null;
}

function withoutPosition(part: object): unknown {
  return { ...part, position: null };
}

/** JSON that does not depend on the order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
