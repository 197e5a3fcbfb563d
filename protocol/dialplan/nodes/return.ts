import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';

/** A named end of a plan that others go through. */
export const returnSettingsSchema = z.object({ end: z.string().trim().min(1).max(40) });

export const returnNode: NodeKind<'return', typeof returnSettingsSchema, null> = {
  kind: 'return',
  group: 'flow',
  settings: returnSettingsSchema,
  defaults: { end: 'done' },
  exits: () => [],
  references: () => [],
  enter: ({ settings: { end } }) => ({ kind: 'return', end, why: { kind: 'returned', end } }),
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
