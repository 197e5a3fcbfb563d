import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { variableNameSchema, variableValueMaxLength } from './parts.ts';
import { fill, withVariables } from './text.ts';

export const setVariableSettingsSchema = z.object({
  name: variableNameSchema,
  /** May hold `{{other}}` variables. */
  value: z.string().max(variableValueMaxLength),
});

export const setVariableNode: NodeKind<'set-variable', typeof setVariableSettingsSchema, null> = {
  kind: 'set-variable',
  group: 'flow',
  settings: setVariableSettingsSchema,
  defaults: { name: 'variable', value: '' },
  exits: () => [{ id: 'next' }],
  references: () => [],
  enter({ settings: { name, value }, run }) {
    return {
      kind: 'leave',
      exit: 'next',
      why: { kind: 'variable-set', name },
      set: { variables: withVariables(run.variables, { [name]: fill(value, run) }) },
    };
  },
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
