import { describe, expect, it } from 'vitest';
import { nodeSchema, type NodeKindName } from '../../../../protocol/dialplan/nodes/index.ts';
import { emptyPlan, type Plan } from '../../../../protocol/dialplan/plan.ts';
import { runSimulation } from '../../../../protocol/dialplan/simulation.ts';
import type { SimulationInputs } from '../../../../protocol/dialplan/simulation-test.ts';
import { newNode } from './edits.ts';
import { emptyWorld } from './empty-world.ts';
import { asksWhoCalls, factsIn, variablesOf, withAnswer, withNotice, withPin } from './simulation-facts.ts';
import { firstInputs } from './simulator.ts';

function planOf(kind: NodeKindName, settings: object = {}): Plan {
  const made = newNode(kind, 'one', { x: 0, y: 0 });
  const node = nodeSchema.parse({ ...made, settings: { ...made.settings, ...settings } });
  return { ...emptyPlan(), nodes: [node], edges: [{ from: 'start', exit: 'start', to: 'one' }] };
}

const world = {
  ...emptyWorld,
  pins: [
    { id: 'door', name: 'Door' },
    { id: 'other', name: 'Other' },
  ],
  serviceNotices: [{ id: 'mail', name: 'Mail', isActive: false }],
};
const inputs = firstInputs('2026-06-01T10:00', 'UTC');

function exitOf(plan: Plan, changes: Partial<SimulationInputs>): string | undefined {
  const planSet = { mainPlanId: 'p', plans: { p: { version: 1, plan } } };
  return runSimulation(planSet, world, { ...inputs, ...changes }).run.path[0]?.exit;
}

describe('what a simulated call can be told', () => {
  it('[DE75] a PIN that the plan asks for, with pretended digits', () => {
    const plan = planOf('pin', { pinId: 'door' });
    expect(factsIn(plan, world).pins).toEqual([{ id: 'door', name: 'Door' }]);
    const pins = withPin(withPin([], 'door', '1'), 'door', '12-34');
    expect(pins).toEqual([{ pinId: 'door', digits: '1234' }]);
    expect(exitOf(plan, { pins, presses: [{ keys: '1234#', when: 'after', nodeId: null }] })).toBe('right');
    expect(withPin(pins, 'door', '')).toEqual([]);
  });

  it('[DE75] who calls, where the plan asks about it', () => {
    const plan = planOf('lookup');
    expect(asksWhoCalls(plan)).toBe(true);
    expect(asksWhoCalls(planOf('play'))).toBe(false);
    expect(asksWhoCalls(planOf('if', { cases: [{ id: 'a', label: '', all: [{ about: 'tag', tag: 'vip' }] }] }))).toBe(true);
    const variables = variablesOf([
      { left: 'customer', right: '7' },
      { left: 'not a name', right: 'x' },
      { left: '', right: '' },
    ]);
    expect(variables).toEqual({ customer: '7' });
    expect(exitOf(plan, { known: { name: 'Anna', variables, tags: [] } })).toBe('found');
  });

  it('[DE75] what another system answers', () => {
    const plan = planOf('http', { url: 'https://crm.example.org/', pick: [{ variable: 'tier', pointer: '/tier' }] });
    const http = withAnswer([], 'one', { tier: 'gold' });
    expect(factsIn(plan, world).requests.map(({ id }) => id)).toEqual(['one']);
    expect(exitOf(plan, { http })).toBe('ok');
    expect(exitOf(plan, { http: withAnswer(http, 'one', undefined) })).toBe('failed');
  });

  it('[DE75] an outage', () => {
    const plan = planOf('service-notice', { noticeId: 'mail' });
    expect(factsIn(plan, world).notices.map(({ name }) => name)).toEqual(['Mail']);
    const activeNotices = withNotice([], 'mail', true);
    expect(activeNotices).toEqual([{ noticeId: 'mail', promptId: null }]);
    expect(withNotice(activeNotices, 'mail', false)).toEqual([]);
  });
});
