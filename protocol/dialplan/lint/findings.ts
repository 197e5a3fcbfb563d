import type { Finding } from '../node-kind.ts';

/** Every rule that a plan can break, and whether it may be published nevertheless. The interface has a sentence for each. */
export const findingRules = {
  'no-entry': 'error',
  'entry-unconnected': 'error',
  'exit-unconnected': 'error',
  'attendant-exit-unconnected': 'error',
  'unreachable-node': 'warning',
  'endless-loop': 'error',
  'not-chosen': 'error',
  gone: 'error',
  'nothing-to-play': 'error',
  'empty-group': 'warning',
  'empty-queue': 'warning',
  'nobody-to-ring': 'error',
  'nobody-to-tell': 'error',
  'schedule-overlap': 'warning',
  'schedule-hole': 'warning',
  'schedule-always-closed': 'warning',
  'schedule-impossible': 'error',
  'period-without-exit': 'warning',
  'period-never': 'warning',
  'paid-without-pin': 'warning',
  'emergency-shadowed': 'error',
  'option-twice': 'error',
  'option-waits': 'warning',
  'attendant-without-options': 'error',
  'impossible-range': 'error',
  'plan-unpublished': 'error',
  'plan-entry-gone': 'error',
  'plan-loop': 'error',
  'end-without-exit': 'error',
  'end-unknown': 'warning',
  'fallback-not-chosen': 'error',
  'fallback-gone': 'error',
  'variable-never-set': 'warning',
  'address-invalid': 'error',
  'plan-too-large': 'error',
} as const satisfies Record<string, Finding['severity']>;
export type FindingRule = keyof typeof findingRules;

/** `place` names a node or an entry, and a path in its settings. */
export function finding(
  rule: FindingRule,
  place: { readonly id?: string | undefined; readonly path?: string | undefined } = {},
  details: Readonly<Record<string, string>> = {},
): Finding {
  return { rule, severity: findingRules[rule], planNodeId: place.id, path: place.path, details };
}
