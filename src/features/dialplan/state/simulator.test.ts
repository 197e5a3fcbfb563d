import { describe, expect, it } from 'vitest';
import { emptyPlan, type Plan } from '../../../../protocol/dialplan/plan.ts';
import { CanvasMarks } from './canvas-marks.ts';
import { newNode } from './edits.ts';
import { emptyWorld } from './empty-world.ts';
import { OtherPlans } from './plan-set.ts';
import { pressesOf } from './simulation-people.ts';
import { Simulator } from './simulator.ts';
import { transcriptOf } from './transcript.ts';

const menu = newNode('attendant', 'menu', { x: 0, y: 0 });
const plan: Plan = {
  ...emptyPlan(),
  nodes: [
    {
      ...menu,
      kind: 'attendant',
      settings: {
        sounds: [{ kind: 'phrase', phrase: 'please-hold' }],
        invalidSounds: [],
        isInterruptible: true,
        options: [{ id: 'two', keys: '2', label: '' }],
        extensions: { isOn: false, minDigits: 2, maxDigits: 4, firstDigits: '' },
        nameKeys: '',
        firstKeySeconds: 5,
        nextKeySeconds: 3,
        repeats: 0,
        maxWrong: 1,
      },
    },
    newNode('hang-up', 'bye', { x: 0, y: 0 }),
    newNode('wait', 'wait', { x: 0, y: 0 }),
  ],
  edges: [
    { from: 'start', exit: 'start', to: 'menu' },
    { from: 'menu', exit: 'option:two', to: 'bye' },
    { from: 'menu', exit: 'timeout', to: 'wait' },
    { from: 'wait', exit: 'done', to: 'bye' },
  ],
};

function simulatorOf() {
  const marks = new CanvasMarks();
  const others = new OtherPlans({ version: () => Promise.reject(new Error('not asked for')) });
  const simulator = new Simulator({
    planId: 'p',
    marks,
    plan: () => plan,
    world: () => emptyWorld,
    plansFor: (draft) => others.setFor('p', draft, emptyWorld),
    now: '2026-11-29T03:00',
  });
  return { simulator, marks, lit: () => [...(marks.view.getState().path?.visits.keys() ?? [])] };
}

describe('the simulator', () => {
  it('[DE70] keys choose the way, and the way lights up', async () => {
    const { simulator, lit } = simulatorOf();
    await simulator.run();
    expect(lit()).toEqual(['menu', 'wait', 'bye']);
    simulator.change({ presses: pressesOf('2', 'after') });
    expect(lit()).toEqual([]);
    await simulator.run();
    expect(lit()).toEqual(['menu', 'bye']);
    expect(simulator.view.getState().simulation?.end).toBe('hung-up');
  });

  it('[DE71] step by step it goes the same way', async () => {
    const { simulator } = simulatorOf();
    await simulator.run();
    const whole = simulator.view.getState().simulation?.run.path;
    simulator.reset();
    for (let count = 0; count < 20 && simulator.view.getState().simulation?.end === undefined; count += 1) await simulator.step();
    expect(simulator.view.getState().simulation?.run.path).toEqual(whole);
  });

  it('[DE72] the transcript says what is heard and pressed where', async () => {
    const { simulator } = simulatorOf();
    simulator.change({ presses: pressesOf('2', 'after') });
    await simulator.run();
    const { simulation } = simulator.view.getState();
    if (simulation === undefined) throw new Error('it ran');
    const [first, second] = transcriptOf(simulation);
    expect(first).toMatchObject({ step: { nodeId: 'menu', exit: 'option:two' }, heard: [{ phrase: 'please-hold' }], keys: '2', atMs: 0 });
    expect(second).toMatchObject({ step: { nodeId: 'bye' }, heard: [], keys: '' });
  });

  it('[DE73] only a finished call becomes a test, which expects just this way', async () => {
    const { simulator } = simulatorOf();
    expect(simulator.asTest('t', 'night')).toBeUndefined();
    await simulator.run();
    expect(simulator.asTest('t', 'night')?.expected.path.map(({ nodeId }) => nodeId)).toEqual(['menu', 'wait', 'bye']);
  });

  it('[DE74] keys are typed as one says them', () => {
    expect(pressesOf('2, 101#;x 9', 'during')).toEqual([
      { keys: '2', when: 'during', nodeId: null },
      { keys: '101#', when: 'during', nodeId: null },
      { keys: '9', when: 'during', nodeId: null },
    ]);
  });
});
