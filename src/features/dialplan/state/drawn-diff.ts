import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import { edgeId, partsOf, type Part } from './plan-parts.ts';

export type Change = 'added' | 'removed' | 'changed' | 'moved';

/** What two versions differ in, as it is drawn. */
export interface DrawnDiff {
  readonly changes: ReadonlyMap<string, Change>;
  readonly edges: ReadonlyMap<string, 'added' | 'removed'>;
  /** Parts that the draft no longer has; drawn where they were. */
  readonly ghosts: readonly Part[];
  readonly ghostEdges: readonly { readonly from: string; readonly exit: string; readonly to: string }[];
}

/** What the draft has, lacks and changed against an older plan, as the canvas draws it. */
export function drawnDiffOf(older: Plan, draft: Plan): DrawnDiff {
  const before = partsOf(older);
  const now = partsOf(draft);
  const changes = new Map<string, Change>();
  for (const [id, part] of now.parts) {
    const change = changeOf(before.parts.get(id), part);
    if (change !== undefined) changes.set(id, change);
  }
  const edges = new Map<string, 'added' | 'removed'>();
  for (const [id, edge] of now.edges) if (before.edges.get(id)?.to !== edge.to) edges.set(id, 'added');
  return {
    changes,
    edges,
    ghosts: [...before.parts.values()].filter((part) => !now.parts.has(part.id)),
    ghostEdges: older.edges.filter((edge) => now.edges.get(edgeId(edge.from, edge.exit))?.to !== edge.to),
  };
}

function changeOf(before: Part | undefined, now: Part): Change | undefined {
  if (before === undefined) return 'added';
  if (contentOf(before) !== contentOf(now)) return 'changed';
  return before.position.x === now.position.x && before.position.y === now.position.y ? undefined : 'moved';
}

/** What a part says, wherever it lies. */
function contentOf(part: Part): string {
  switch (part.kind) {
    case 'node':
      return JSON.stringify([part.node.kind, part.node.title, part.node.settings]);
    case 'entry':
      return part.entry.name;
    default:
      return part.note.text;
  }
}

export interface DiffCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly moved: number;
  readonly lines: number;
}

/** How much differs, for a sentence. */
export function countsOf(diff: DrawnDiff): DiffCounts {
  const count = (change: Change): number => [...diff.changes.values()].filter((each) => each === change).length;
  return {
    added: count('added'),
    removed: diff.ghosts.length,
    changed: count('changed'),
    moved: count('moved'),
    lines: diff.edges.size + diff.ghostEdges.length,
  };
}
