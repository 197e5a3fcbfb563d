import { z } from 'zod';
import type { Answer } from '../events.ts';
import type { Question } from '../effects.ts';
import type { Run } from '../run.ts';
import { periodAt } from '../schedule-clock.ts';
import { thingIdSchema, variableNameSchema } from './parts.ts';
import { valueOf } from './text.ts';

const textTests = ['equals', 'not-equals', 'starts-with', 'contains', 'at-least', 'below', 'is-empty', 'is-not-empty'] as const;
const valueSchema = z.string().max(200);

/** One thing that holds for a caller or does not. */
export const conditionSchema = z.discriminatedUnion('about', [
  z.object({ about: z.literal('caller-kind'), is: z.enum(['internal', 'external', 'withheld']) }),
  z.object({ about: z.literal('caller-number'), test: z.enum(textTests), value: valueSchema }),
  z.object({ about: z.literal('dialled'), test: z.enum(textTests), value: valueSchema }),
  /** `at-least` and `below` compare numbers. */
  z.object({ about: z.literal('variable'), name: variableNameSchema, test: z.enum(textTests), value: valueSchema }),
  z.object({ about: z.literal('schedule'), scheduleId: thingIdSchema, period: z.string().trim().min(1).max(40) }),
  z.object({
    about: z.literal('queue'),
    queueId: thingIdSchema,
    measure: z.enum(['waiting', 'longestWaitSeconds', 'agentsReady', 'agentsSignedIn']),
    test: z.enum(['at-least', 'below']),
    value: z.number().int().min(0).max(100_000),
  }),
  z.object({ about: z.literal('vip') }),
  z.object({ about: z.literal('tag'), tag: z.string().trim().max(60) }),
  z.object({ about: z.literal('open-ticket') }),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** Tag of callers that come first, and the variable of a caller's facts that counts open tickets. */
export const vipTag = 'vip';
export const openTicketsVariable = 'openTickets';

/** What has to be asked before the condition can be judged; undefined: the run knows enough, or nothing is chosen. */
export function questionOf(condition: Condition): Question | undefined {
  switch (condition.about) {
    case 'schedule':
      return condition.scheduleId === '' ? undefined : { about: 'schedule', scheduleId: condition.scheduleId };
    case 'queue':
      return condition.queueId === '' ? undefined : { about: 'queue', queueId: condition.queueId };
    case 'vip':
    case 'tag':
    case 'open-ticket':
      return { about: 'caller' };
    default:
      return undefined;
  }
}

/** Whether it holds. What could not be found out does not hold. */
export function holds(
  condition: Condition,
  { run, answer, atMs }: { readonly run: Run; readonly answer: Answer | undefined; readonly atMs: number },
): boolean {
  switch (condition.about) {
    case 'caller-kind':
      return callerKind(run) === condition.is;
    case 'caller-number':
      return isText(run.caller.number, condition);
    case 'dialled':
      return isText(run.caller.dialled, condition);
    case 'variable':
      return isText(valueOf(run, condition.name), condition);
    case 'schedule':
      return answer?.about === 'schedule' && periodAt(answer.schedule, atMs).period === condition.period;
    case 'queue':
      return answer?.about === 'queue' && (condition.test === 'below') === answer[condition.measure] < condition.value;
    case 'vip':
      return answer?.about === 'caller' && answer.tags.includes(vipTag);
    case 'tag':
      return answer?.about === 'caller' && answer.tags.includes(condition.tag);
    default:
      return (
        answer?.about === 'caller' &&
        Object.hasOwn(answer.variables, openTicketsVariable) &&
        Number(answer.variables[openTicketsVariable]) > 0
      );
  }
}

function callerKind({ caller }: Run): 'internal' | 'external' | 'withheld' {
  if (caller.isInternal) return 'internal';
  return caller.number === '' ? 'withheld' : 'external';
}

function isText(text: string, { test, value }: { readonly test: (typeof textTests)[number]; readonly value: string }): boolean {
  switch (test) {
    case 'equals':
      return text === value;
    case 'not-equals':
      return text !== value;
    case 'starts-with':
      return text.startsWith(value);
    case 'contains':
      return text.includes(value);
    case 'at-least':
      return text !== '' && Number(text) >= Number(value);
    case 'below':
      return text !== '' && Number(text) < Number(value);
    case 'is-empty':
      return text === '';
    default:
      return text !== '';
  }
}
