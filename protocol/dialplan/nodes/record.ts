import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';

export const recordSettingsSchema = z.object({
  isOn: z.boolean(),
  /** Says that the call is recorded before it is. */
  isAnnounced: z.boolean(),
});

export const recordNode: NodeKind<'record', typeof recordSettingsSchema, null> = {
  kind: 'record',
  group: 'flow',
  settings: recordSettingsSchema,
  defaults: { isOn: true, isAnnounced: true },
  exits: () => [{ id: 'next' }],
  references: () => [],
  enter({ settings: { isOn, isAnnounced }, run }) {
    if (isOn && isAnnounced) {
      return {
        kind: 'stay',
        state: null,
        effects: [{ kind: 'play', sounds: [{ kind: 'phrase', phrase: 'recording-notice' }], language: run.language }],
      };
    }
    return { kind: 'leave', exit: 'next', why: { kind: isOn ? 'recording-on' : 'recording-off' }, effects: [{ kind: 'record', isOn }] };
  },
  keys: () => 'keep',
  handle: ({ settings: { isOn } }) => ({ kind: 'leave', exit: 'next', why: { kind: 'recording-on' }, effects: [{ kind: 'record', isOn }] }),
};
