import { z } from 'zod';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';

/** A plan as a file: what is in it, and a mark by which we know it again. */
export interface PlanFile {
  readonly format: 'deskline-dial-plan';
  readonly name: string;
  readonly plan: Plan;
}

export function fileOfPlan(name: string, plan: Plan): PlanFile {
  return { format: 'deskline-dial-plan', name, plan };
}

const looseFileSchema = z.object({ format: z.literal('deskline-dial-plan'), name: z.string().catch(''), plan: z.unknown() });

/** What a file says before the server looks at it; `undefined` when it is none of ours. The plan itself is repaired by the server. */
export function planFileOf(text: string): { readonly name: string; readonly file: unknown } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
  const parsed = looseFileSchema.safeParse(value);
  return parsed.success ? { name: parsed.data.name, file: parsed.data } : undefined;
}
