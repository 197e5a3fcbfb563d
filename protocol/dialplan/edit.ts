import { exitsOf, kindOf, nodeSchema } from './nodes/index.ts';
import type { PlanNode, Position } from './nodes/index.ts';
import type { Operation, Refusal, SimpleOperation } from './operations.ts';
import { entryExit, planLimits } from './plan.ts';
import type { Plan, PlanEdge } from './plan.ts';
import { planSize } from './plan-size.ts';
import { brokenRuleOf } from './plan-shape.ts';

export type EditResult =
  | { readonly ok: true; readonly plan: Plan; readonly inverse: Operation }
  | { readonly ok: false; readonly reason: Refusal; readonly details: string };

/** What one simple operation does; the inverse is a list because what hangs on a part comes back after it. */
type Edit = { readonly plan: Plan; readonly inverse: readonly SimpleOperation[] } | Refused;
type Refused = { readonly reason: Refusal; readonly details: string };
type Do<Kind extends SimpleOperation['kind']> = (plan: Plan, operation: Extract<SimpleOperation, { kind: Kind }>) => Edit;

/** Applies an operation to a plan, which stays as it is. The inverse, applied to the result, gives the same plan again. */
export function applyOperation(plan: Plan, operation: Operation): EditResult {
  const operations = simple(operation);
  const inverse: SimpleOperation[] = [];
  let current = plan;
  for (const one of operations) {
    const edit = applySimple(current, one);
    if ('reason' in edit) return { ok: false, ...edit };
    current = edit.plan;
    inverse.unshift(...edit.inverse);
  }
  const size = planSize(current);
  // What is too large already may still be made smaller.
  if (size > planLimits.size && size > planSize(plan)) return { ok: false, reason: 'too-large', details: '' };
  const [only] = inverse;
  return { ok: true, plan: current, inverse: only && inverse.length === 1 ? only : { kind: 'batch', operations: inverse } };
}

function simple(operation: Operation): readonly SimpleOperation[] {
  if (operation.kind === 'batch') return operation.operations;
  if (operation.kind !== 'paste') return [operation];
  return [
    ...operation.nodes.map((node) => ({ kind: 'add-node', node }) as const),
    ...operation.notes.map((note) => ({ kind: 'add-note', note }) as const),
    ...operation.edges.map((edge) => ({ kind: 'connect', edge }) as const),
  ];
}

function applySimple(plan: Plan, operation: SimpleOperation): Edit {
  switch (operation.kind) {
    case 'add-node':
      return addNode(plan, operation);
    case 'remove-node':
      return removeNode(plan, operation);
    case 'update-node':
      return updateNode(plan, operation);
    case 'move':
      return move(plan, operation);
    case 'connect':
      return connect(plan, operation);
    case 'disconnect':
      return disconnect(plan, operation);
    case 'add-entry':
      return addEntry(plan, operation);
    case 'rename-entry':
      return renameEntry(plan, operation);
    case 'remove-entry':
      return removeEntry(plan, operation);
    case 'add-note':
      return addNote(plan, operation);
    case 'edit-note':
      return editNote(plan, operation);
    case 'remove-note':
      return removeNote(plan, operation);
    case 'set-fallback':
      return { plan: { ...plan, fallback: operation.fallback }, inverse: [{ kind: 'set-fallback', fallback: plan.fallback }] };
    case 'set-language':
      return { plan: { ...plan, language: operation.language }, inverse: [{ kind: 'set-language', language: plan.language }] };
    case 'set-max-visits':
      return { plan: { ...plan, maxVisits: operation.maxVisits }, inverse: [{ kind: 'set-max-visits', maxVisits: plan.maxVisits }] };
    default:
      return replaceAll(plan, operation);
  }
}

const addNode: Do<'add-node'> = (plan, { node, index }) => {
  if (isTaken(plan, node.id)) return refuse('id-taken', node.id);
  if (plan.nodes.length >= planLimits.nodes) return refuse('too-many', 'nodes');
  return { plan: { ...plan, nodes: inserted(plan.nodes, node, index) }, inverse: [{ kind: 'remove-node', nodeId: node.id }] };
};

const removeNode: Do<'remove-node'> = (plan, { nodeId }) => {
  const index = plan.nodes.findIndex(({ id }) => id === nodeId);
  const node = plan.nodes[index];
  if (!node) return refuse('unknown-part', nodeId);
  const { edges, back } = withoutEdges(plan, (edge) => edge.from === nodeId || edge.to === nodeId);
  return { plan: { ...plan, nodes: plan.nodes.toSpliced(index, 1), edges }, inverse: [{ kind: 'add-node', node, index }, ...back] };
};

const updateNode: Do<'update-node'> = (plan, { nodeId, title, settings }) => {
  const index = plan.nodes.findIndex(({ id }) => id === nodeId);
  const node = plan.nodes[index];
  if (!node) return refuse('unknown-part', nodeId);
  const changed = changedNode(node, { title, settings });
  if (!changed) return refuse('wrong-settings', nodeId);
  const exits = new Set(exitsOf(changed).map(({ id }) => id));
  const { edges, back } = withoutEdges(plan, (edge) => edge.from === nodeId && !exits.has(edge.exit));
  const before: SimpleOperation = { kind: 'update-node', nodeId, title: node.title, settings: node.settings };
  return { plan: { ...plan, nodes: plan.nodes.with(index, changed), edges }, inverse: [before, ...back] };
};

const move: Do<'move'> = (plan, { positions }) => {
  const targets = new Map(positions.map(({ id, position }) => [id, position]));
  const before = [...plan.nodes, ...plan.entries, ...plan.notes].filter(({ id }) => targets.has(id));
  if (before.length !== targets.size)
    return refuse('unknown-part', [...targets.keys()].find((id) => before.every((part) => part.id !== id)) ?? '');
  const moved = <Part extends { readonly id: string; readonly position: Position }>(part: Part): Part => ({
    ...part,
    position: targets.get(part.id) ?? part.position,
  });
  return {
    plan: { ...plan, nodes: plan.nodes.map(moved), entries: plan.entries.map(moved), notes: plan.notes.map(moved) },
    inverse: [{ kind: 'move', positions: before.map(({ id, position }) => ({ id, position })) }],
  };
};

const connect: Do<'connect'> = (plan, { edge, index }) => {
  const refused = edgeRefusal(plan, edge);
  if (refused) return refused;
  const place = plan.edges.findIndex(({ from, exit }) => from === edge.from && exit === edge.exit);
  const old = plan.edges[place];
  if (old) return { plan: { ...plan, edges: plan.edges.with(place, edge) }, inverse: [{ kind: 'connect', edge: old }] };
  if (plan.edges.length >= planLimits.edges) return refuse('too-many', 'edges');
  return {
    plan: { ...plan, edges: inserted(plan.edges, edge, index) },
    inverse: [{ kind: 'disconnect', from: edge.from, exit: edge.exit }],
  };
};

const disconnect: Do<'disconnect'> = (plan, { from, exit }) => {
  const index = plan.edges.findIndex((edge) => edge.from === from && edge.exit === exit);
  const edge = plan.edges[index];
  if (!edge) return refuse('not-connected', from);
  return { plan: { ...plan, edges: plan.edges.toSpliced(index, 1) }, inverse: [{ kind: 'connect', edge, index }] };
};

const addEntry: Do<'add-entry'> = (plan, { entry, index }) => {
  if (isTaken(plan, entry.id)) return refuse('id-taken', entry.id);
  if (plan.entries.length >= planLimits.entries) return refuse('too-many', 'entries');
  return { plan: { ...plan, entries: inserted(plan.entries, entry, index) }, inverse: [{ kind: 'remove-entry', entryId: entry.id }] };
};

const renameEntry: Do<'rename-entry'> = (plan, { entryId, name }) => {
  const index = plan.entries.findIndex(({ id }) => id === entryId);
  const entry = plan.entries[index];
  if (!entry) return refuse('unknown-part', entryId);
  return {
    plan: { ...plan, entries: plan.entries.with(index, { ...entry, name }) },
    inverse: [{ kind: 'rename-entry', entryId, name: entry.name }],
  };
};

const removeEntry: Do<'remove-entry'> = (plan, { entryId }) => {
  const index = plan.entries.findIndex(({ id }) => id === entryId);
  const entry = plan.entries[index];
  if (!entry) return refuse('unknown-part', entryId);
  const { edges, back } = withoutEdges(plan, (edge) => edge.from === entryId);
  return { plan: { ...plan, entries: plan.entries.toSpliced(index, 1), edges }, inverse: [{ kind: 'add-entry', entry, index }, ...back] };
};

const addNote: Do<'add-note'> = (plan, { note, index }) => {
  if (isTaken(plan, note.id)) return refuse('id-taken', note.id);
  if (plan.notes.length >= planLimits.notes) return refuse('too-many', 'notes');
  return { plan: { ...plan, notes: inserted(plan.notes, note, index) }, inverse: [{ kind: 'remove-note', noteId: note.id }] };
};

const editNote: Do<'edit-note'> = (plan, { noteId, text }) => {
  const index = plan.notes.findIndex(({ id }) => id === noteId);
  const note = plan.notes[index];
  if (!note) return refuse('unknown-part', noteId);
  return { plan: { ...plan, notes: plan.notes.with(index, { ...note, text }) }, inverse: [{ kind: 'edit-note', noteId, text: note.text }] };
};

const removeNote: Do<'remove-note'> = (plan, { noteId }) => {
  const index = plan.notes.findIndex(({ id }) => id === noteId);
  const note = plan.notes[index];
  if (!note) return refuse('unknown-part', noteId);
  return { plan: { ...plan, notes: plan.notes.toSpliced(index, 1) }, inverse: [{ kind: 'add-note', note, index }] };
};

const replaceAll: Do<'replace-all'> = (plan, operation) => {
  const broken = brokenRuleOf(operation.plan);
  return broken ? refuse('not-a-plan', broken) : { plan: operation.plan, inverse: [{ kind: 'replace-all', plan }] };
};

/** The node with a new title and settings; undefined when the settings are not those of its kind. */
function changedNode(node: PlanNode, changes: { readonly title: string | undefined; readonly settings: unknown }): PlanNode | undefined {
  const title = changes.title ?? node.title;
  if (changes.settings === undefined) return { ...node, title };
  const settings = kindOf(node.kind).settings.safeParse(changes.settings);
  return settings.success ? nodeSchema.safeParse({ ...node, title, settings: settings.data }).data : undefined;
}

function edgeRefusal(plan: Plan, { from, exit, to }: PlanEdge): Refused | undefined {
  if (plan.nodes.every(({ id }) => id !== to)) return refuse('unknown-part', to);
  if (plan.entries.some(({ id }) => id === from)) return exit === entryExit ? undefined : refuse('no-such-exit', exit);
  const node = plan.nodes.find(({ id }) => id === from);
  if (!node) return refuse('unknown-part', from);
  const found = exitsOf(node).find(({ id }) => id === exit);
  if (!found) return refuse('no-such-exit', exit);
  return found.isFinal ? refuse('exit-not-connectable', exit) : undefined;
}

/** The edges that stay, and the operations that bring the others back to their places. */
function withoutEdges(
  plan: Plan,
  goes: (edge: PlanEdge) => boolean,
): { readonly edges: PlanEdge[]; readonly back: readonly SimpleOperation[] } {
  const back = plan.edges.flatMap((edge, index) => (goes(edge) ? [{ kind: 'connect', edge, index } as const] : []));
  return { edges: plan.edges.filter((edge) => !goes(edge)), back };
}

function isTaken(plan: Plan, id: string): boolean {
  return [...plan.nodes, ...plan.entries, ...plan.notes].some((part) => part.id === id);
}

function inserted<Part>(list: readonly Part[], part: Part, index: number | undefined): Part[] {
  return list.toSpliced(Math.min(index ?? list.length, list.length), 0, part);
}

function refuse(reason: Refusal, details: string): Refused {
  return { reason, details };
}
