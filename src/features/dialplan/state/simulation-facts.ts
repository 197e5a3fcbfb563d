import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';
import { referencesOf, type NodeOf } from '../../../../protocol/dialplan/nodes/index.ts';
import { variableNameSchema } from '../../../../protocol/dialplan/nodes/parts.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { SimulationInputs } from '../../../../protocol/dialplan/simulation-test.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** PINs and service notices that the plan asks about, once each. */
function namedIn(plan: Plan, kind: 'pin' | 'service-notice', things: readonly Named[]): readonly Named[] {
  const ids = new Set(plan.nodes.flatMap((node) => referencesOf(node).filter((one) => one.kind === kind)).map(({ id }) => id));
  return things.filter(({ id }) => ids.has(id));
}

/** Requests that the plan makes of other systems. */
function requestsIn(plan: Plan): readonly NodeOf<'http'>[] {
  return plan.nodes.filter((node) => node.kind === 'http');
}

/** Whether it matters what is known of the caller. */
export function asksWhoCalls(plan: Plan): boolean {
  return plan.nodes.some((node) => {
    if (node.kind === 'lookup') return true;
    if (node.kind !== 'if') return false;
    return node.settings.cases.some(({ all }) => all.some(({ about }) => about === 'vip' || about === 'tag' || about === 'open-ticket'));
  });
}

export function withPin(pins: SimulationInputs['pins'], pinId: string, typed: string): SimulationInputs['pins'] {
  const digits = typed.replaceAll(/[^0-9]/g, '').slice(0, 20);
  const others = pins.filter((pin) => pin.pinId !== pinId);
  return digits === '' ? others : [...others, { pinId, digits }];
}

export function withNotice(notices: SimulationInputs['activeNotices'], noticeId: string, isActive: boolean) {
  const others = notices.filter((notice) => notice.noticeId !== noticeId);
  return isActive ? [...others, { noticeId, promptId: null }] : others;
}

/** What another system answers at a node; undefined: the request fails. */
export function withAnswer(
  http: SimulationInputs['http'],
  nodeId: string,
  values: Readonly<Record<string, string>> | undefined,
): SimulationInputs['http'] {
  const others = http.filter((answer) => answer.nodeId !== nodeId);
  return values === undefined ? others : [...others, { nodeId, isOk: true, values: { ...values } }];
}

/** Rows of names and values as variables; a row whose name is not one yet is left out. */
export function variablesOf(rows: readonly { readonly left: string; readonly right: string }[]): Record<string, string> {
  const whole = rows.filter(({ left }) => variableNameSchema.safeParse(left).success);
  return Object.fromEntries(whole.map(({ left, right }) => [left, right.slice(0, 500)]));
}

/** Names of what a world has, where an id alone says nothing. */
export function factsIn(plan: Plan, world: PlanWorld) {
  return {
    pins: namedIn(plan, 'pin', world.pins),
    notices: namedIn(plan, 'service-notice', world.serviceNotices),
    requests: requestsIn(plan),
    asksWhoCalls: asksWhoCalls(plan),
  };
}
