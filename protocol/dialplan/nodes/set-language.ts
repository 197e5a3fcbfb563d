import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { languageSchema } from '../sounds.ts';

export const setLanguageSettingsSchema = z.object({ language: languageSchema });

export const setLanguageNode: NodeKind<'set-language', typeof setLanguageSettingsSchema, null> = {
  kind: 'set-language',
  group: 'flow',
  settings: setLanguageSettingsSchema,
  defaults: { language: 'en' },
  exits: () => [{ id: 'next' }],
  references: () => [],
  enter: ({ settings: { language } }) => ({ kind: 'leave', exit: 'next', why: { kind: `language-${language}` }, set: { language } }),
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
