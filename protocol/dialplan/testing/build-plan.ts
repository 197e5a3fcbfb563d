import { kindOf, nodeSchema } from '../nodes/index.ts';
import type { NodeKindName, SettingsOf } from '../nodes/index.ts';
import { emptyPlan, planSchema } from '../plan.ts';
import type { Plan } from '../plan.ts';
import type { CallerFacts, PlanSet } from '../run.ts';

/** A node of a plan in a test: its kind and what differs from the kind's defaults. */
export type NodeSketch = {
  readonly [Kind in NodeKindName]: { readonly kind: Kind } & (SettingsOf<Kind> extends Record<string, never>
    ? unknown
    : Partial<SettingsOf<Kind>>);
}[NodeKindName];

export interface PlanSketch {
  readonly nodes: Readonly<Record<string, NodeSketch>>;
  /** `from.exit > to`; entries have no exit: `start > to`. */
  readonly ways: readonly string[];
  readonly more?: Partial<Plan>;
}

/** A plan from a sketch, checked against the schema. */
export function buildPlan({ nodes, ways, more = {} }: PlanSketch): Plan {
  return planSchema.parse({
    ...emptyPlan(),
    nodes: Object.entries(nodes).map(([id, { kind, ...settings }]) =>
      nodeSchema.parse({ id, kind, title: '', position: { x: 0, y: 0 }, settings: { ...(kindOf(kind).defaults as object), ...settings } }),
    ),
    edges: ways.map((way) => {
      const [origin = '', to = ''] = way.split('>').map((part) => part.trim());
      const dot = origin.indexOf('.');
      return dot < 0 ? { from: origin, exit: 'start', to } : { from: origin.slice(0, dot), exit: origin.slice(dot + 1), to };
    }),
    ...more,
  });
}

export function planSetOf(main: Plan, others: Readonly<Record<string, Plan>> = {}): PlanSet {
  const plans = Object.entries({ main, ...others }).map(([id, plan]) => [id, { version: 1, plan }] as const);
  return { mainPlanId: 'main', plans: Object.fromEntries(plans) };
}

export const testCaller: CallerFacts = {
  number: '+49301234567',
  name: 'Erika Example',
  isInternal: false,
  userId: undefined,
  dialled: '100',
};
