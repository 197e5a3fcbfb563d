import { z } from 'zod';
import type { EffectBody } from '../effects.ts';
import type { NodeKind } from '../node-kind.ts';
import { reference, thingIdSchema } from './parts.ts';
import { continuePinEntry, pinEntryUse, startPinEntry } from './pin-entry.ts';
import type { PinEntryOptions, PinEntryState } from './pin-entry.ts';

export const maxConferenceMembers = 100;

export const conferenceSettingsSchema = z.object({
  /** The room's name: whoever comes to the same name in the same PBX meets, by whichever plan. */
  roomId: thingIdSchema,
  /** Whoever comes in is the host; a host's PIN is another way. */
  isHost: z.boolean(),
  /** Empty: no PIN. */
  pinId: thingIdSchema,
  /** Who enters this one is the host. Empty: there is none. */
  hostPinId: thingIdSchema,
  /** Nobody is heard before a host is there. */
  waitsForHost: z.boolean().default(false),
  /** When the last host leaves, everybody does. */
  endsWithHost: z.boolean().default(false),
  maxMembers: z.number().int().min(2).max(maxConferenceMembers).default(30),
});
type Settings = z.infer<typeof conferenceSettingsSchema>;
type State = { readonly pin: PinEntryState } | { readonly pin: null };

export const conferenceNode: NodeKind<'conference', typeof conferenceSettingsSchema, State> = {
  kind: 'conference',
  group: 'ring',
  settings: conferenceSettingsSchema,
  defaults: { roomId: '', isHost: false, pinId: '', hostPinId: '', waitsForHost: false, endsWithHost: false, maxMembers: 30 },
  exits: (settings) => [{ id: 'done' }, ...(pinIds(settings).length > 0 ? [{ id: 'wrong-pin' }] : [])],
  references: ({ roomId, pinId, hostPinId }) => [
    reference('conference-room', roomId, 'roomId'),
    ...(pinId === '' ? [] : [reference('pin', pinId, 'pinId')]),
    ...(hostPinId === '' ? [] : [reference('pin', hostPinId, 'hostPinId')]),
  ],
  enter(here) {
    const { settings } = here;
    if (settings.roomId === '') return { kind: 'leave', exit: 'done', why: { kind: 'no-room-chosen' } };
    if (pinIds(settings).length === 0) return { kind: 'stay', state: { pin: null }, effects: [join(settings, settings.isHost)] };
    const move = startPinEntry(here, options(settings));
    return { ...move, state: { pin: move.state } };
  },
  keys: (_settings, { pin }) => (pin === null ? 'drop' : pinEntryUse(pin)),
  handle(here, { pin }, event) {
    if (event.kind === 'conference-left') return { kind: 'leave', exit: 'done', why: { kind: 'left-conference' } };
    if (pin === null) return { kind: 'stay', state: { pin }, effects: [] };
    const result = continuePinEntry(here, options(here.settings), pin, event);
    if (result.kind === 'stay') return { ...result.move, state: { pin: result.move.state } };
    if (result.kind === 'wrong') return { kind: 'leave', exit: 'wrong-pin', why: { kind: 'wrong-pin' } };
    const { isHost, hostPinId } = here.settings;
    return { kind: 'stay', state: { pin: null }, effects: [join(here.settings, isHost || result.pinId === hostPinId)] };
  },
};

/** The host's first: who has both PINs alike is the host. */
function pinIds({ pinId, hostPinId }: Settings): readonly string[] {
  return [hostPinId, pinId].filter((id) => id !== '');
}

function options(settings: Settings): PinEntryOptions {
  return { sounds: [{ kind: 'phrase', phrase: 'enter-pin' }], attempts: 3, pinIds: pinIds(settings) };
}

function join({ roomId, waitsForHost, endsWithHost, maxMembers }: Settings, isHost: boolean): EffectBody {
  return { kind: 'conference', roomId, isHost, waitsForHost, endsWithHost, maxMembers };
}
