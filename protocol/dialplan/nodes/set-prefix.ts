import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { fill } from './text.ts';

/** Put before the caller's name for all who are rung from here on. */
export const setPrefixSettingsSchema = z.object({ prefix: z.string().max(40) });
const maxPrefixLength = 40;

export const setPrefixNode: NodeKind<'set-prefix', typeof setPrefixSettingsSchema, null> = {
  kind: 'set-prefix',
  group: 'flow',
  settings: setPrefixSettingsSchema,
  defaults: { prefix: '' },
  exits: () => [{ id: 'next' }],
  references: () => [],
  enter({ settings, run }) {
    const callerPrefix = fill(settings.prefix, run).slice(0, maxPrefixLength);
    return {
      kind: 'leave',
      exit: 'next',
      why: callerPrefix === '' ? { kind: 'no-prefix' } : { kind: 'prefix', prefix: callerPrefix },
      set: { callerPrefix },
    };
  },
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
