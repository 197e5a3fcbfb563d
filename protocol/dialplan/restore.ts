import type { z } from 'zod';
import { isNodeKindName, kindOf, nodeSchema } from './nodes/index.ts';
import type { PlanNode } from './nodes/index.ts';
import { migrations } from './migrations/index.ts';
import { migrate } from './migrations/migrate.ts';
import { currentSchemaVersion, emptyPlan, planEdgeSchema, planEntrySchema, planLimits, planNoteSchema, planSchema } from './plan.ts';
import type { Plan, PlanEdge } from './plan.ts';
import { edgeKey } from './plan-index.ts';
import { connectableExits } from './plan-shape.ts';

/** What was done to a plan from elsewhere so that it is whole. `part` names what it was done to. */
export interface Repair {
  readonly rule:
    | 'migrated'
    | 'unknown-kind'
    | 'not-a-part'
    | 'id-twice'
    | 'settings-replaced'
    | 'edge-dangling'
    | 'edge-twice'
    | 'too-many'
    | 'value-replaced';
  readonly part: string;
}

export const restoreRefusals = ['too-large', 'not-json', 'not-a-plan', 'no-version', 'newer-version', 'unknown-version'] as const;
export type RestoreResult =
  | { readonly ok: true; readonly plan: Plan; readonly repairs: readonly Repair[] }
  | { readonly ok: false; readonly reason: (typeof restoreRefusals)[number] };

/** A plan with as many nodes and edges as it may have is about half of this. */
export const maxPlanFileLength = 4_000_000;

/** A plan from a file. */
export function restorePlanFile(text: string): RestoreResult {
  if (text.length > maxPlanFileLength) return { ok: false, reason: 'too-large' };
  try {
    return restorePlan(JSON.parse(text));
  } catch (error) {
    // JSON.parse: SyntaxError for what is no JSON, RangeError for what is nested too deep.
    if (error instanceof SyntaxError || error instanceof RangeError) return { ok: false, reason: 'not-json' };
    throw error;
  }
}

/** A plan from anywhere: brought to the current version, repaired where possible, and whole; or refused. */
export function restorePlan(value: unknown): RestoreResult {
  if (!isRecord(value)) return { ok: false, reason: 'not-a-plan' };
  const migrated = migrate(value, migrations, currentSchemaVersion);
  if (!migrated.ok) return migrated;
  const { plan: stored } = migrated;
  if (!Array.isArray(stored['nodes']) || !Array.isArray(stored['entries'])) return { ok: false, reason: 'not-a-plan' };
  const repairs: Repair[] = migrated.from === currentSchemaVersion ? [] : [{ rule: 'migrated', part: String(migrated.from) }];
  const ids = new Set<string>();
  const entries = parts({ list: stored['entries'], name: 'entries', read: reader(planEntrySchema), repairs, ids });
  const nodes = parts({ list: stored['nodes'], name: 'nodes', read: (part) => readNode(part, repairs), repairs, ids });
  const notes = parts({ list: stored['notes'], name: 'notes', read: reader(planNoteSchema), repairs, ids });
  const empty = emptyPlan();
  const whole: Plan = {
    schemaVersion: currentSchemaVersion,
    entries,
    nodes,
    notes,
    edges: [],
    language: valueOf({
      schema: planSchema.shape.language,
      value: stored['language'],
      fallback: empty.language,
      name: 'language',
      repairs,
    }),
    fallback: valueOf({
      schema: planSchema.shape.fallback,
      value: stored['fallback'],
      fallback: empty.fallback,
      name: 'fallback',
      repairs,
    }),
    maxVisits: valueOf({
      schema: planSchema.shape.maxVisits,
      value: stored['maxVisits'],
      fallback: empty.maxVisits,
      name: 'maxVisits',
      repairs,
    }),
  };
  const checked = planSchema.safeParse({ ...whole, edges: edgesOf(whole, stored['edges'], repairs) });
  return checked.success ? { ok: true, plan: checked.data, repairs } : { ok: false, reason: 'not-a-plan' };
}

interface Parts<Part> {
  readonly list: unknown;
  readonly name: 'entries' | 'nodes' | 'notes';
  readonly read: (part: unknown) => Part | undefined;
  readonly repairs: Repair[];
  /** Of all parts so far. */
  readonly ids: Set<string>;
}

function parts<Part extends { readonly id: string }>({ list, name, read, repairs, ids }: Parts<Part>): Part[] {
  const given: readonly unknown[] = Array.isArray(list) ? list : [];
  if (list !== undefined && !Array.isArray(list)) repairs.push({ rule: 'value-replaced', part: name });
  if (given.length > planLimits[name]) repairs.push({ rule: 'too-many', part: name });
  return given.slice(0, planLimits[name]).flatMap((raw, index) => {
    const part = read(raw);
    if (!part) {
      repairs.push({
        rule: isRecord(raw) && name === 'nodes' && hasUnknownKind(raw) ? 'unknown-kind' : 'not-a-part',
        part: nameOf(raw, `${name}.${index}`),
      });
      return [];
    }
    if (ids.has(part.id)) {
      repairs.push({ rule: 'id-twice', part: part.id });
      return [];
    }
    ids.add(part.id);
    return [part];
  });
}

function reader<Part>(schema: z.ZodType<Part>): (part: unknown) => Part | undefined {
  return (part) => schema.safeParse(part).data;
}

/** A node as it is, or with what is wrong of its settings, title or place replaced by what a new node has. */
function readNode(raw: unknown, repairs: Repair[]): PlanNode | undefined {
  const asItIs = nodeSchema.safeParse(raw);
  if (asItIs.success) return asItIs.data;
  if (!isRecord(raw) || typeof raw['kind'] !== 'string' || !isNodeKindName(raw['kind'])) return undefined;
  const { settings: schema, defaults } = kindOf(raw['kind']);
  const repaired = nodeSchema.safeParse({
    id: raw['id'],
    kind: raw['kind'],
    title: typeof raw['title'] === 'string' ? raw['title'].slice(0, 80) : '',
    position: planEntrySchema.shape.position.safeParse(raw['position']).data ?? { x: 0, y: 0 },
    settings: repairedSettings(schema, defaults, raw['settings']),
  });
  if (repaired.success) repairs.push({ rule: 'settings-replaced', part: repaired.data.id });
  return repaired.data;
}

/** Keeps each setting that fits among defaults. */
function repairedSettings(schema: z.ZodType, defaults: unknown, given: unknown): unknown {
  if (!isRecord(given) || !isRecord(defaults)) return defaults;
  let settings: Readonly<Record<string, unknown>> = defaults;
  for (const key of Object.keys(defaults)) {
    if (!Object.hasOwn(given, key)) continue;
    const candidate = { ...settings, [key]: given[key] };
    if (schema.safeParse(candidate).success) settings = candidate;
  }
  return settings;
}

function edgesOf(plan: Plan, list: unknown, repairs: Repair[]): readonly PlanEdge[] {
  const given: readonly unknown[] = Array.isArray(list) ? list : [];
  const exits = connectableExits(plan);
  const nodes = new Set(plan.nodes.map(({ id }) => id));
  const taken = new Set<string>();
  if (given.length > planLimits.edges) repairs.push({ rule: 'too-many', part: 'edges' });
  return given.slice(0, planLimits.edges).flatMap((raw, index) => {
    const edge = planEdgeSchema.safeParse(raw).data;
    const rule = edgeRepair(edge, { exits, nodes, taken });
    if (!edge || rule) {
      repairs.push({ rule: rule ?? 'not-a-part', part: edge ? `${edge.from}.${edge.exit}` : `edges.${index}` });
      return [];
    }
    taken.add(edgeKey(edge));
    return [edge];
  });
}

function edgeRepair(
  edge: PlanEdge | undefined,
  {
    exits,
    nodes,
    taken,
  }: { readonly exits: ReadonlySet<string>; readonly nodes: ReadonlySet<string>; readonly taken: ReadonlySet<string> },
): Repair['rule'] | undefined {
  if (!edge) return 'not-a-part';
  if (!exits.has(edgeKey(edge)) || !nodes.has(edge.to)) return 'edge-dangling';
  return taken.has(edgeKey(edge)) ? 'edge-twice' : undefined;
}

interface Value<Type> {
  readonly schema: z.ZodType<Type>;
  readonly value: unknown;
  readonly fallback: Type;
  readonly name: string;
  readonly repairs: Repair[];
}

function valueOf<Type>({ schema, value, fallback, name, repairs }: Value<Type>): Type {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  repairs.push({ rule: 'value-replaced', part: name });
  return fallback;
}

function hasUnknownKind(raw: Readonly<Record<string, unknown>>): boolean {
  return typeof raw['kind'] !== 'string' || !isNodeKindName(raw['kind']);
}

/** What a person can find the part by. */
function nameOf(raw: unknown, place: string): string {
  return isRecord(raw) && typeof raw['id'] === 'string' ? raw['id'].slice(0, 64) : place;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
