import { describe, expect, test } from 'vitest';
import { buildPlan, planSetOf } from '../testing/build-plan.ts';
import type { NodeSketch } from '../testing/build-plan.ts';
import { Drive } from '../testing/drive.ts';
import type { Told } from '../testing/drive.ts';
import { scriptedWorld } from '../testing/scripted-plans.ts';
import { exitsOf, nodeKindNames, nodeKinds } from './index.ts';
import type { NodeKindName } from './index.ts';

interface Way {
  /** As it stands in the title: `[DP30]`. */
  readonly rule: string;
  readonly node: NodeSketch;
  /** What happens, per exit. */
  readonly exits: Readonly<Record<string, readonly Told[]>>;
}

const keys = (text: string): readonly Told[] => Array.from(text, (digit) => ({ kind: 'digit', digit }) as const);
const rang = (outcome: 'answered' | 'no-answer' | 'busy' | 'unreachable' | 'failed'): readonly Told[] => [{ kind: 'rang', outcome }];
const queued = (outcome: 'answered' | 'timeout' | 'full' | 'no-agents' | 'digit' | 'callback'): readonly Told[] => [
  { kind: 'queued', outcome },
];
const timer: Told = { kind: 'timer' };
const played: Told = { kind: 'played' };
const answer = (body: Extract<Told, { kind: 'answer' }>['answer']): Told => ({ kind: 'answer', answer: body });
const schedule = scriptedWorld.schedules[0]?.schedule;
const period = (name: string): readonly Told[] =>
  schedule ? [answer({ about: 'schedule', schedule: { ...schedule, override: { period: name, untilMs: null } } })] : [];
const known = answer({ about: 'caller', name: 'K', variables: {}, tags: ['vip'] });
const option = { id: 'a', keys: '1', label: 'A' };

/** Two kinds of settings where they make the exits. `end` stands for the end of a run in nodes without exits. */
const ways: Readonly<Record<NodeKindName, readonly Way[]>> = {
  ring: [
    {
      rule: '[DP30]',
      node: { kind: 'ring', targets: [{ kind: 'user', userId: 'u' }] },
      exits: { answered: rang('answered'), 'no-answer': rang('no-answer'), busy: rang('busy'), unreachable: rang('failed') },
    },
  ],
  queue: [
    {
      rule: '[DP31]',
      node: { kind: 'queue', queueId: 'q', exitDigit: '0' },
      exits: {
        answered: queued('answered'),
        timeout: queued('timeout'),
        full: queued('full'),
        'no-agents': queued('no-agents'),
        digit: queued('digit'),
        callback: queued('callback'),
      },
    },
  ],
  voicemail: [
    {
      rule: '[DP32]',
      node: { kind: 'voicemail', box: { kind: 'user', userId: 'u' } },
      exits: { done: [{ kind: 'message-taken', outcome: 'empty' }] },
    },
  ],
  attendant: [
    {
      rule: '[DP22]',
      node: {
        kind: 'attendant',
        options: [option, { id: 'b', keys: '*', label: '' }],
        extensions: { isOn: true, minDigits: 3, maxDigits: 3, firstDigits: '' },
        repeats: 1,
        maxWrong: 2,
      },
      exits: {
        'option:a': [...keys('1'), timer],
        'option:b': keys('*'),
        extension: [...keys('101'), answer({ about: 'extension', number: '101', name: '' })],
        timeout: [timer, timer],
        invalid: [...keys('#'), played, ...keys('#')],
      },
    },
  ],
  schedule: [
    {
      rule: '[DP33]',
      node: { kind: 'schedule', scheduleId: 's', periods: ['lunch'] },
      exits: { open: period('open'), closed: period('unheard of'), 'period:lunch': period('lunch') },
    },
  ],
  play: [{ rule: '[DP34]', node: { kind: 'play', sounds: [{ kind: 'phrase', phrase: 'closed' }] }, exits: { done: [played] } }],
  wait: [{ rule: '[DP34]', node: { kind: 'wait', endsOnKey: true }, exits: { done: [timer], digit: keys('5') } }],
  collect: [{ rule: '[DP28]', node: { kind: 'collect', minKeys: 2, repeats: 0 }, exits: { got: keys('12#'), timeout: keys('1#') } }],
  external: [
    {
      rule: '[DP35]',
      node: { kind: 'external', number: '+491' },
      exits: { answered: rang('answered'), 'no-answer': rang('no-answer'), busy: rang('busy'), failed: rang('unreachable') },
    },
  ],
  conference: [
    { rule: '[DP36]', node: { kind: 'conference', roomId: 'r' }, exits: { done: [{ kind: 'conference-left' }] } },
    {
      rule: '[DP36]',
      node: { kind: 'conference', roomId: 'r', pinId: 'p' },
      exits: {
        done: [...keys('1#'), answer({ about: 'pin', isRight: true }), { kind: 'conference-left' }],
        'wrong-pin': [0, 1, 2].flatMap(() => [...keys('1#'), answer({ about: 'unknown' })]),
      },
    },
  ],
  pin: [
    {
      rule: '[DP29]',
      node: { kind: 'pin', pinId: 'p', attempts: 2 },
      exits: {
        right: [...keys('1#'), answer({ about: 'pin', isRight: true })],
        wrong: [...keys('1#'), answer({ about: 'pin', isRight: false }), played, timer],
      },
    },
  ],
  'set-prefix': [{ rule: '[DP37]', node: { kind: 'set-prefix', prefix: 'x' }, exits: { next: [] } }],
  'set-language': [{ rule: '[DP37]', node: { kind: 'set-language', language: 'de' }, exits: { next: [] } }],
  'set-variable': [{ rule: '[DP37]', node: { kind: 'set-variable', name: 'n', value: 'v' }, exits: { next: [] } }],
  'set-priority': [{ rule: '[DP37]', node: { kind: 'set-priority', priority: 3 }, exits: { next: [] } }],
  if: [
    {
      rule: '[DP38]',
      node: { kind: 'if', cases: [{ id: 'x', label: '', all: [{ about: 'vip' }] }] },
      exits: { yes: [known], no: [answer({ about: 'unknown' })] },
    },
    {
      rule: '[DP38]',
      node: {
        kind: 'if',
        cases: [
          { id: 'x', label: 'X', all: [{ about: 'vip' }] },
          { id: 'y', label: 'Y', all: [{ about: 'open-ticket' }] },
        ],
      },
      exits: {
        'case:x': [known],
        'case:y': [answer({ about: 'caller', name: '', variables: { openTickets: '1' }, tags: [] })],
        no: [answer({ about: 'unknown' })],
      },
    },
  ],
  http: [
    {
      rule: '[DP39]',
      node: { kind: 'http', url: 'https://x.org' },
      exits: { ok: [answer({ about: 'http', isOk: true, values: {} })], failed: [answer({ about: 'http', isOk: false, values: {} })] },
    },
  ],
  lookup: [{ rule: '[DP40]', node: { kind: 'lookup' }, exits: { found: [known], unknown: [answer({ about: 'unknown' })] } }],
  record: [
    { rule: '[DP41]', node: { kind: 'record' }, exits: { next: [played] } },
    { rule: '[DP41]', node: { kind: 'record', isOn: false }, exits: { next: [] } },
  ],
  notify: [{ rule: '[DP42]', node: { kind: 'notify', to: ['u'] }, exits: { next: [] } }],
  'service-notice': [
    {
      rule: '[DP43]',
      node: { kind: 'service-notice', noticeId: 'n' },
      exits: {
        continue: [answer({ about: 'service-notice', isActive: false, promptId: undefined })],
        subscribed: [answer({ about: 'service-notice', isActive: true, promptId: 'p' }), ...keys('1')],
      },
    },
  ],
  'sub-plan': [
    { rule: '[DP12]', node: { kind: 'sub-plan', planId: 'sub', ends: ['yes', 'no'] }, exits: { 'end:yes': keys('1'), 'end:no': [timer] } },
  ],
  'go-to': [{ rule: '[DP12]', node: { kind: 'go-to', planId: 'sub' }, exits: {} }],
  return: [{ rule: '[DP12]', node: { kind: 'return', end: 'x' }, exits: {} }],
  'hang-up': [{ rule: '[DP10]', node: { kind: 'hang-up' }, exits: {} }],
};
const sub = buildPlan({
  nodes: { w: { kind: 'wait', endsOnKey: true }, yes: { kind: 'return', end: 'yes' }, no: { kind: 'return', end: 'no' } },
  ways: ['start > w', 'w.digit > yes', 'w.done > no'],
});

function planFor(node: NodeSketch): ReturnType<typeof planSetOf> {
  const [only] = buildPlan({ nodes: { here: node }, ways: ['start > here'] }).nodes;
  const exits = only ? exitsOf(only).filter(({ isFinal }) => !isFinal) : [];
  return planSetOf(
    buildPlan({
      nodes: { here: node, after: { kind: 'hang-up' } },
      ways: ['start > here', ...exits.map(({ id }) => `here.${id} > after`)],
    }),
    { sub },
  );
}

describe.each(nodeKindNames.flatMap((kind) => ways[kind].map((way, index) => ({ kind, index, ...way }))))(
  '$rule $kind ($index)',
  ({ node, exits }) => {
    test('has a way to each of its exits', () => {
      const [only] = buildPlan({ nodes: { here: node }, ways: [] }).nodes;
      expect(
        only
          ? exitsOf(only)
              .map(({ id }) => id)
              .toSorted()
          : undefined,
      ).toEqual(Object.keys(exits).toSorted());
    });

    test.each(Object.entries(exits))('leaves by %s', (exit, events) => {
      const drive = new Drive(planFor(node)).tell(...events);
      expect(drive.path[0]).toBe(`here.${exit}`);
      expect(drive.run.path[0]?.why).toBeDefined();
      expect(drive.run.status).toBe(exit === 'answered' ? 'talking' : 'ended');
    });
  },
);

describe('every kind', () => {
  test.each(nodeKindNames)('%s: its defaults fit its settings and are a draft that runs to an end', (kind) => {
    const { settings, defaults, kind: name } = nodeKinds[kind];
    expect(settings.parse(defaults)).toEqual(defaults);
    expect(name).toBe(kind);
    const drive = new Drive(planFor({ kind }), { caller: { number: '' } });
    for (let count = 0; count < 100 && drive.run.status === 'running'; count++) {
      const pending = drive.run.frames.at(-1)?.pending[0]?.kind;
      drive.tell(pending === 'timer' ? timer : pending === 'play' ? played : answer({ about: 'unknown' }));
    }
    expect(drive.run.status).toBe('ended');
  });
});
