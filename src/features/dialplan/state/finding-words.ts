import type { Finding } from '../../../../protocol/dialplan/node-kind.ts';
import type { words } from '../words.en.ts';
import type { Say } from './node-words.ts';

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
];

/** The sentence for a finding; a rule that this page does not know yet is named. */
export function findingSentence({ rule, details }: Pick<Finding, 'rule' | 'details'>, t: Say): string {
  const known = rules.find((each) => each === rule);
  if (known === undefined) return t('unknownRule', { rule });
  // Details fill the sentence; what a sentence does not use is left out by itself.
  return t(`rules.${known}`, { exit: '', keys: '', name: '', period: '', variable: '', number: '', end: '', ...spoken(details, t) });
}

const spokenExits = [
  'timeout',
  'invalid',
  'no-answer',
  'busy',
  'unreachable',
  'full',
  'no-agents',
  'callback',
  'done',
  'digit',
  'got',
  'right',
] as const;

/** Exits have words; everything else is shown as it is. */
function spoken(details: Finding['details'], t: Say): Record<string, string> {
  const exit = spokenExits.find((each) => each === details['exit']);
  return { ...details, ...(exit === undefined ? {} : { exit: t(`exits.${exit}`) }) };
}
