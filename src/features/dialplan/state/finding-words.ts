import type { Finding } from '../../../../protocol/dialplan/node-kind.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';
import type { words } from '../words.en.ts';
import { exitLabelOf, type Say } from './node-words.ts';

type Rule = keyof typeof words.rules;

const rules: readonly Rule[] = [
  'no-entry',
  'entry-unconnected',
  'exit-unconnected',
  'attendant-exit-unconnected',
  'unreachable-node',
  'endless-loop',
  'not-chosen',
  'gone',
  'nothing-to-play',
  'empty-group',
  'empty-queue',
  'nobody-to-ring',
  'nobody-to-tell',
  'impossible-range',
  'schedule-overlap',
  'schedule-hole',
  'schedule-always-closed',
  'period-without-exit',
  'period-never',
  'schedule-impossible',
  'paid-without-pin',
  'emergency-shadowed',
  'option-twice',
  'attendant-without-options',
  'option-waits',
  'plan-unpublished',
  'plan-entry-gone',
  'plan-loop',
  'end-unknown',
  'end-without-exit',
  'fallback-not-chosen',
  'fallback-gone',
  'variable-never-set',
  'address-invalid',
  'plan-too-large',
  'tests-unfinished',
];

/** The sentence for a finding of a plan; a rule that this page does not know yet is named. */
export function findingSentence({ rule, details, planNodeId }: Finding, plan: Plan, t: Say): string {
  const known = rules.find((each) => each === rule);
  if (known === undefined) return t('unknownRule', { rule });
  const node = plan.nodes.find(({ id }) => id === planNodeId);
  const { exit } = details;
  // An exit is called as on its card; everything else is shown as it is. What a sentence does not use is left out by itself.
  const label = exit === undefined ? {} : { exit: node === undefined ? exit : exitLabelOf(node, exit, t) };
  return t(`rules.${known}`, {
    exit: '',
    keys: '',
    period: '',
    variable: '',
    number: '',
    end: '',
    size: '',
    limit: '',
    tests: '',
    ...details,
    ...label,
  });
}
