import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { reference, thingIdSchema } from './parts.ts';

/** Goes through another plan and on from where that one returned. `ends` are the names of its Return nodes. */
export const subPlanSettingsSchema = z.object({
  planId: thingIdSchema,
  /** Empty: its first entry. */
  entryId: thingIdSchema,
  ends: z.array(z.string().trim().min(1).max(40)).max(20),
});

export function endExit(end: string): string {
  return `end:${end}`;
}

export const subPlanNode: NodeKind<'sub-plan', typeof subPlanSettingsSchema, null> = {
  kind: 'sub-plan',
  group: 'flow',
  settings: subPlanSettingsSchema,
  defaults: { planId: '', entryId: '', ends: [] },
  exits: ({ ends }) => [...new Set(ends)].map((end) => ({ id: endExit(end), label: end })),
  references: ({ planId }) => [reference('plan', planId, 'planId')],
  enter: ({ settings: { planId, entryId } }) => ({ kind: 'enter-plan', planId, entryId, why: { kind: 'went-through-plan' } }),
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
