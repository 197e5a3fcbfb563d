import { planLimits, type Plan } from '../../../protocol/dialplan/plan.ts';
import { planSize } from '../../../protocol/dialplan/plan-size.ts';
import { restorePlan } from '../../../protocol/dialplan/restore.ts';
import { ServiceError } from '../../platform/service-error.ts';

/** A plan from a file, repaired as far as it can be. @throws {ServiceError} `invalid-fields` with `file` and the reason when it is refused */
export function repaired(file: unknown): { readonly plan: Plan; readonly repairs: string[] } {
  const restored = restorePlan(file);
  if (!restored.ok) throw new ServiceError('invalid-fields', { fields: { file: restored.reason } });
  if (planSize(restored.plan) > planLimits.size) throw new ServiceError('invalid-fields', { fields: { file: 'too-large' } });
  return { plan: restored.plan, repairs: restored.repairs.map(({ rule, part }) => `${rule}: ${part}`) };
}

/** `wanted`, or with the first number that is free: `Main line 2`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  if (!used.has(wanted.toLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const name = wanted.slice(0, 120 - suffix.length) + suffix;
    if (!used.has(name.toLowerCase())) return name;
  }
}
