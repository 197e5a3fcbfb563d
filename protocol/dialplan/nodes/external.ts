import { z } from 'zod';
import type { Exit, NodeKind } from '../node-kind.ts';
import { backgroundSchema } from '../sounds.ts';
import { presentation, reference, ringSecondsSchema, thingIdSchema } from './parts.ts';
import { afterRinging, dialableSchema, external } from './ring.ts';

/** Calls a number of the outside. It is a fixed one: what a caller typed never becomes an outside number. */
export const externalSettingsSchema = z.object({
  number: dialableSchema,
  /** Empty: the route that the tenant's rules choose. */
  routeId: thingIdSchema,
  /** Empty: the caller's own number where the route allows it. */
  callerId: dialableSchema,
  timeoutSeconds: ringSecondsSchema,
  background: backgroundSchema,
});

const exits: readonly Exit[] = [{ id: 'answered', isFinal: true }, { id: 'no-answer' }, { id: 'busy' }, { id: 'failed' }];

export const externalNode: NodeKind<'external', typeof externalSettingsSchema, null> = {
  kind: 'external',
  group: 'ring',
  settings: externalSettingsSchema,
  defaults: { number: '', routeId: '', callerId: '', timeoutSeconds: 40, background: { kind: 'ringback' } },
  exits: () => exits,
  references: ({ routeId, background }) => [
    ...(routeId === '' ? [] : [reference('route', routeId, 'routeId')]),
    ...(background.kind === 'prompt' ? [reference('prompt', background.promptId, 'background.promptId')] : []),
  ],
  enter({ settings, run }) {
    if (settings.number === '') return { kind: 'leave', exit: 'failed', why: { kind: 'no-number' } };
    const { timeoutSeconds, background } = settings;
    const effect = {
      kind: 'ring',
      targets: [external(settings)],
      timeoutSeconds,
      background,
      presentation: presentation(run, []),
    } as const;
    return { kind: 'stay', state: null, effects: [effect] };
  },
  keys: () => 'drop',
  handle: (_here, state, event) => afterRinging(state, event, { failed: 'failed', unreachable: 'failed' }),
};
