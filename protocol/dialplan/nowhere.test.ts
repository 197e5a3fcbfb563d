import { expect, test } from 'vitest';
import { buildPlan, planSetOf } from './testing/build-plan.ts';
import type { NodeSketch } from './testing/build-plan.ts';
import { Drive } from './testing/drive.ts';

const say: NodeSketch = { kind: 'play', sounds: [{ kind: 'prompt', promptId: 'hello' }] };
const played = { kind: 'played' } as const;
/** A plan of one node, and the end behind it if there is one. */
const plan = (node: NodeSketch, ways: readonly string[] = ['start > here']) =>
  planSetOf(buildPlan({ nodes: { here: node, bye: { kind: 'hang-up' } }, ways }));

test.each([
  ['an exit that is not connected', new Drive(plan(say)).tell(played)],
  ['an entry that leads nowhere', new Drive(plan(say, []))],
  ['an entry that does not exist', new Drive(plan(say), { entryId: 'elsewhere' })],
  ['a plan that does not exist', new Drive({ ...plan(say), mainPlanId: 'gone' })],
  ['a sub-plan that does not exist', new Drive(plan({ kind: 'sub-plan', planId: 'gone', ends: ['done'] }))],
  ['a plan to go to that does not exist', new Drive(plan({ kind: 'go-to', planId: 'gone' }))],
])('[DP02] %s: the fallback', (_name, drive) => {
  expect(drive.path.at(-1)).toBe('#fallback');
  expect(drive.tell(played).run.end?.why).toBe('fallback');
});

test('[DP02] an exit that is connected leads on (control)', () => {
  expect(new Drive(plan(say, ['start > here', 'here.done > bye'])).tell(played).run.end?.why).toBe('hung-up');
});
