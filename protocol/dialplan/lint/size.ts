import type { Finding } from '../node-kind.ts';
import { planLimits, type Plan } from '../plan.ts';
import { planSize } from '../plan-size.ts';
import { finding } from './findings.ts';

/** A plan from before there was a limit. Calls read the whole plan, so it has to stay small. */
export function checkSize(plan: Plan): readonly Finding[] {
  const size = planSize(plan);
  if (size <= planLimits.size) return [];
  return [finding('plan-too-large', {}, { size: inMillions(size), limit: inMillions(planLimits.size) })];
}

function inMillions(count: number): string {
  return (count / 1_000_000).toFixed(1);
}
