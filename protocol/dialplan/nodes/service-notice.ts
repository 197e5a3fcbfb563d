import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import type { Sound } from '../sounds.ts';
import { continueKeyEntry, keyEntryUse, startKeyEntry } from './key-entry.ts';
import type { KeyEntryRules, KeyEntryState } from './key-entry.ts';
import { promptReferences, reference, soundsSchema, thingIdSchema, waitSecondsSchema } from './parts.ts';

/** A known outage: is it this caller's, it is told, and a key subscribes to the news that it is over. */
export const serviceNoticeSettingsSchema = z.object({
  noticeId: thingIdSchema,
  /** Played when the notice has no prompt of its own. */
  sounds: soundsSchema,
  subscribeKey: z.string().regex(/^[0-9*#]$/u),
  /** How long the key is waited for after the prompt. */
  waitSeconds: waitSecondsSchema,
});
type State = { readonly entry: KeyEntryState | null; readonly promptId: string | null };

export const serviceNoticeNode: NodeKind<'service-notice', typeof serviceNoticeSettingsSchema, State> = {
  kind: 'service-notice',
  group: 'say',
  settings: serviceNoticeSettingsSchema,
  defaults: { noticeId: '', sounds: [], subscribeKey: '1', waitSeconds: 5 },
  exits: () => [{ id: 'continue' }, { id: 'subscribed' }],
  references: ({ noticeId, sounds }) => [reference('service-notice', noticeId, 'noticeId'), ...promptReferences(sounds, 'sounds')],
  enter({ settings: { noticeId } }) {
    if (noticeId === '') return { kind: 'leave', exit: 'continue', why: { kind: 'no-notice-chosen' } };
    return {
      kind: 'stay',
      state: { entry: null, promptId: null },
      effects: [{ kind: 'ask', question: { about: 'service-notice', noticeId } }],
    };
  },
  keys: (_settings, { entry }) => (entry === null ? 'keep' : keyEntryUse({ isInterruptible: true }, entry)),
  handle(here, state, event) {
    const { subscribeKey, noticeId } = here.settings;
    if (state.entry === null) {
      if (event.kind !== 'answer') return { kind: 'stay', state, effects: [] };
      if (event.answer.about !== 'service-notice' || !event.answer.isActive)
        return { kind: 'leave', exit: 'continue', why: { kind: 'no-outage' } };
      const promptId = event.answer.promptId ?? null;
      const { state: entry, effects } = startKeyEntry(here, rules(here.settings, promptId));
      return { kind: 'stay', state: { entry, promptId }, effects };
    }
    const result = continueKeyEntry(here, rules(here.settings, state.promptId), state.entry, event);
    if (result.kind === 'more') return { kind: 'stay', state: { ...state, entry: result.state }, effects: result.effects };
    if (result.kind === 'keys' && result.keys === subscribeKey) {
      return {
        kind: 'leave',
        exit: 'subscribed',
        why: { kind: 'wants-notice' },
        effects: [{ kind: 'subscribe-notice', noticeId }],
      };
    }
    return { kind: 'leave', exit: 'continue', why: { kind: 'heard-notice' } };
  },
};

function rules({ sounds, waitSeconds }: z.infer<typeof serviceNoticeSettingsSchema>, promptId: string | null): KeyEntryRules {
  const own: readonly Sound[] = promptId === null ? sounds : [{ kind: 'prompt', promptId }];
  return { sounds: own, isInterruptible: true, firstKeySeconds: waitSeconds, nextKeySeconds: 1, isComplete: () => true };
}
