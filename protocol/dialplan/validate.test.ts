import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingRules } from './lint/findings.ts';
import type { FindingRule } from './lint/findings.ts';
import { emptyWorld } from './lint/plan-world.ts';
import type { PlanWorld } from './lint/plan-world.ts';
import { emptyPlan, planLimits } from './plan.ts';
import type { Plan } from './plan.ts';
import { scheduleSchema } from './schedule.ts';
import { buildPlan } from './testing/build-plan.ts';
import type { NodeSketch } from './testing/build-plan.ts';
import { randomPlan } from './testing/random-plans.ts';
import { mayBePublished, validatePlan } from './validate.ts';

const hours = scheduleSchema.parse({ timeZone: 'Europe/Berlin', weekly: [{ days: [1], from: '09:00', to: '17:00' }], exceptions: [] });
const things = (...ids: readonly string[]) => ids.map((id) => ({ id }));
const world: PlanWorld = {
  ...emptyWorld,
  users: things('anna'),
  ringGroups: [
    { id: 'sales', memberCount: 2 },
    { id: 'lonely', memberCount: 0 },
  ],
  queues: [
    { id: 'service', agentCount: 2 },
    { id: 'idle', agentCount: 0 },
  ],
  voicemailBoxes: [{ id: 'team', greetings: things('closed') }],
  prompts: things('hello'),
  schedules: [{ id: 'hours', schedule: hours }],
  pins: things('door'),
  serviceNotices: things('mail'),
  routes: [
    { id: 'trunk', isPaid: true },
    { id: 'free', isPaid: false },
  ],
  plans: [
    { id: 'other', publishedVersion: 3, entries: things('start'), ends: ['done'], goesThrough: ['third'] },
    { id: 'third', publishedVersion: 1, entries: things('start'), ends: ['done'], goesThrough: ['this'] },
    { id: 'plain', publishedVersion: 1, entries: things('start'), ends: ['done', 'failed'] },
    { id: 'draft', publishedVersion: null, entries: things('start'), ends: ['done'] },
  ],
  emergencyNumbers: ['112', '110'],
  planId: 'this',
};

const hello: NodeSketch = { kind: 'play', sounds: [{ kind: 'prompt', promptId: 'hello' }] };
const menu: NodeSketch = {
  kind: 'attendant',
  sounds: [{ kind: 'prompt', promptId: 'hello' }],
  options: [{ id: 'a', keys: '1', label: '' }],
};
const bye: NodeSketch = { kind: 'hang-up' };

/** One node with all its exits led to a hang-up, and nothing wrong around it. */
function around(node: NodeSketch, more: Partial<Plan> = {}): Plan {
  const bare = buildPlan({ nodes: { here: node, bye }, ways: ['start > here'], more });
  const open = validatePlan(bare, world).filter(({ rule }) => rule === 'exit-unconnected' || rule === 'attendant-exit-unconnected');
  return buildPlan({
    nodes: { here: node, bye },
    ways: ['start > here', ...open.map(({ details }) => `here.${details['exit']} > bye`)],
    more,
  });
}

/** Findings as `rule node path`. */
function found(plan: Plan, inWorld: PlanWorld = world): readonly string[] {
  return validatePlan(plan, inWorld).map(({ rule, planNodeId, path }) =>
    [rule, planNodeId, path].filter((part) => part !== undefined).join(' '),
  );
}

const inWorld = (schedule: object): PlanWorld => ({
  ...world,
  schedules: [{ id: 'hours', schedule: scheduleSchema.parse({ ...hours, ...schedule }) }],
});
const asks: NodeSketch = { kind: 'schedule', scheduleId: 'hours' };
const row = (from: string, to: string, period = 'open', days = [1]) => ({ days, from, to, period });

/** A plan that breaks a rule, what is found, and one that does not. */
const cases: readonly (readonly [string, FindingRule, Plan, readonly string[], PlanWorld?])[] = [
  ['[DP60]', 'no-entry', { ...emptyPlan(), entries: [] }, ['no-entry']],
  ['[DP60]', 'entry-unconnected', emptyPlan(), ['entry-unconnected start']],
  ['[DP60]', 'exit-unconnected', buildPlan({ nodes: { here: hello }, ways: ['start > here'] }), ['exit-unconnected here']],
  [
    '[DP60]',
    'attendant-exit-unconnected',
    buildPlan({ nodes: { here: menu, bye }, ways: ['start > here', 'here.option:a > bye'] }),
    ['attendant-exit-unconnected here', 'attendant-exit-unconnected here'],
  ],
  ['[DP61]', 'unreachable-node', buildPlan({ nodes: { bye, alone: bye }, ways: ['start > bye'] }), ['unreachable-node alone']],
  [
    '[DP62]',
    'endless-loop',
    buildPlan({ nodes: { a: hello, b: { kind: 'set-language' } }, ways: ['start > a', 'a.done > b', 'b.next > a'] }),
    ['endless-loop a'],
  ],
  [
    '[DP62]',
    'endless-loop',
    buildPlan({
      nodes: { a: { kind: 'ring', targets: [{ kind: 'user', userId: 'anna' }] }, bye },
      ways: ['start > a', 'a.busy > a', 'a.no-answer > bye', 'a.unreachable > bye'],
    }),
    ['endless-loop a'],
  ],
  ['[DP63]', 'not-chosen', around({ kind: 'queue' }), ['not-chosen here queueId']],
  ['[DP63]', 'not-chosen', around({ kind: 'external' }), ['not-chosen here number']],
  ['[DP63]', 'not-chosen', around({ kind: 'if' }), ['not-chosen here cases.0.all']],
  ['[DP63]', 'not-chosen', around({ kind: 'http' }), ['not-chosen here url']],
  ['[DP63]', 'gone', around({ kind: 'pin', pinId: 'window' }), ['gone here pinId']],
  [
    '[DP63]',
    'gone',
    around({
      kind: 'ring',
      targets: [
        { kind: 'user', userId: 'anna' },
        { kind: 'user', userId: 'constructor' },
      ],
    }),
    ['gone here targets.1.userId'],
  ],
  [
    '[VM67]',
    'gone',
    around({ kind: 'voicemail', box: { kind: 'box', boxId: 'team' }, greeting: { greetingId: 'old' } }),
    ['gone here greeting.greetingId'],
  ],
  ['[DP63]', 'gone', around({ ...hello, sounds: [{ kind: 'prompt', promptId: 'old' }] }), ['gone here sounds.0.promptId']],
  ['[DP64]', 'nothing-to-play', around({ kind: 'play' }), ['nothing-to-play here sounds']],
  ['[DP64]', 'nothing-to-play', around({ ...menu, sounds: [] }), ['nothing-to-play here sounds']],
  [
    '[DP65]',
    'empty-group',
    around({ kind: 'ring', targets: [{ kind: 'ring-group', groupId: 'lonely' }] }),
    ['empty-group here targets.0.groupId'],
  ],
  ['[DP65]', 'empty-queue', around({ kind: 'queue', queueId: 'idle' }), ['empty-queue here queueId']],
  ['[DP65]', 'nobody-to-ring', around({ kind: 'ring' }), ['nobody-to-ring here targets']],
  ['[DP65]', 'nobody-to-tell', around({ kind: 'notify' }), ['nobody-to-tell here to']],
  [
    '[DP66]',
    'schedule-overlap',
    around(asks),
    ['schedule-overlap here scheduleId', 'period-without-exit here scheduleId'],
    inWorld({ weekly: [row('09:00', '12:00'), row('11:00', '14:00', 'lunch')] }),
  ],
  [
    '[DP66]',
    'schedule-hole',
    around(asks),
    ['schedule-hole here scheduleId'],
    inWorld({ weekly: [row('09:00', '12:00'), row('12:10', '14:00')] }),
  ],
  ['[DP66]', 'schedule-always-closed', around(asks), ['schedule-always-closed here scheduleId'], inWorld({ weekly: [] })],
  ['[DP66]', 'schedule-impossible', around(asks), ['schedule-impossible here scheduleId'], inWorld({ weekly: [row('12:00', '12:00')] })],
  ['[DP66]', 'schedule-impossible', around(asks), ['schedule-impossible here scheduleId'], inWorld({ timeZone: 'Moon/Base' })],
  [
    '[DP66]',
    'period-without-exit',
    around(asks),
    ['period-without-exit here scheduleId'],
    inWorld({ weekly: [row('09:00', '12:00', 'lunch')] }),
  ],
  ['[DP66]', 'period-never', around({ kind: 'schedule', scheduleId: 'hours', periods: ['lunch'] }), ['period-never here periods.0']],
  ['[DP67]', 'paid-without-pin', around({ kind: 'external', number: '+491', routeId: 'trunk' }), ['paid-without-pin here number']],
  [
    '[DP67]',
    'paid-without-pin',
    around({ kind: 'ring', targets: [{ kind: 'external', number: '+491', routeId: '', callerId: '' }] }),
    ['paid-without-pin here targets.0.number'],
  ],
  [
    '[DP68]',
    'emergency-shadowed',
    buildPlan({ nodes: { bye }, ways: ['start > bye'] }),
    ['emergency-shadowed start'],
    {
      ...world,
      attached: [
        { entryId: 'start', number: '112' },
        { entryId: 'start', number: '1120' },
        { entryId: 'gone', number: '110' },
      ],
    },
  ],
  [
    '[DP69]',
    'option-twice',
    around({
      ...menu,
      options: [
        { id: 'a', keys: '1', label: '' },
        { id: 'b', keys: '1', label: '' },
      ],
    }),
    ['option-twice here options.1.keys'],
  ],
  ['[DP69]', 'option-twice', around({ ...menu, nameKeys: '1' }), ['option-twice here nameKeys']],
  [
    '[DP69]',
    'option-waits',
    around({
      ...menu,
      options: [
        { id: 'a', keys: '1', label: '' },
        { id: 'b', keys: '12', label: '' },
      ],
    }),
    ['option-waits here options.0.keys'],
  ],
  [
    '[DP69]',
    'option-waits',
    around({ ...menu, extensions: { isOn: true, minDigits: 3, maxDigits: 3, firstDigits: '1' } }),
    ['option-waits here options.0.keys'],
  ],
  ['[DP69]', 'attendant-without-options', around({ ...menu, options: [] }), ['attendant-without-options here options']],
  ['[DP69]', 'impossible-range', around({ kind: 'collect', minKeys: 5, maxKeys: 3 }), ['impossible-range here minKeys']],
  ['[DP70]', 'plan-unpublished', around({ kind: 'go-to', planId: 'draft' }), ['unreachable-node bye', 'plan-unpublished here planId']],
  [
    '[DP70]',
    'plan-entry-gone',
    around({ kind: 'go-to', planId: 'plain', entryId: 'side' }),
    ['unreachable-node bye', 'plan-entry-gone here entryId'],
  ],
  ['[DP70]', 'plan-loop', around({ kind: 'sub-plan', planId: 'this', ends: ['done'] }), ['plan-loop here planId']],
  ['[DP70]', 'plan-loop', around({ kind: 'sub-plan', planId: 'other', ends: ['done'] }), ['plan-loop here planId']],
  ['[DP70]', 'end-without-exit', around({ kind: 'sub-plan', planId: 'plain', ends: ['done'] }), ['end-without-exit here ends']],
  ['[DP70]', 'end-unknown', around({ kind: 'sub-plan', planId: 'plain', ends: ['done', 'failed', 'never'] }), ['end-unknown here ends']],
  [
    '[DP71]',
    'fallback-not-chosen',
    around(bye, { fallback: { kind: 'voicemail', box: { kind: 'box', boxId: '' } } }),
    ['unreachable-node bye', 'fallback-not-chosen box.boxId'],
  ],
  [
    '[DP71]',
    'fallback-gone',
    around(bye, { fallback: { kind: 'voicemail', box: { kind: 'user', userId: 'zoe' } } }),
    ['unreachable-node bye', 'fallback-gone box.userId'],
  ],
  [
    '[DP72]',
    'variable-never-set',
    around({ kind: 'ring', targets: [{ kind: 'typed', variable: 'extension' }] }),
    ['variable-never-set here targets.0.variable'],
  ],
  [
    '[DP73]',
    'plan-too-large',
    { ...around(bye), notes: [{ id: 'long', text: 'x'.repeat(planLimits.size), position: { x: 0, y: 0 } }] },
    ['unreachable-node bye', 'plan-too-large'],
  ],
  ['[DP72]', 'address-invalid', around({ kind: 'http', url: 'http://crm.example.org' }), ['address-invalid here url']],
  ['[DP72]', 'address-invalid', around({ kind: 'http', url: 'https://{{host}}/x' }), ['address-invalid here url']],
  ['[DP72]', 'address-invalid', around({ kind: 'http', url: 'https://good@evil.example/x' }), ['address-invalid here url']],
  ['[DP72]', 'address-invalid', around({ kind: 'notify', channel: 'webhook', to: ['ftp://x'] }), ['address-invalid here to.0']],
];

test.each(cases.map(([id, rule, plan, expected, special]) => ({ id, rule, plan, expected, special })))(
  '$id $rule',
  ({ rule, plan, expected, special }) => {
    const findings = validatePlan(plan, special ?? world);
    expect(found(plan, special)).toEqual(expected);
    expect(findings.find((one) => one.rule === rule)?.severity).toBe(findingRules[rule]);
    expect(mayBePublished(findings)).toBe(findings.every((one) => findingRules[one.rule as FindingRule] === 'warning'));
  },
);

test('[DP60] every rule has a case', () => {
  expect([...new Set(cases.map(([, rule]) => rule))].toSorted()).toEqual(Object.keys(findingRules).toSorted());
});

describe('nothing is found where nothing is wrong', () => {
  const right: readonly (readonly [string, NodeSketch])[] = [
    [
      '[DP63]',
      {
        kind: 'ring',
        targets: [
          { kind: 'user', userId: 'anna' },
          { kind: 'ring-group', groupId: 'sales' },
          { kind: 'extension', number: '101' },
        ],
      },
    ],
    ['[DP63]', { kind: 'queue', queueId: 'service', exitDigit: '0' }],
    ['[DP63]', { kind: 'voicemail', box: { kind: 'box', boxId: 'team' } }],
    ['[VM67]', { kind: 'voicemail', box: { kind: 'box', boxId: 'team' }, greeting: { greetingId: 'closed' } }],
    ['[DP69]', { ...menu, extensions: { isOn: true, minDigits: 3, maxDigits: 3, firstDigits: '2' }, nameKeys: '9' }],
    ['[DP66]', asks],
    ['[DP63]', { kind: 'conference', roomId: 'weekly', pinId: 'door' }],
    ['[DP67]', { kind: 'external', number: '+491', routeId: 'free' }],
    ['[DP62]', { kind: 'wait' }],
    ['[DP69]', { kind: 'collect' }],
    ['[DP63]', { kind: 'service-notice', noticeId: 'mail' }],
    ['[DP70]', { kind: 'sub-plan', planId: 'plain', ends: ['done', 'failed'] }],
    ['[DP72]', { kind: 'http', url: 'https://crm.example.org/c/{{caller.number}}?x=1' }],
    ['[DP65]', { kind: 'notify', channel: 'email', to: ['team@example.org', 'anna'] }],
    ['[DP65]', { kind: 'lookup' }],
  ];

  test.each(right)('%s %j', (_id, node) => {
    expect(found(around(node))).toEqual([]);
  });

  test('[DP62] circles with a choice or a wait are none', () => {
    const circle = buildPlan({
      nodes: { hello, menu, wait: { kind: 'wait' }, bye },
      ways: [
        'start > hello',
        'hello.done > menu',
        'menu.option:a > bye',
        'menu.timeout > wait',
        'menu.invalid > hello',
        'wait.done > hello',
      ],
    });
    expect(found(circle)).toEqual([]);
  });

  test('[DP67] a PIN, a look-up or a condition about the caller guard a paid route', () => {
    const out: NodeSketch = { kind: 'external', number: '+491', routeId: 'trunk' };
    const ways = ['out.no-answer > bye', 'out.busy > bye', 'out.failed > bye'];
    const pin = buildPlan({
      nodes: { pin: { kind: 'pin', pinId: 'door' }, out, bye },
      ways: ['start > pin', 'pin.right > out', 'pin.wrong > bye', ...ways],
    });
    const lookup = buildPlan({
      nodes: { who: { kind: 'lookup' }, out, bye },
      ways: ['start > who', 'who.found > out', 'who.unknown > bye', ...ways],
    });
    const condition = buildPlan({
      nodes: { who: { kind: 'if', cases: [{ id: 'x', label: '', all: [{ about: 'caller-kind', is: 'internal' }] }] }, out, bye },
      ways: ['start > who', 'who.yes > out', 'who.no > bye', ...ways],
    });
    for (const guarded of [pin, lookup, condition]) expect(found(guarded)).toEqual([]);
    const wrongWay = buildPlan({
      nodes: { pin: { kind: 'pin', pinId: 'door' }, out, bye },
      ways: ['start > pin', 'pin.right > bye', 'pin.wrong > out', ...ways],
    });
    expect(found(wrongWay)).toEqual(['paid-without-pin out number']);
  });

  test("[DP63] a plan may name itself, and what exists by the name of an object's own", () => {
    expect(found(around({ kind: 'go-to', planId: 'this', entryId: 'start' }))).toEqual(['unreachable-node bye']);
    expect(found(around({ kind: 'queue', queueId: 'toString' }))).toEqual(['gone here queueId']);
  });
});

test('[DP60] no plan is too strange for the linter', () => {
  assert(
    property(randomPlan, (plan) => {
      for (const { rule, severity } of validatePlan(plan, world)) expect(findingRules[rule as FindingRule]).toBe(severity);
      validatePlan(plan, emptyWorld);
    }),
    { numRuns: 300, seed: 5 },
  );
}, 60_000);
