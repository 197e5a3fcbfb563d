import type { PlanWorld } from '../../../../protocol/dialplan/api.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { SimulationInputs } from '../../../../protocol/dialplan/simulation-test.ts';

type Target = SimulationInputs['people'][number]['target'];

export interface SimulatedPerson {
  readonly key: string;
  readonly target: Target;
  readonly name: string;
}

export function keyOfTarget(target: Target): string {
  return JSON.stringify(target);
}

/** Everybody whom the plan may ring, once each. */
export function peopleOf(plan: Plan, world: PlanWorld): readonly SimulatedPerson[] {
  const people = new Map<string, SimulatedPerson>();
  const add = (target: Target, name: string): void => {
    const key = keyOfTarget(target);
    if (name !== '' && !people.has(key)) people.set(key, { key, target, name });
  };
  for (const node of plan.nodes) {
    if (node.kind === 'external') add({ kind: 'external', number: node.settings.number }, node.settings.number);
    if (node.kind !== 'ring') continue;
    for (const target of node.settings.targets) {
      if (target.kind === 'user') {
        add({ kind: 'user', userId: target.userId }, world.users.find(({ id }) => id === target.userId)?.name ?? '');
      } else if (target.kind === 'ring-group') {
        add({ kind: 'ring-group', groupId: target.groupId }, world.ringGroups.find(({ id }) => id === target.groupId)?.name ?? '');
      } else if (target.kind === 'extension') {
        add({ kind: 'extension', number: target.number }, target.number);
      } else if (target.kind === 'external') {
        add({ kind: 'external', number: target.number }, target.number);
      }
    }
  }
  return [...people.values()];
}

/** The queues that the plan leads into. */
export function queuesOf(plan: Plan, world: PlanWorld): readonly { readonly id: string; readonly name: string }[] {
  const ids = new Set(plan.nodes.flatMap((node) => (node.kind === 'queue' && node.settings.queueId !== '' ? [node.settings.queueId] : [])));
  return world.queues.filter(({ id }) => ids.has(id));
}

/** Keys as one types them: groups apart from each other are pressed one after the other. */
export function pressesOf(text: string, when: 'during' | 'after'): SimulationInputs['presses'] {
  return text
    .split(/[\s,;]+/)
    .map((keys) => keys.replaceAll(/[^0-9*#]/g, ''))
    .filter((keys) => keys !== '')
    .map((keys) => ({ keys: keys.slice(0, 32), when, nodeId: null }));
}
