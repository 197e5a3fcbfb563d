import { describe, expect, test } from 'vitest';
import { importedHolidaysSchema, withHolidays } from './holidays.ts';
import { keysOfName, matchesName } from './name-keys.ts';
import { choiceOf, isChoiceComplete } from './nodes/attendant-choice.ts';
import { scheduleSchema } from './schedule.ts';
import { advance, runSimulation, startSimulation } from './simulation.ts';
import { simulationInputsSchema } from './simulation-test.ts';
import { circlesOf } from './lint/circles.ts';
import { buildPlan, planSetOf } from './testing/build-plan.ts';
import { scriptedWorld } from './testing/scripted-plans.ts';
import { scriptedRuns } from './testing/scripted-runs.ts';

describe('[DP25] names by the keys', () => {
  test.each([
    ['Anna Meyer', '2662', true],
    ['Anna Meyer', '63937', true],
    ['Anna Meyer', '639', true],
    ['Anna Meyer', '26626', true],
    ['Anna Meyer', '6393726', false],
    ['Zoë Groß', '47677', true],
    ['Zoë Groß', '963', true],
    ['Meyer-Vorfelder', '8673', true],
    ['Anna Meyer', '', false],
    ['Anna Meyer', '9', false],
    ['Anna', '2*', false],
  ])('%s by %s: %s', (name, digits, matches) => {
    expect(matchesName(name, digits)).toBe(matches);
  });

  test('accents are dropped, other signs left out', () => {
    expect(keysOfName("O'Neill 3")).toBe('6634553');
    expect(keysOfName('Müller')).toBe('685537');
  });
});

describe('[DP22] [DP23] [DP24] what keys mean', () => {
  const options = [
    { id: 'one', keys: '1' },
    { id: 'hash', keys: '#' },
    { id: 'code', keys: '#9' },
  ];
  const rules = { options, extensions: { isOn: true, minDigits: 3, maxDigits: 4, firstDigits: '12' } };

  test.each([
    ['1', false],
    ['10', false],
    ['101', false],
    ['1011', true],
    ['1#', true],
    ['3', true],
    ['#', false],
    ['#9', true],
    ['*', true],
    ['31', true],
  ])('%s needs no more keys: %s', (keys, isComplete) => {
    expect(isChoiceComplete(rules, keys)).toBe(isComplete);
  });

  test.each([
    ['1', 'option one'],
    ['1#', 'option one'],
    ['#', 'option hash'],
    ['#9', 'option code'],
    ['101', 'extension 101'],
    ['101#', 'extension 101'],
    ['10', 'invalid'],
    ['3', 'invalid'],
    ['301', 'invalid'],
    ['##', 'option hash'],
    ['1*1', 'invalid'],
    ['10111', 'invalid'],
  ])('%s is %s', (keys, expected) => {
    const choice = choiceOf(rules, keys);
    const meaning =
      choice.kind === 'option' ? `option ${choice.id}` : choice.kind === 'extension' ? `extension ${choice.digits}` : 'invalid';
    expect(meaning).toBe(expected);
  });
});

describe('[DP50] holidays from a calendar', () => {
  const schedule = scheduleSchema.parse({ timeZone: 'Europe/Berlin', weekly: [], exceptions: [] });
  const holidays = importedHolidaysSchema.parse([
    { name: 'New Year', fromDate: '2026-01-01', toDate: '2026-01-01', isYearly: true },
    { name: 'Backwards', fromDate: '2026-02-02', toDate: '2026-02-01' },
  ]);

  test('are added once, as whole closed days', () => {
    const once = withHolidays(schedule, holidays);
    expect(once.exceptions).toEqual([
      { name: 'New Year', fromDate: '2026-01-01', toDate: '2026-01-01', isYearly: true, hours: null, period: 'closed' },
    ]);
    expect(withHolidays(once, holidays)).toEqual(once);
    expect(scheduleSchema.parse(once)).toEqual(once);
  });
});

describe('[DP62] circles', () => {
  const graph: Readonly<Record<string, readonly string[]>> = { a: ['b'], b: ['c', 'd'], c: ['a'], d: ['d'], e: ['a', 'f'], f: ['gone'] };

  test('are what can reach each other, and what leads to itself', () => {
    expect(circlesOf(Object.keys(graph), (id) => graph[id] ?? [])).toEqual([['a', 'b', 'c'], ['d']]);
  });

  test('are found in a line of twenty thousand', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => String(index));
    expect(circlesOf(ids, (id) => [String(Number(id) + 1)])).toEqual([]);
    expect(circlesOf(ids, (id) => [String((Number(id) + 1) % ids.length)])).toEqual([ids]);
  });
});

describe('simulation', () => {
  test('[DP91] the caller presses each time when keys are read, during the prompt, after it, or nothing', () => {
    const plan = buildPlan({
      nodes: {
        menu: {
          kind: 'attendant',
          sounds: [{ kind: 'prompt', promptId: 'hello' }],
          options: [{ id: 'a', keys: '1', label: '' }],
          repeats: 3,
          maxWrong: 3,
        },
        code: { kind: 'collect', sounds: [{ kind: 'prompt', promptId: 'code' }] },
        bye: { kind: 'hang-up' },
      },
      ways: ['start > menu', 'menu.option:a > code', 'code.got > bye'],
    });
    const inputs = simulationInputsSchema.parse({
      entryId: '',
      caller: { number: '1', name: '', isInternal: true },
      at: '2026-03-02T10:00',
      timeZone: 'Europe/Berlin',
      presses: [{ keys: '77', when: 'after', nodeId: 'code' }, { keys: '', when: 'after' }, { keys: '9', when: 'during' }, { keys: '1' }],
    });
    const { steps, run } = runSimulation(planSetOf(plan), scriptedWorld, inputs);
    const digits = steps.flatMap(({ event, atMs }) =>
      event?.kind === 'digit' ? [[event.digit, (atMs - (steps[0]?.atMs ?? 0)) / 1_000]] : [],
    );
    // 4 s prompt, 5 s silence, 0.3 s into the second prompt; 6 s of "invalid" and prompt; 4 s prompt of the code.
    expect(digits).toEqual([
      ['9', 9.3],
      ['1', 15.6],
      ['7', 19.9],
      ['7', 20.2],
    ]);
    expect(run.variables).toEqual({ digits: '77' });
  });

  test('[DP93] step by step is the same as all at once, and the end stays', () => {
    const run = scriptedRuns[0];
    if (!run) throw new Error('no scripted run');
    let simulation = startSimulation(run.planSet, scriptedWorld, run.inputs);
    const steps = [simulation.steps.length];
    while (simulation.end === undefined) {
      simulation = advance(simulation);
      steps.push(simulation.steps.length);
    }
    expect(steps).toEqual(steps.map((_, index) => index + 1));
    expect(advance(simulation)).toBe(simulation);
  });

  test('[DP90] a strange zone and an unknown entry are no exceptions', () => {
    const run = scriptedRuns[0];
    if (!run) throw new Error('no scripted run');
    const simulation = startSimulation(run.planSet, scriptedWorld, { ...run.inputs, timeZone: 'Moon/Base', entryId: 'x' });
    expect(simulation.nowMs).toBe(Date.parse('2026-03-02T10:00:00Z'));
    expect(simulation.run.path[0]?.kind).toBe('fallback');
  });
});
