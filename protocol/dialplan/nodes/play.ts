import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { audible, promptReferences, soundsSchema } from './parts.ts';

/** A key that ends the prompt is kept for the next node that reads keys. */
export const playSettingsSchema = z.object({ sounds: soundsSchema, isInterruptible: z.boolean() });

export const playNode: NodeKind<'play', typeof playSettingsSchema, null> = {
  kind: 'play',
  group: 'say',
  settings: playSettingsSchema,
  defaults: { sounds: [], isInterruptible: false },
  exits: () => [{ id: 'done' }],
  references: ({ sounds }) => promptReferences(sounds, 'sounds'),
  enter({ settings, run }) {
    const sounds = audible(settings.sounds);
    if (sounds.length === 0) return { kind: 'leave', exit: 'done', why: { kind: 'nothing-to-play' } };
    return { kind: 'stay', state: null, effects: [{ kind: 'play', sounds, language: run.language }] };
  },
  keys: ({ isInterruptible }) => (isInterruptible ? 'peek' : 'keep'),
  handle: (_here, _state, event) => ({ kind: 'leave', exit: 'done', why: { kind: event.kind === 'digit' ? 'skipped' : 'played' } }),
};
