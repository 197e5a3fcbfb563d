import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { promptReferences, reference, soundsSchema, thingIdSchema } from './parts.ts';
import { continuePinEntry, pinEntryUse, startPinEntry } from './pin-entry.ts';
import type { PinEntryOptions, PinEntryState } from './pin-entry.ts';

export const pinSettingsSchema = z.object({
  pinId: thingIdSchema,
  sounds: soundsSchema,
  attempts: z.number().int().min(1).max(5),
});

export const pinNode: NodeKind<'pin', typeof pinSettingsSchema, PinEntryState> = {
  kind: 'pin',
  group: 'ask',
  settings: pinSettingsSchema,
  defaults: { pinId: '', sounds: [{ kind: 'phrase', phrase: 'enter-pin' }], attempts: 3 },
  exits: () => [{ id: 'right' }, { id: 'wrong' }],
  references: ({ pinId, sounds }) => [reference('pin', pinId, 'pinId'), ...promptReferences(sounds, 'sounds')],
  enter(here) {
    if (here.settings.pinId === '') return { kind: 'leave', exit: 'wrong', why: { kind: 'no-pin-chosen' } };
    return startPinEntry(here, options(here.settings));
  },
  keys: (_settings, state) => pinEntryUse(state),
  handle(here, state, event) {
    const result = continuePinEntry(here, options(here.settings), state, event);
    if (result.kind === 'stay') return result.move;
    return { kind: 'leave', exit: result.kind, why: { kind: result.kind === 'right' ? 'right-pin' : 'wrong-pin' } };
  },
};

function options({ pinId, sounds, attempts }: z.infer<typeof pinSettingsSchema>): PinEntryOptions {
  return { sounds, attempts, pinIds: [pinId] };
}
