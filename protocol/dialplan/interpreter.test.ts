import { describe, expect, test } from 'vitest';
import { endRun, keyUseOf, step } from './interpreter.ts';
import { buildPlan, planSetOf } from './testing/build-plan.ts';
import type { NodeSketch } from './testing/build-plan.ts';
import { Drive } from './testing/drive.ts';

const say: NodeSketch = { kind: 'play', sounds: [{ kind: 'prompt', promptId: 'hello' }] };
const menu: NodeSketch = {
  kind: 'attendant',
  sounds: [{ kind: 'prompt', promptId: 'menu' }],
  options: [{ id: 'a', keys: '1', label: '' }],
};
const ring: NodeSketch = { kind: 'ring', targets: [{ kind: 'user', userId: 'anna' }] };
const bye: NodeSketch = { kind: 'hang-up' };
const played = { kind: 'played' } as const;
const timer = { kind: 'timer' } as const;

function line(...nodes: readonly NodeSketch[]): Drive {
  const names = nodes.map((_node, index) => `n${index}`);
  const first: Partial<Record<NodeSketch['kind'], string>> = {
    play: 'done',
    ring: 'no-answer',
    attendant: 'option:a',
    wait: 'done',
    collect: 'got',
    http: 'ok',
    voicemail: 'done',
  };
  const ways = names.slice(1).map((name, index) => `${names[index]}.${first[nodes[index]?.kind ?? 'play'] ?? 'next'} > ${name}`);
  return new Drive(
    planSetOf(buildPlan({ nodes: Object.fromEntries(nodes.map((node, index) => [`n${index}`, node])), ways: ['start > n0', ...ways] })),
  );
}

describe('results', () => {
  test('[DP05] late, foreign and stopped ones change nothing, and the run stays the same value', () => {
    const drive = line(say, menu, bye);
    const { run } = drive;
    for (const event of [
      { kind: 'played', effectId: '9.9' },
      { kind: 'timer', effectId: '1.0' },
      { kind: 'rang', effectId: '1.0', outcome: 'answered' },
      { kind: 'digit', digit: 'x' },
    ] as const) {
      expect(step(drive.planSet, run, { ...event, atMs: 5 })).toEqual({ run, effects: [] });
      expect(step(drive.planSet, run, { ...event, atMs: 5 }).run).toBe(run);
    }
    drive.tell({ kind: 'played', effectId: '1.0' });
    expect(drive.path).toEqual(['n0.done', 'n1']);
    const after = drive.run;
    expect(drive.tell({ kind: 'played', effectId: '1.0' }).run).toBe(after);
  });

  test('[DP05] after the end nothing happens', () => {
    const drive = line(bye);
    const { run } = drive;
    expect(drive.tell({ kind: 'call-ended' }, { kind: 'resumed' }, { kind: 'digit', digit: '1' }).run).toBe(run);
  });

  test('[DP09] what is left is stopped: prompt, timer, ringing', () => {
    expect(line(menu, bye).press('1').kinds).toEqual(['stop-playing', 'hang-up']);
    expect(line(menu, bye).tell(played).press('1').effects[0]).toEqual({ id: '1.2', kind: 'stop-timer', timerId: '1.1' });
    const resumed = line(ring).tell({ kind: 'resumed' });
    expect(resumed.effects[0]).toMatchObject({ kind: 'stop-ringing', ringId: '1.0' });
  });

  test('[DP09] [DP20] what was typed ahead is not answered by a prompt that begins and stops', () => {
    const drive = line(say, menu, menu, bye).press('1').press('1').tell(played);
    expect(drive.kinds).toEqual(['hang-up']);
    expect(drive.path).toEqual(['n0.done', 'n1.option:a', 'n2.option:a', 'n3']);
  });
});

describe('answering', () => {
  test('[DP06] ringing alone does not answer, a later prompt does, once', () => {
    const drive = line(ring, say, say, bye);
    expect(drive.kinds).toEqual(['ring']);
    expect(drive.tell({ kind: 'rang', outcome: 'no-answer' }).effects.slice(0, 2)).toEqual([
      { id: '0.0', kind: 'answer' },
      { id: '2.0', kind: 'play', sounds: [{ kind: 'prompt', promptId: 'hello' }], language: 'en' },
    ]);
    expect(drive.tell(played, played).all.filter(({ kind }) => kind === 'answer')).toHaveLength(1);
  });

  test.each([
    ['reading keys without a prompt', { kind: 'collect' } satisfies NodeSketch, true],
    ['music', { kind: 'wait', background: { kind: 'music' } } satisfies NodeSketch, true],
    ['silence', { kind: 'wait' } satisfies NodeSketch, false],
    ['ringback', { kind: 'wait', background: { kind: 'ringback' } } satisfies NodeSketch, false],
    ['a queue', { kind: 'queue', queueId: 'q' } satisfies NodeSketch, true],
    ['a box', { kind: 'voicemail', box: { kind: 'box', boxId: 'b' } } satisfies NodeSketch, true],
    ['a conference', { kind: 'conference', roomId: 'r' } satisfies NodeSketch, true],
    ['a question', { kind: 'lookup' } satisfies NodeSketch, false],
  ])('[DP06] %s', (_name, node, isAnswered) => {
    const drive = line(node);
    expect(drive.run.isAnswered).toBe(isAnswered);
    expect(drive.kinds[0] === 'answer').toBe(isAnswered);
  });

  test('[DP10] a plain hang-up before the answer is declined, after it completed; other causes stay', () => {
    expect(line(bye).run.end).toEqual({ why: 'hung-up', cause: 'declined' });
    expect(line(say, bye).tell(played).run.end).toEqual({ why: 'hung-up', cause: 'completed' });
    expect(line({ kind: 'hang-up', cause: 'busy' }).effects).toEqual([{ id: '1.0', kind: 'hang-up', cause: 'busy' }]);
  });

  test('[DP10] a caller who leaves: cancelled before the answer, completed after it', () => {
    expect(line(ring).tell({ kind: 'call-ended' }).run.end).toEqual({ why: 'caller-left', cause: 'cancelled' });
    expect(line(say).tell({ kind: 'call-ended' }).run.end).toEqual({ why: 'caller-left', cause: 'completed' });
    expect(line(say).tell({ kind: 'call-ended' }).run.path).toMatchObject([{ nodeId: 'n0', exit: undefined, leftAtMs: 100 }]);
  });
});

describe('talking', () => {
  test('[DP07] nothing but the end of the call changes it', () => {
    const drive = line(ring, say).tell({ kind: 'rang', outcome: 'answered' });
    expect(drive.run).toMatchObject({ status: 'talking', lastRing: 'answered' });
    const { run } = drive;
    expect(drive.press('123').tell({ kind: 'resumed' }, { kind: 'rang', effectId: '1.0', outcome: 'busy' }).run).toBe(run);
    expect(drive.tell({ kind: 'call-ended' }).run).toMatchObject({ status: 'ended', end: { why: 'talk-over', cause: 'completed' } });
    expect(drive.effects).toEqual([]);
  });
});

describe('coming back', () => {
  test('[DP08] begins the node again, without counting a visit', () => {
    const drive = line(menu, bye).tell(played);
    const before = drive.run.visits;
    drive.tell({ kind: 'resumed' });
    expect(drive.kinds).toEqual(['stop-timer', 'play']);
    expect(drive.run.visits).toEqual(before);
    expect(drive.run.path).toHaveLength(1);
    for (let count = 0; count < 50; count++) drive.tell({ kind: 'resumed' });
    expect(drive.press('1').path).toEqual(['n0.option:a', 'n1']);
    expect(new Set(drive.all.map(({ id }) => id)).size).toBe(drive.all.length);
  });

  test('[DP08] a POST is not sent again, a GET is', () => {
    const post = line({ kind: 'http', method: 'POST', url: 'https://x.org' });
    expect(post.tell({ kind: 'resumed' }).path[0]).toBe('n0.failed');
    expect(post.all.filter(({ kind }) => kind === 'ask')).toHaveLength(1);
    const get = line({ kind: 'http', url: 'https://x.org' });
    expect(get.tell({ kind: 'resumed' }).kinds).toEqual(['ask']);
  });

  test('[DP08] the fallback begins again too', () => {
    const drive = new Drive(planSetOf(buildPlan({ nodes: {}, ways: [] })));
    expect(drive.tell({ kind: 'resumed' }).kinds).toEqual(['stop-playing', 'play']);
    expect(drive.tell(played).run.end?.why).toBe('fallback');
  });

  test('[DP10] a run whose page did not come back is ended from outside', () => {
    const { run } = line(menu);
    expect(endRun(run, { why: 'server-restarted', cause: 'server-stopped' }, 9)).toMatchObject({
      status: 'ended',
      end: { why: 'server-restarted' },
    });
    expect(endRun(run, { why: 'server-restarted', cause: 'server-stopped' }, 9).path[0]).toMatchObject({
      leftAtMs: 9,
      why: { kind: 'server-restarted' },
    });
  });
});

describe('keys', () => {
  test('[DP20] are kept, at most 32, and forgotten while people ring', () => {
    expect(line(say).press('1'.repeat(40)).run.typedAhead).toHaveLength(32);
    const drive = line(say, ring, menu).press('1').tell(played).press('1').tell({ kind: 'rang', outcome: 'no-answer' });
    expect(drive.path).toEqual(['n0.done', 'n1.no-answer', 'n2']);
    expect(drive.run.typedAhead).toBe('');
  });

  test('[DP21] during a prompt that may not be interrupted are read after it', () => {
    const drive = line({ ...menu, isInterruptible: false }, bye).press('1');
    expect(drive.path).toEqual(['n0']);
    expect(keyUseOf(drive.planSet, drive.run)).toBe('keep');
    expect(drive.tell(played).path).toEqual(['n0.option:a', 'n1']);
  });

  test('[DP21] end a Play that may be interrupted, and reach the next node', () => {
    const drive = line({ ...say, isInterruptible: true }, menu, bye).press('1');
    expect(drive.path).toEqual(['n0.done', 'n1.option:a', 'n2']);
    expect(drive.kinds).toEqual(['stop-playing', 'hang-up']);
  });

  test('[DP22] an option that is the beginning of another waits 3 s', () => {
    const both: NodeSketch = {
      kind: 'attendant',
      sounds: [],
      options: [
        { id: 'one', keys: '1', label: '' },
        { id: 'more', keys: '123', label: '' },
      ],
    };
    const drive = line(both).press('1');
    expect(drive.effects.at(-1)).toMatchObject({ kind: 'timer', seconds: 3 });
    expect(drive.tell(timer).path[0]).toBe('n0.option:one');
    expect(line(both).press('123').path[0]).toBe('n0.option:more');
    expect(line(both).press('12').tell(timer).path[0]).toBe('n0');
  });

  test('[DP26] who presses nothing hears the prompt again, as often as was said, then leaves by timeout', () => {
    for (const repeats of [0, 2]) {
      const drive = line({ ...menu, repeats });
      for (let count = 0; count < repeats; count += 1) expect(drive.tell(played, timer).kinds).toEqual(['play']);
      expect(drive.path).toEqual(['n0']);
      expect(drive.tell(played, timer).path[0]).toBe('n0.timeout');
      expect(drive.all.filter(({ kind }) => kind === 'play')).toHaveLength(repeats + 2);
    }
    expect(
      line({ ...menu, repeats: 2 }, bye)
        .tell(played, timer)
        .press('1').path,
      'a key pressed at the second prompt',
    ).toEqual(['n0.option:a', 'n1']);
  });

  test('[DP27] a wrong choice forgets what was typed ahead', () => {
    const drive = line(say, { ...menu, maxWrong: 2 }, bye)
      .press('71')
      .tell(played);
    expect(drive.path).toEqual(['n0.done', 'n1']);
    expect(drive.effects.at(-1)).toMatchObject({ kind: 'play', sounds: [{ phrase: 'invalid-choice' }, { promptId: 'menu' }] });
  });

  test('[DP25] letters with accents are keys too, one match of several is picked', () => {
    const names: NodeSketch = { kind: 'attendant', sounds: [], nameKeys: '*' };
    const drive = line(names).press('*').press('47677#');
    expect(drive.effects.at(-1)).toMatchObject({ kind: 'ask', question: { about: 'name', digits: '47677' } });
    drive.tell({
      kind: 'answer',
      answer: {
        about: 'name',
        matches: [
          { number: '7', name: 'a' },
          { number: '8', name: 'b' },
        ],
      },
    });
    expect(drive.press('2').run.variables).toEqual({ extension: '8' });
  });
});

describe('variables', () => {
  const set = (name: string, value: string): NodeSketch => ({ kind: 'set-variable', name, value });

  test('[DP14] [DP37] are filled in, cut, and read by their own names only', () => {
    const drive = line(
      set('a', 'x'.repeat(300)),
      set('a', '{{a}}{{a}}'),
      set('constructor', '{{toString}}{{caller.name}}'),
      { kind: 'set-prefix', prefix: '{{ constructor }}!' },
      say,
    );
    expect(drive.run.variables['a']).toHaveLength(500);
    expect(drive.run.callerPrefix).toBe('Erika Example!');
  });

  test('[DP37] are percent-encoded in an address, and as they are in a body', () => {
    const drive = line(set('n', 'a b&c/'), {
      kind: 'http',
      method: 'POST',
      url: 'https://x.org/?q={{n}}',
      body: [{ name: 'q', value: '{{n}}' }],
    });
    expect(drive.effects).toMatchObject([{ question: { url: 'https://x.org/?q=a%20b%26c%2F', body: { q: 'a b&c/' } } }]);
  });

  test('[DP37] that were cut in the middle of a sign, as answers from outside can be, are encoded all the same', () => {
    const drive = line(
      { kind: 'http', url: 'https://x.org', pick: [{ variable: 'n', pointer: '/n' }] },
      { kind: 'http', url: 'https://x.org/?q={{n}}' },
    );
    drive.tell({ kind: 'answer', answer: { about: 'http', isOk: true, values: { n: `${'y'.repeat(499)}\u{1f600}` } } });
    expect(drive.effects).toMatchObject([{ question: { url: `https://x.org/?q=${'y'.repeat(499)}%EF%BF%BD` } }]);
  });

  test('[DP14] [DP39] from outside are taken by their names only', () => {
    const drive = line({ kind: 'http', url: 'https://x.org', pick: [{ variable: 'level', pointer: '/a' }] }, say);
    drive.tell({ kind: 'answer', answer: { about: 'http', isOk: true, values: { level: 'y'.repeat(600), other: 'z' } } });
    expect(Object.keys(drive.run.variables)).toEqual(['level']);
    expect(drive.run.variables['level']).toHaveLength(500);
  });

  test('[DP14] are at most a hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`v${index}`, 'x']));
    const drive = line({ kind: 'lookup' }).tell({
      kind: 'answer',
      answer: { about: 'caller', name: 'n', variables: { ...many, '1bad': 'x' }, tags: [] },
    });
    expect(Object.keys(drive.run.variables)).toHaveLength(100);
  });

  test('[DP30] what a caller typed is rung as an extension, never as an outside number', () => {
    const typed = (value: string): Drive =>
      line(set('extension', value), { kind: 'ring', targets: [{ kind: 'typed', variable: 'extension' }] });
    expect(typed('101').effects).toMatchObject([{ kind: 'ring', targets: [{ kind: 'extension', number: '101' }] }]);
    for (const value of ['+491701234', '0049170123456789', 'anna', '']) expect(typed(value).path[1]).toBe('n1.unreachable');
  });

  test('[DP31] [DP30] what agents and phones see before they answer', () => {
    const drive = line(
      set('customer', '77'),
      { kind: 'set-prefix', prefix: 'Sales: ' },
      { kind: 'set-priority', priority: 4, skills: ['de'] },
      { kind: 'queue', queueId: 'q', showVariables: ['customer', 'missing'] },
    );
    expect(drive.effects.at(-1)).toMatchObject({
      priority: 4,
      skills: ['de'],
      presentation: { callerPrefix: 'Sales: ', context: { customer: '77' } },
    });
  });
});

describe('conditions', () => {
  test('[DP38] each question is asked once, and several at the same time', () => {
    const drive = line({
      kind: 'if',
      cases: [
        { id: 'a', label: '', all: [{ about: 'vip' }, { about: 'queue', queueId: 'q', measure: 'waiting', test: 'at-least', value: 3 }] },
        { id: 'b', label: '', all: [{ about: 'tag', tag: 'gold' }] },
      ],
    });
    expect(drive.kinds).toEqual(['ask', 'ask']);
    const [first, second] = drive.effects;
    drive.tell({
      kind: 'answer',
      effectId: second?.id ?? '',
      answer: { about: 'queue', waiting: 3, longestWaitSeconds: 0, agentsReady: 0, agentsSignedIn: 0 },
    });
    expect(drive.path).toEqual(['n0']);
    drive.tell({ kind: 'answer', effectId: first?.id ?? '', answer: { about: 'caller', name: '', variables: {}, tags: ['vip'] } });
    expect(drive.path[0]).toBe('n0.case:a');
  });

  test.each([
    ['equals', '5', true],
    ['not-equals', '5', false],
    ['starts-with', '5', true],
    ['contains', '6', false],
    ['at-least', '5', true],
    ['at-least', '6', false],
    ['below', '6', true],
    ['below', '5', false],
    ['is-empty', '', false],
    ['is-not-empty', '', true],
  ] as const)('[DP38] 5 %s %s', (condition, value, holds) => {
    const drive = line(
      { kind: 'set-variable', name: 'n', value: '5' },
      { kind: 'if', cases: [{ id: 'c', label: '', all: [{ about: 'variable', name: 'n', test: condition, value }] }] },
    );
    expect(drive.path[1]).toBe(holds ? 'n1.yes' : 'n1.no');
  });

  test.each([
    [{ isInternal: true }, 'internal'],
    [{ isInternal: false }, 'external'],
    [{ number: '' }, 'withheld'],
  ] as const)('[DP38] a caller of %j is %s', (caller, is) => {
    const plan = buildPlan({
      nodes: { n0: { kind: 'if', cases: [{ id: 'c', label: '', all: [{ about: 'caller-kind', is }] }] } },
      ways: ['start > n0'],
    });
    expect(new Drive(planSetOf(plan), { caller }).path[0]).toBe('n0.yes');
  });
});

test('[DP03] after a message was taken the fallback takes no second one', () => {
  const plan = buildPlan({
    nodes: { box: { kind: 'voicemail', box: { kind: 'box', boxId: 'b' } } },
    ways: ['start > box'],
    more: { fallback: { kind: 'voicemail', box: { kind: 'box', boxId: 'f' } } },
  });
  expect(new Drive(planSetOf(plan)).tell({ kind: 'message-taken', outcome: 'left' }).kinds).toEqual(['play']);
  expect(new Drive(planSetOf(plan)).tell({ kind: 'message-taken', outcome: 'failed' }).kinds).toEqual(['voicemail']);
});

test('[DP01] a node is entered at most maxVisits times, and all nodes at most a thousand', () => {
  const plan = (maxVisits: number): Drive =>
    new Drive(
      planSetOf(
        buildPlan({
          nodes: { a: { kind: 'set-variable', name: 'n', value: '' }, b: { kind: 'set-variable', name: 'm', value: '' } },
          ways: ['start > a', 'a.next > b', 'b.next > a'],
          more: { maxVisits },
        }),
      ),
    );
  expect(plan(20).path.filter((one) => one === 'a.next')).toHaveLength(20);
  expect(plan(1).path).toEqual(['a.next', 'b.next', '#fallback']);
  const nodes = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`n${index}`, { kind: 'set-language', language: 'de' } as const]),
  );
  const ways = Array.from({ length: 30 }, (_, index) => `n${index}.next > n${(index + 1) % 30}`);
  expect(new Drive(planSetOf(buildPlan({ nodes, ways: ['start > n0', ...ways], more: { maxVisits: 100 } }))).run.path).toHaveLength(1_001);
});
