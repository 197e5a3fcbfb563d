import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { reference, thingIdSchema } from './parts.ts';

/** Leaves this plan for another and does not come back; inside a sub-plan the other plan returns in its place. */
export const goToSettingsSchema = z.object({
  planId: thingIdSchema,
  /** Empty: its first entry. */
  entryId: thingIdSchema,
});

export const goToNode: NodeKind<'go-to', typeof goToSettingsSchema, null> = {
  kind: 'go-to',
  group: 'flow',
  settings: goToSettingsSchema,
  defaults: { planId: '', entryId: '' },
  exits: () => [],
  references: ({ planId }) => [reference('plan', planId, 'planId')],
  enter: ({ settings: { planId, entryId } }) => ({ kind: 'go-to-plan', planId, entryId, why: { kind: 'went-to-plan' } }),
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
