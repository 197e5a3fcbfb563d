import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { withVariables } from './text.ts';

/** Looks the caller up: contact, tickets, assets. What is known becomes variables, `callerName` and `tags` among them. */
export const lookupSettingsSchema = z.object({});

export const lookupNode: NodeKind<'lookup', typeof lookupSettingsSchema, null> = {
  kind: 'lookup',
  group: 'decide',
  settings: lookupSettingsSchema,
  defaults: {},
  exits: () => [{ id: 'found' }, { id: 'unknown' }],
  references: () => [],
  enter: () => ({ kind: 'stay', state: null, effects: [{ kind: 'ask', question: { about: 'caller' } }] }),
  keys: () => 'keep',
  handle({ run }, state, event) {
    if (event.kind !== 'answer') return { kind: 'stay', state, effects: [] };
    if (event.answer.about !== 'caller') return { kind: 'leave', exit: 'unknown', why: { kind: 'unknown-caller' } };
    const { name, variables, tags } = event.answer;
    const known = withVariables(run.variables, { ...variables, callerName: name, tags: tags.join(',') });
    return { kind: 'leave', exit: 'found', why: { kind: 'known-caller' }, set: { variables: known } };
  },
};
