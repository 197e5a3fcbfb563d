import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';

/** For the queues that come after. */
export const setPrioritySettingsSchema = z.object({
  /** 0 is everybody, 10 comes first. Null: as it was. */
  priority: z.number().int().min(0).max(10).nullable(),
  /** What an agent must be able to do. Null: as it was. */
  skills: z.array(z.string().trim().min(1).max(40)).max(10).nullable(),
});

export const setPriorityNode: NodeKind<'set-priority', typeof setPrioritySettingsSchema, null> = {
  kind: 'set-priority',
  group: 'flow',
  settings: setPrioritySettingsSchema,
  defaults: { priority: null, skills: null },
  exits: () => [{ id: 'next' }],
  references: () => [],
  enter({ settings: { priority, skills } }) {
    const set = { ...(priority === null ? {} : { priority }), ...(skills === null ? {} : { skills }) };
    return { kind: 'leave', exit: 'next', why: priority === null ? { kind: 'skills-set' } : { kind: 'priority', priority }, set };
  },
  keys: () => 'keep',
  handle: (_here, state) => ({ kind: 'stay', state, effects: [] }),
};
