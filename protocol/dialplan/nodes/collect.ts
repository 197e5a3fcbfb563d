import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { continueKeyEntry, keyEntryUse, startKeyEntry } from './key-entry.ts';
import type { KeyEntryRules, KeyEntryState } from './key-entry.ts';
import { promptReferences, soundsSchema, variableNameSchema, waitSecondsSchema } from './parts.ts';
import { withVariables } from './text.ts';

export const collectSettingsSchema = z.object({
  variable: variableNameSchema,
  sounds: soundsSchema,
  isInterruptible: z.boolean(),
  minKeys: z.number().int().min(1).max(20),
  maxKeys: z.number().int().min(1).max(20),
  /** Null: the entry ends with `maxKeys` or a pause. */
  endKey: z.enum(['#', '*']).nullable(),
  firstKeySeconds: waitSecondsSchema,
  nextKeySeconds: waitSecondsSchema,
  /** How often it is asked again before `timeout`. */
  repeats: z.number().int().min(0).max(10),
});
type Settings = z.infer<typeof collectSettingsSchema>;
type State = { readonly entry: KeyEntryState; readonly repeated: number };

export const collectNode: NodeKind<'collect', typeof collectSettingsSchema, State> = {
  kind: 'collect',
  group: 'ask',
  settings: collectSettingsSchema,
  defaults: {
    variable: 'digits',
    sounds: [],
    isInterruptible: true,
    minKeys: 1,
    maxKeys: 10,
    endKey: '#',
    firstKeySeconds: 5,
    nextKeySeconds: 3,
    repeats: 1,
  },
  exits: () => [{ id: 'got' }, { id: 'timeout' }],
  references: ({ sounds }) => promptReferences(sounds, 'sounds'),
  enter(here) {
    const { state, effects } = startKeyEntry(here, rules(here.settings));
    return { kind: 'stay', state: { entry: state, repeated: 0 }, effects };
  },
  keys: ({ isInterruptible }, { entry }) => keyEntryUse({ isInterruptible }, entry),
  handle(here, state, event) {
    const result = continueKeyEntry(here, rules(here.settings), state.entry, event);
    if (result.kind === 'more') return { kind: 'stay', state: { ...state, entry: result.state }, effects: result.effects };
    const { endKey, minKeys, variable, repeats } = here.settings;
    const keys = result.kind === 'keys' ? withoutEnd(result.keys, endKey) : '';
    if (keys.length >= minKeys) {
      return {
        kind: 'leave',
        exit: 'got',
        why: { kind: 'entered', count: keys.length },
        set: { variables: withVariables(here.run.variables, { [variable]: keys }) },
      };
    }
    if (state.repeated >= repeats)
      return { kind: 'leave', exit: 'timeout', why: { kind: keys === '' ? 'pressed-nothing' : 'too-few-keys' } };
    const again = startKeyEntry(here, rules(here.settings), result.kind === 'keys' ? result.stops : []);
    return { kind: 'stay', state: { entry: again.state, repeated: state.repeated + 1 }, effects: again.effects };
  },
};

function rules(settings: Settings): KeyEntryRules {
  const { sounds, isInterruptible, firstKeySeconds, nextKeySeconds, endKey, maxKeys } = settings;
  const isComplete = (keys: string): boolean => (endKey !== null && keys.endsWith(endKey)) || keys.length >= maxKeys;
  return { sounds, isInterruptible, firstKeySeconds, nextKeySeconds, isComplete };
}

function withoutEnd(keys: string, endKey: string | null): string {
  return endKey !== null && keys.endsWith(endKey) ? keys.slice(0, -1) : keys;
}
