import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';

/** Causes that a plan may give; `completed` is a plain hang-up. */
export const hangUpCauses = ['completed', 'busy', 'declined', 'no-answer', 'unreachable', 'not-found', 'not-allowed'] as const;
export const hangUpSettingsSchema = z.object({ cause: z.enum(hangUpCauses) });

export const hangUpNode: NodeKind<'hang-up', typeof hangUpSettingsSchema, null> = {
  kind: 'hang-up',
  group: 'flow',
  settings: hangUpSettingsSchema,
  defaults: { cause: 'completed' },
  exits: () => [],
  references: () => [],
  enter: ({ settings: { cause } }) => ({ kind: 'end', why: { kind: 'hung-up' }, cause }),
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
