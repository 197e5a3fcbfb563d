import { z } from 'zod';
import type { QueueOutcome } from '../events.ts';
import type { NodeKind } from '../node-kind.ts';
import { digitSchema } from '../sounds.ts';
import type { PlainReason } from '../reason.ts';
import { presentation, reference, shownVariablesSchema, thingIdSchema } from './parts.ts';

export const queueSettingsSchema = z.object({
  queueId: thingIdSchema,
  /** Null: the run's own priority. */
  priority: z.number().int().min(0).max(10).nullable(),
  /** Null: as long as the queue itself allows. */
  maxWaitSeconds: z.number().int().min(1).max(86_400).nullable(),
  /** Leaves the queue. */
  exitDigit: digitSchema.nullable(),
  showVariables: shownVariablesSchema,
});

const reasons: Readonly<Record<QueueOutcome, PlainReason>> = {
  answered: 'agent-answered',
  timeout: 'waited-too-long',
  full: 'queue-full',
  'no-agents': 'no-agents',
  digit: 'exit-key',
  callback: 'callback',
};

export const queueNode: NodeKind<'queue', typeof queueSettingsSchema, null> = {
  kind: 'queue',
  group: 'ring',
  settings: queueSettingsSchema,
  defaults: { queueId: '', priority: null, maxWaitSeconds: null, exitDigit: null, showVariables: [] },
  exits: ({ exitDigit }) => [
    { id: 'answered', isFinal: true },
    { id: 'timeout' },
    { id: 'full' },
    { id: 'no-agents' },
    ...(exitDigit === null ? [] : [{ id: 'digit', label: exitDigit }]),
    { id: 'callback' },
  ],
  references: ({ queueId }) => [reference('queue', queueId, 'queueId')],
  enter({ settings, run }) {
    if (settings.queueId === '') return { kind: 'leave', exit: 'no-agents', why: { kind: 'no-queue-chosen' } };
    const { queueId, priority, maxWaitSeconds, exitDigit, showVariables } = settings;
    return {
      kind: 'stay',
      state: null,
      effects: [
        {
          kind: 'queue',
          queueId,
          priority: priority ?? run.priority,
          skills: run.skills,
          maxWaitSeconds: maxWaitSeconds ?? undefined,
          exitDigit: exitDigit ?? undefined,
          presentation: presentation(run, showVariables),
        },
      ],
    };
  },
  keys: () => 'drop',
  handle(_here, state, event) {
    if (event.kind !== 'queued') return { kind: 'stay', state, effects: [] };
    return { kind: 'leave', exit: event.outcome, why: { kind: reasons[event.outcome] } };
  },
};
