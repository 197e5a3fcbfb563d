import { z } from 'zod';
import { speechSchema } from '../media/prompts.ts';

/** How many greetings a box keeps, and how long each may be. */
export const maxGreetings = 20;
export const maxGreetingMs = 120_000;

const name = z.string().trim().min(1).max(120);

/** What plays a greeting: a choice of its box, or a dial plan. */
export const greetingUseSchema = z.object({
  kind: z.enum(['usual', 'busy', 'temporary', 'period', 'holiday', 'plan']),
  /** Of the period, holiday or plan. */
  name: z.string(),
});
export type GreetingUse = z.infer<typeof greetingUseSchema>;

export const greetingSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `recorded` in the browser or by phone; `spoken`: a text that was read aloud. */
  kind: z.enum(['uploaded', 'recorded', 'spoken']),
  durationMs: z.number().int(),
  /** Deleting it lets each of them fall back to the usual greeting, and that to the one that comes with Deskline. */
  usedBy: z.array(greetingUseSchema),
});
export type Greeting = z.infer<typeof greetingSchema>;
/** GET /api/voicemail/boxes/{id}/greetings */
export const greetingsSchema = z.object({ items: z.array(greetingSchema) });
/** POST /api/voicemail/boxes/{id}/greetings?name=…&kind=… with the audio file as body. `limit-reached` when the box keeps no more. */
export const uploadGreetingQuerySchema = z.object({ name, kind: z.enum(['uploaded', 'recorded']).default('recorded') });
/** POST /api/voicemail/boxes/{id}/greetings/spoken */
export const speakGreetingSchema = speechSchema.extend({ name, text: z.string().trim().min(1).max(2_000) });

/**
 * Which greeting plays while a period of the box's schedule holds (`open`, `closed`, a named one), or on a holiday: an exception of the
 * schedule, by its name.
 */
export const greetingRuleSchema = z.object({ when: z.enum(['period', 'holiday']), name, greetingId: z.uuid() });
export type GreetingRule = z.infer<typeof greetingRuleSchema>;

const hasNothingTwice = (rules: readonly GreetingRule[]): boolean =>
  new Set(rules.map((rule) => `${rule.when}/${rule.name}`)).size === rules.length;
export const greetingRulesSchema = z.array(greetingRuleSchema).max(60).refine(hasNothingTwice, 'twice');

/** Plays instead of all others until then. */
export const temporaryGreetingSchema = z.object({ greetingId: z.uuid(), until: z.iso.datetime() });

/** How a box chooses what callers hear; null is the greeting that comes with Deskline. */
export const greetingChoiceSchema = z.object({
  greetingId: z.uuid().nullable(),
  busyGreetingId: z.uuid().nullable(),
  /** The schedule that the rules speak of. */
  scheduleId: z.uuid().nullable(),
  rules: greetingRulesSchema,
  temporary: temporaryGreetingSchema.nullable(),
});
export type GreetingChoice = z.infer<typeof greetingChoiceSchema>;

/** What holds in the box's schedule. */
export interface SchedulePeriod {
  readonly period: string;
  /** The holiday that is the reason. */
  readonly holiday: string | null;
}

/** Which greeting a caller hears, and why; null is the one that comes with Deskline. */
export interface ChosenGreeting {
  readonly greetingId: string | null;
  readonly why: 'temporary' | 'busy' | 'holiday' | 'period' | 'usual';
}

/** The first of: the temporary one, the one for when the person is busy, that of the holiday, that of the period, the usual one. */
export function chosenGreeting(
  choice: GreetingChoice,
  { atMs, isBusy, now }: { readonly atMs: number; readonly isBusy: boolean; readonly now: SchedulePeriod | undefined },
): ChosenGreeting {
  const { temporary, busyGreetingId, rules } = choice;
  if (temporary && atMs < Date.parse(temporary.until)) return { greetingId: temporary.greetingId, why: 'temporary' };
  if (isBusy && busyGreetingId !== null) return { greetingId: busyGreetingId, why: 'busy' };
  const ruleOf = (when: GreetingRule['when'], of: string | null | undefined): GreetingRule | undefined =>
    of === null || of === undefined ? undefined : rules.find((rule) => rule.when === when && rule.name === of);
  const rule = ruleOf('holiday', now?.holiday) ?? ruleOf('period', now?.period);
  return rule ? { greetingId: rule.greetingId, why: rule.when } : { greetingId: choice.greetingId, why: 'usual' };
}

/** GET /api/voicemail/schedules: those that boxes can go by, by name. */
export const greetingScheduleSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `open` and `closed` first, then the named ones. */
  periods: z.array(z.string()),
  holidays: z.array(z.string()),
  now: z.object({ period: z.string(), holiday: z.string().nullable() }),
});
export type GreetingSchedule = z.infer<typeof greetingScheduleSchema>;
export const greetingSchedulesSchema = z.object({ items: z.array(greetingScheduleSchema) });
