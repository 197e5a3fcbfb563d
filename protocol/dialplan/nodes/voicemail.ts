import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { reference, thingIdSchema } from './parts.ts';

/** A shared box, or a person's own. */
export const boxChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('box'), boxId: thingIdSchema }),
  z.object({ kind: z.literal('user'), userId: thingIdSchema }),
]);
export const greetingSchema = z.union([z.enum(['default', 'busy', 'none']), z.object({ greetingId: z.string().min(1).max(64) })]);
export const voicemailSettingsSchema = z.object({ box: boxChoiceSchema, greeting: greetingSchema });

/** The reasons in paths, by what became of the message. */
export const messageReasons = {
  left: 'left a message',
  empty: 'left no message',
  'box-full': 'the box was full',
  failed: 'no message could be taken',
} as const;

export const voicemailNode: NodeKind<'voicemail', typeof voicemailSettingsSchema, null> = {
  kind: 'voicemail',
  group: 'ring',
  settings: voicemailSettingsSchema,
  defaults: { box: { kind: 'box', boxId: '' }, greeting: 'default' },
  exits: () => [{ id: 'done' }],
  references: ({ box, greeting }) => [
    boxReference(box, 'box'),
    ...(typeof greeting === 'string' ? [] : [reference('greeting', greeting.greetingId, 'greeting.greetingId')]),
  ],
  enter({ settings: { box, greeting } }) {
    if (!isBoxChosen(box)) return { kind: 'leave', exit: 'done', why: 'no box chosen' };
    return { kind: 'stay', state: null, effects: [{ kind: 'voicemail', box, greeting }] };
  },
  keys: () => 'drop',
  handle(_here, state, event) {
    if (event.kind !== 'message-taken') return { kind: 'stay', state, effects: [] };
    return { kind: 'leave', exit: 'done', why: messageReasons[event.outcome] };
  },
};

export function isBoxChosen(box: z.infer<typeof boxChoiceSchema>): boolean {
  return (box.kind === 'box' ? box.boxId : box.userId) !== '';
}

export function boxReference(box: z.infer<typeof boxChoiceSchema>, path: string): ReturnType<typeof reference> {
  return box.kind === 'box' ? reference('voicemail-box', box.boxId, `${path}.boxId`) : reference('user', box.userId, `${path}.userId`);
}
