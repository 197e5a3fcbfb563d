import { z } from 'zod';
import type { Question } from '../effects.ts';
import type { Answer } from '../events.ts';
import type { Here, Move, NodeKind } from '../node-kind.ts';
import type { Reference } from '../references.ts';
import { conditionSchema, holds, questionOf } from './condition.ts';
import type { Condition } from './condition.ts';
import { reference } from './parts.ts';

/** The first case whose conditions all hold is taken. One case is a plain yes or no. */
export const ifSettingsSchema = z.object({
  cases: z
    .array(
      z.object({
        id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/u),
        label: z.string().max(60),
        all: z.array(conditionSchema).max(10),
      }),
    )
    .min(1)
    .max(20),
});
type Settings = z.infer<typeof ifSettingsSchema>;
/** `results`: whether the conditions that had to be asked about hold, by their place `<case>.<condition>`. `waits`: who waits for which effect. */
type State = { readonly results: Readonly<Record<string, boolean>>; readonly waits: readonly Wait[] };
type Wait = { readonly effectId: string; readonly places: readonly string[] };

export function caseExit(settings: Settings, id: string): string {
  return settings.cases.length === 1 ? 'yes' : `case:${id}`;
}

export const ifNode: NodeKind<'if', typeof ifSettingsSchema, State> = {
  kind: 'if',
  group: 'decide',
  settings: ifSettingsSchema,
  defaults: { cases: [{ id: 'yes', label: '', all: [] }] },
  exits: (settings) => [
    ...settings.cases.map(({ id, label }) => ({ id: caseExit(settings, id), ...(label === '' ? {} : { label }) })),
    { id: 'no' },
  ],
  references: ({ cases }) =>
    cases.flatMap(({ all }, index) => all.flatMap((condition, place) => referencesOf(condition, `cases.${index}.all.${place}`))),
  enter(here) {
    const asked = questionsOf(here.settings);
    if (asked.length === 0) return decide(here, {});
    const waits = asked.map(({ places }, index) => ({ effectId: here.effectId(index), places }));
    return { kind: 'stay', state: { results: {}, waits }, effects: asked.map(({ question }) => ({ kind: 'ask', question })) };
  },
  keys: () => 'keep',
  handle(here, state, event) {
    if (event.kind !== 'answer') return { kind: 'stay', state, effects: [] };
    const wait = state.waits.find(({ effectId }) => effectId === event.effectId);
    const waits = state.waits.filter((other) => other !== wait);
    const results = { ...state.results, ...judge(here, wait?.places ?? [], event.answer) };
    return waits.length === 0 ? decide(here, results) : { kind: 'stay', state: { results, waits }, effects: [] };
  },
};

/** Each question once, with the conditions that wait for it. */
function questionsOf({ cases }: Settings): readonly { readonly question: Question; readonly places: readonly string[] }[] {
  const asked = new Map<string, { question: Question; places: string[] }>();
  for (const [index, { all }] of cases.entries()) {
    for (const [place, condition] of all.entries()) {
      const question = questionOf(condition);
      if (!question) continue;
      const key = JSON.stringify(question);
      const known = asked.get(key) ?? { question, places: [] };
      known.places.push(`${index}.${place}`);
      asked.set(key, known);
    }
  }
  return [...asked.values()];
}

function judge({ settings, run, atMs }: Here<Settings>, places: readonly string[], answer: Answer): Record<string, boolean> {
  return Object.fromEntries(
    places.map((place) => {
      const [index = '', inner = ''] = place.split('.');
      const condition = settings.cases[Number(index)]?.all[Number(inner)];
      return [place, condition !== undefined && holds(condition, { run, answer, atMs })];
    }),
  );
}

function decide({ settings, run, atMs }: Here<Settings>, results: State['results']): Move<State> {
  for (const [index, { id, label, all }] of settings.cases.entries()) {
    // A case without conditions is not chosen yet: it never holds.
    const isTrue =
      all.length > 0 && all.every((condition, place) => results[`${index}.${place}`] ?? holds(condition, { run, answer: undefined, atMs }));
    if (isTrue)
      return {
        kind: 'leave',
        exit: caseExit(settings, id),
        why: label === '' ? { kind: 'condition-holds' } : { kind: 'named', name: label },
      };
  }
  return { kind: 'leave', exit: 'no', why: { kind: 'no-condition' } };
}

function referencesOf(condition: Condition, path: string): readonly Reference[] {
  if (condition.about === 'schedule') return [reference('schedule', condition.scheduleId, `${path}.scheduleId`)];
  return condition.about === 'queue' ? [reference('queue', condition.queueId, `${path}.queueId`)] : [];
}
