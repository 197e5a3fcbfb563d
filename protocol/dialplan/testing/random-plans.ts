import * as fc from 'fast-check';
import type { Question } from '../effects.ts';
import { queueOutcomes, ringOutcomes } from '../events.ts';
import type { Answer, RunEventBody } from '../events.ts';
import { exitsOf, kindOf, nodeKindNames, nodeSchema } from '../nodes/index.ts';
import type { NodeKindName, PlanNode, SettingsOf } from '../nodes/index.ts';
import { emptyPlan, entryExit, planSchema } from '../plan.ts';
import type { Plan, PlanEdge } from '../plan.ts';
import type { PlanSet, Run } from '../run.ts';
import { scriptedWorld } from './scripted-plans.ts';

type SettingsArbitraries = { readonly [Kind in NodeKindName]: fc.Arbitrary<Partial<SettingsOf<Kind>>> };

const id = fc.constantFrom('a', 'b', 'a', 'b', 'a', 'b', '__proto__', 'constructor', '');
const planId = fc.constantFrom(
  'main',
  'second',
  'third',
  'second',
  'third',
  'second',
  'third',
  'second',
  'third',
  '',
  'nowhere',
  '__proto__',
);
const seconds = fc.integer({ min: 1, max: 30 });
const keys = fc.constantFrom('1', '2', '12', '*', '#', '9', '123');
const word = fc.constantFrom('done', 'lunch', 'toString');
const variable = fc.constantFrom('extension', 'constructor', 'n', 'digits');
const text = fc.constantFrom('', 'text', '{{n}}{{n}}{{digits}}', '{{constructor}} {{', 'https://example.org/{{caller.name}}');
const background = fc.constantFrom(
  { kind: 'silence' } as const,
  { kind: 'ringback' } as const,
  { kind: 'music' } as const,
  { kind: 'prompt', promptId: '' } as const,
);
const sounds = fc.array(
  fc.constantFrom(
    { kind: 'prompt', promptId: 'p' } as const,
    { kind: 'prompt', promptId: '' } as const,
    { kind: 'phrase', phrase: 'closed' } as const,
  ),
  { maxLength: 2 },
);
const condition = fc.oneof(
  fc.record({ about: fc.constant('caller-kind' as const), is: fc.constantFrom('internal' as const, 'external' as const) }),
  fc.record({
    about: fc.constant('variable' as const),
    name: variable,
    test: fc.constantFrom('equals' as const, 'below' as const, 'is-empty' as const),
    value: text,
  }),
  fc.record({ about: fc.constant('schedule' as const), scheduleId: id, period: word }),
  fc.record({
    about: fc.constant('queue' as const),
    queueId: id,
    measure: fc.constant('waiting' as const),
    test: fc.constant('below' as const),
    value: fc.integer({ min: 0, max: 5 }),
  }),
  fc.constant({ about: 'vip' as const }),
  fc.constant({ about: 'open-ticket' as const }),
);
const target = fc.oneof(
  fc.record({ kind: fc.constant('user' as const), userId: id }),
  fc.record({ kind: fc.constant('typed' as const), variable }),
  fc.record({ kind: fc.constant('extension' as const), number: fc.constantFrom('', '101') }),
  fc.record({ kind: fc.constant('external' as const), number: fc.constantFrom('', '+491'), routeId: id, callerId: fc.constant('') }),
);

/** What of the settings varies; the rest are defaults. */
const settings: SettingsArbitraries = {
  ring: fc.record({
    targets: fc.array(target, { maxLength: 3 }),
    timeoutSeconds: seconds,
    background,
    showVariables: fc.array(variable, { maxLength: 2 }),
  }),
  queue: fc.record({ queueId: id, exitDigit: fc.constantFrom(null, '1'), maxWaitSeconds: fc.option(seconds, { nil: null }) }),
  voicemail: fc.record({ box: fc.record({ kind: fc.constant('box' as const), boxId: id }) }),
  attendant: fc.record({
    sounds,
    invalidSounds: sounds,
    isInterruptible: fc.boolean(),
    options: fc.uniqueArray(
      keys.map((key) => ({ id: `k${key.replace('*', 's').replace('#', 'h')}`, keys: key, label: '' })),
      { selector: (option) => option.id, maxLength: 5 },
    ),
    extensions: fc.record({
      isOn: fc.boolean(),
      minDigits: fc.integer({ min: 1, max: 3 }),
      maxDigits: fc.integer({ min: 1, max: 4 }),
      firstDigits: fc.constantFrom('', '1'),
    }),
    nameKeys: fc.constantFrom('', '9', '1'),
    repeats: fc.integer({ min: 0, max: 2 }),
    maxWrong: fc.integer({ min: 1, max: 3 }),
  }),
  schedule: fc.record({ scheduleId: id, periods: fc.array(word, { maxLength: 2 }) }),
  play: fc.record({ sounds, isInterruptible: fc.boolean() }),
  wait: fc.record({ seconds, background, endsOnKey: fc.boolean() }),
  collect: fc.record({
    variable,
    sounds,
    isInterruptible: fc.boolean(),
    minKeys: fc.integer({ min: 1, max: 3 }),
    maxKeys: fc.integer({ min: 1, max: 4 }),
    endKey: fc.constantFrom('#' as const, null),
    repeats: fc.integer({ min: 0, max: 2 }),
  }),
  external: fc.record({ number: fc.constantFrom('', '+491') }),
  conference: fc.record({ roomId: id, isHost: fc.boolean(), pinId: id, hostPinId: id }),
  pin: fc.record({ pinId: id, sounds, attempts: fc.integer({ min: 1, max: 3 }) }),
  'set-prefix': fc.record({ prefix: fc.constantFrom('', 'VIP {{n}}') }),
  'set-language': fc.record({ language: fc.constantFrom('de' as const, 'en' as const) }),
  'set-variable': fc.record({ name: variable, value: text }),
  'set-priority': fc.record({ priority: fc.constantFrom(null, 3), skills: fc.constantFrom(null, ['x']) }),
  if: fc.record({
    cases: fc.uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'constructor'), label: fc.constant(''), all: fc.array(condition, { maxLength: 3 }) }),
      { selector: (one) => one.id, minLength: 1, maxLength: 3 },
    ),
  }),
  http: fc.record({
    method: fc.constantFrom('GET' as const, 'POST' as const),
    url: text,
    pick: fc.array(fc.record({ variable, pointer: fc.constant('/a') }), { maxLength: 2 }),
  }),
  lookup: fc.constant({}),
  record: fc.record({ isOn: fc.boolean(), isAnnounced: fc.boolean() }),
  notify: fc.record({ to: fc.array(id, { maxLength: 2 }), text }),
  'service-notice': fc.record({ noticeId: id, sounds }),
  'sub-plan': fc.record({
    planId,
    entryId: fc.constantFrom('', 'start', '', 'start', '', 'nowhere'),
    ends: fc.array(word, { minLength: 1, maxLength: 3 }),
  }),
  'go-to': fc.record({ planId, entryId: fc.constantFrom('', 'start') }),
  return: fc.record({ end: word }),
  'hang-up': fc.record({ cause: fc.constantFrom('completed' as const, 'busy' as const) }),
};

/** Kinds with much to go wrong come more often. */
const talkative: readonly NodeKindName[] = [
  'attendant',
  'attendant',
  'attendant',
  'collect',
  'pin',
  'ring',
  'ring',
  'queue',
  'if',
  'wait',
  'conference',
  'sub-plan',
  'sub-plan',
];

const nodeArbitrary = (nodeId: string): fc.Arbitrary<PlanNode> =>
  fc.constantFrom(...nodeKindNames, ...talkative).chain((kind) => {
    const varied: fc.Arbitrary<object> = settings[kind];
    return varied.map((some) =>
      nodeSchema.parse({
        id: nodeId,
        kind,
        title: '',
        position: { x: 0, y: 0 },
        settings: { ...(kindOf(kind).defaults as object), ...some },
      }),
    );
  });

/** Up to ten nodes of any kind; of forty exits about thirty-nine are connected, to anything. */
export const randomPlan: fc.Arbitrary<Plan> = fc.integer({ min: 1, max: 10 }).chain((count) =>
  fc
    .record({
      nodes: fc.tuple(...Array.from({ length: count }, (_, index) => nodeArbitrary(`n${index}`))),
      targets: fc.array(fc.integer({ min: 0, max: count * 40 - 1 }), { minLength: 120, maxLength: 120 }),
      maxVisits: fc.constantFrom(1, 3, 20, 100),
      fallback: fc.constantFrom({ kind: 'hang-up' } as const, { kind: 'voicemail', box: { kind: 'box', boxId: 'f' } } as const),
    })
    .map(({ nodes, targets, maxVisits, fallback }) => {
      const exits = [
        { from: 'start', exit: entryExit },
        ...nodes.flatMap((node) => exitsOf(node).flatMap((exit) => (exit.isFinal ? [] : [{ from: node.id, exit: exit.id }]))),
      ];
      const edges = exits.flatMap((exit, index): readonly PlanEdge[] => {
        const throwOf = targets[index % targets.length] ?? 0;
        const to = throwOf % 40 === 0 ? undefined : nodes[throwOf % count];
        return to ? [{ ...exit, to: to.id }] : [];
      });
      return planSchema.parse({ ...emptyPlan(), nodes, edges, maxVisits, fallback });
    }),
);

export const randomPlanSet: fc.Arbitrary<PlanSet> = fc.tuple(randomPlan, randomPlan, randomPlan).map(([main, second, third]) => ({
  mainPlanId: 'main',
  plans: { main: { version: 1, plan: main }, second: { version: 2, plan: second }, third: { version: 3, plan: third } },
}));

/** One throw of the dice per event; `eventOf` says what it means for the run as it is. */
export type Dice = readonly [what: number, which: number];
export const randomDice: fc.Arbitrary<readonly Dice[]> = fc.array(fc.tuple(fc.nat(99), fc.nat(999)), { maxLength: 60 });

/** What a run said so far: ids of its effects, and what its questions are about. */
export interface Seen {
  readonly ids: Set<string>;
  readonly asked: Map<string, Question['about']>;
}

/** Mostly results that are waited for; also keys, returns of the page, late and foreign results. Seldom the end. */
export function eventOf([what, which]: Dice, run: Run, seen: Seen): RunEventBody {
  const oldIds = [...seen.ids];
  if (what < 60) return resultFor(run, which, seen) ?? { kind: 'digit', digit: '0123456789*#'.charAt(which % 12) };
  if (what < 85) return { kind: 'digit', digit: '0123456789*#'.charAt(which % 12) };
  if (what < 90) return { kind: 'resumed' };
  if (what < 98) return { kind: which % 2 === 0 ? 'timer' : 'played', effectId: oldIds[which % Math.max(oldIds.length, 1)] ?? '7.7' };
  return what === 98 ? { kind: 'digit', digit: 'x' } : { kind: 'call-ended' };
}

const one = <Value>(values: readonly [Value, ...Value[]], which: number): Value => values[which % values.length] ?? values[0];

/**
 * Some result of something that the run waits for; undefined when it waits for nothing. Five of six answers are
 * to the point.
 */
export function resultFor(run: Run, which: number, { asked }: Seen): RunEventBody | undefined {
  const { pending = [] } = run.frames.at(-1) ?? {};
  const effect = pending[which % Math.max(pending.length, 1)];
  if (!effect) return undefined;
  const effectId = effect.id;
  switch (effect.kind) {
    case 'play':
      return { kind: 'played', effectId };
    case 'timer':
      return { kind: 'timer', effectId };
    case 'ring':
      return { kind: 'rang', effectId, outcome: one(ringOutcomes, which) };
    case 'queue':
      return { kind: 'queued', effectId, outcome: one(queueOutcomes, which) };
    case 'voicemail':
      return { kind: 'message-taken', effectId, outcome: one(['left', 'empty', 'box-full', 'failed'] as const, which) };
    case 'conference':
      return { kind: 'conference-left', effectId };
    default:
      return { kind: 'answer', effectId, answer: answerFor(asked.get(effectId), which) };
  }
}

function answerFor(about: Question['about'] | undefined, which: number): Answer {
  const fitting = answers.filter((answer) => answer.about === about);
  return (which % 6 === 0 ? undefined : fitting[which % Math.max(fitting.length, 1)]) ?? one(answers, which);
}

const [hours] = scriptedWorld.schedules;
const answers: readonly [Answer, ...Answer[]] = [
  { about: 'unknown' },
  { about: 'pin', isRight: true },
  { about: 'pin', isRight: false },
  { about: 'extension', number: '101', name: 'A' },
  { about: 'name', matches: [] },
  {
    about: 'name',
    matches: [
      { number: '101', name: 'A' },
      { number: '102', name: 'B' },
    ],
  },
  { about: 'caller', name: 'C', variables: { openTickets: '1', constructor: 'x', ['__proto__']: 'y' }, tags: ['vip'] },
  { about: 'queue', waiting: 3, longestWaitSeconds: 1, agentsReady: 1, agentsSignedIn: 1 },
  { about: 'service-notice', isActive: true, promptId: undefined },
  { about: 'http', isOk: true, values: { n: '1', constructor: 'x' } },
  ...(hours ? [{ about: 'schedule', schedule: hours.schedule } as const] : []),
];
