import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { backgroundSchema } from '../sounds.ts';
import { reference } from './parts.ts';

export const waitSettingsSchema = z.object({
  seconds: z.number().int().min(1).max(3_600),
  background: backgroundSchema,
  endsOnKey: z.boolean(),
});

const quiet = { kind: 'background', background: { kind: 'silence' } } as const;

export const waitNode: NodeKind<'wait', typeof waitSettingsSchema, null> = {
  kind: 'wait',
  group: 'say',
  settings: waitSettingsSchema,
  defaults: { seconds: 5, background: { kind: 'silence' }, endsOnKey: false },
  exits: ({ endsOnKey }) => [{ id: 'done' }, ...(endsOnKey ? [{ id: 'digit' }] : [])],
  references: ({ background }) => (background.kind === 'prompt' ? [reference('prompt', background.promptId, 'background.promptId')] : []),
  enter({ settings: { seconds, background } }) {
    const isHeard = background.kind !== 'prompt' || background.promptId !== '';
    return {
      kind: 'stay',
      state: null,
      effects: [...(isHeard ? [{ kind: 'background', background } as const] : []), { kind: 'timer', seconds }],
    };
  },
  keys: ({ endsOnKey }) => (endsOnKey ? 'read' : 'keep'),
  handle(_here, _state, event) {
    if (event.kind === 'digit') return { kind: 'leave', exit: 'digit', why: { kind: 'pressed', keys: event.digit }, effects: [quiet] };
    return { kind: 'leave', exit: 'done', why: { kind: 'waited' }, effects: [quiet] };
  },
};
