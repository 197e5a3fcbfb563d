import { z } from 'zod';
import type { RingTarget } from '../effects.ts';
import type { RingOutcome, RunEvent } from '../events.ts';
import type { Exit, Here, Move, NodeKind } from '../node-kind.ts';
import { backgroundSchema } from '../sounds.ts';
import type { PlainReason } from '../reason.ts';
import { presentation, reference, ringSecondsSchema, shownVariablesSchema, thingIdSchema, variableNameSchema } from './parts.ts';
import { valueOf } from './text.ts';

export const dialableSchema = z.string().regex(/^(\+?[0-9*#]{1,20})?$/u);

export const ringTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), userId: thingIdSchema }),
  z.object({ kind: z.literal('ring-group'), groupId: thingIdSchema }),
  z.object({ kind: z.literal('extension'), number: dialableSchema }),
  z.object({
    kind: z.literal('external'),
    number: dialableSchema,
    /** Empty: the route that the tenant's rules choose. */
    routeId: thingIdSchema,
    /** Empty: the caller's own number where the route allows it. */
    callerId: dialableSchema,
  }),
  /** The extension that the caller dialled. */
  z.object({ kind: z.literal('typed'), variable: variableNameSchema }),
]);

/** Rings all targets together; what a ring group does among its members is the group's own strategy. */
export const ringSettingsSchema = z.object({
  targets: z.array(ringTargetSchema).max(20),
  timeoutSeconds: ringSecondsSchema,
  background: backgroundSchema,
  showVariables: shownVariablesSchema,
});
type Settings = z.infer<typeof ringSettingsSchema>;

const exits: readonly Exit[] = [{ id: 'answered', isFinal: true }, { id: 'no-answer' }, { id: 'busy' }, { id: 'unreachable' }];

export const ringNode: NodeKind<'ring', typeof ringSettingsSchema, null> = {
  kind: 'ring',
  group: 'ring',
  settings: ringSettingsSchema,
  defaults: { targets: [], timeoutSeconds: 25, background: { kind: 'ringback' }, showVariables: [] },
  exits: () => exits,
  references: ({ targets, background }) => [
    ...targets.flatMap((target, index) => {
      if (target.kind === 'user') return [reference('user', target.userId, `targets.${index}.userId`)];
      if (target.kind === 'ring-group') return [reference('ring-group', target.groupId, `targets.${index}.groupId`)];
      return target.kind === 'external' && target.routeId !== '' ? [reference('route', target.routeId, `targets.${index}.routeId`)] : [];
    }),
    ...(background.kind === 'prompt' ? [reference('prompt', background.promptId, 'background.promptId')] : []),
  ],
  enter({ settings, run }): Move<null> {
    const targets = settings.targets.flatMap((target) => ringable(target, run));
    if (targets.length === 0) return { kind: 'leave', exit: 'unreachable', why: { kind: 'nobody-to-ring' } };
    const { timeoutSeconds, background, showVariables } = settings;
    const effect = { kind: 'ring', targets, timeoutSeconds, background, presentation: presentation(run, showVariables) } as const;
    return { kind: 'stay', state: null, effects: [effect] };
  },
  keys: () => 'drop',
  handle: (_here, state, event) => afterRinging(state, event, { failed: 'unreachable', unreachable: 'unreachable' }),
};

const reasons = {
  answered: 'answered',
  'no-answer': 'nobody-answered',
  busy: 'busy',
  unreachable: 'unreachable',
  failed: 'not-called',
} as const satisfies Record<RingOutcome, PlainReason>;

/** Leaves by how ringing went; `exits` are those for what has no exit of its own. */
export function afterRinging(state: null, event: RunEvent, exits: { readonly failed: string; readonly unreachable: string }): Move<null> {
  if (event.kind !== 'rang') return { kind: 'stay', state, effects: [] };
  const exit = event.outcome === 'failed' || event.outcome === 'unreachable' ? exits[event.outcome] : event.outcome;
  return { kind: 'leave', exit, why: { kind: reasons[event.outcome] } };
}

function ringable(target: Settings['targets'][number], run: Here<Settings>['run']): readonly RingTarget[] {
  switch (target.kind) {
    case 'user':
      return target.userId === '' ? [] : [target];
    case 'ring-group':
      return target.groupId === '' ? [] : [target];
    case 'extension':
      return target.number === '' ? [] : [target];
    case 'external':
      return target.number === '' ? [] : [external(target)];
    default: {
      const number = valueOf(run, target.variable);
      // Only what can be an extension: a variable may hold anything, and an outside number is never dialled from it.
      return /^[0-9]{1,10}$/u.test(number) ? [{ kind: 'extension', number }] : [];
    }
  }
}

export function external(target: { readonly number: string; readonly routeId: string; readonly callerId: string }): RingTarget {
  return { kind: 'external', number: target.number, routeId: target.routeId || undefined, callerId: target.callerId || undefined };
}
