import { z } from 'zod';
import type { NodeKind } from '../node-kind.ts';
import { periodAt } from '../schedule-clock.ts';
import { reference, thingIdSchema } from './parts.ts';

/** `periods` are the named periods of the schedule that have an exit of their own; others count as closed. */
export const scheduleSettingsSchema = z.object({
  scheduleId: thingIdSchema,
  periods: z.array(z.string().trim().min(1).max(40)).max(20),
});

/** Exit of a period. */
export function periodExit(period: string): string {
  return period === 'open' || period === 'closed' ? period : `period:${period}`;
}

export const scheduleNode: NodeKind<'schedule', typeof scheduleSettingsSchema, null> = {
  kind: 'schedule',
  group: 'decide',
  settings: scheduleSettingsSchema,
  defaults: { scheduleId: '', periods: [] },
  exits: ({ periods }) => [
    { id: 'open' },
    { id: 'closed' },
    ...namedPeriods(periods).map((period) => ({ id: periodExit(period), label: period })),
  ],
  references: ({ scheduleId }) => [reference('schedule', scheduleId, 'scheduleId')],
  enter({ settings: { scheduleId } }) {
    if (scheduleId === '') return { kind: 'leave', exit: 'closed', why: { kind: 'no-schedule-chosen' } };
    return { kind: 'stay', state: null, effects: [{ kind: 'ask', question: { about: 'schedule', scheduleId } }] };
  },
  keys: () => 'keep',
  handle({ settings, atMs }, state, event) {
    if (event.kind !== 'answer') return { kind: 'stay', state, effects: [] };
    if (event.answer.about !== 'schedule') return { kind: 'leave', exit: 'closed', why: { kind: 'schedule-unknown' } };
    const { period, why } = periodAt(event.answer.schedule, atMs);
    const hasExit = period === 'open' || settings.periods.includes(period);
    return { kind: 'leave', exit: hasExit ? periodExit(period) : 'closed', why };
  },
};

function namedPeriods(periods: readonly string[]): readonly string[] {
  return [...new Set(periods)].filter((period) => period !== 'open' && period !== 'closed');
}
