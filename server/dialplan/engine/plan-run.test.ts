import { beforeEach, describe, expect, it } from 'vitest';
import { nodeKinds, type PlanNode } from '../../../protocol/dialplan/nodes/index.ts';
import { emptyPlan, type Plan } from '../../../protocol/dialplan/plan.ts';
import type { PlanSet } from '../../../protocol/dialplan/run.ts';
import { FakeAttendedCall } from '../../telephony/calls/attended-call.fake.ts';
import { pbxId, PlanWorldFake, tenantId, userIdOf } from '../testing/plan-world.testing.ts';
import { PlanRun } from './plan-run.ts';

const position = { x: 0, y: 0 };
const base = { title: '', position };

/** start → welcome → menu; 1 rings 101, 2 a queue, 3 a box, 4 hangs up; nothing → box. */
function mainLine(): Plan {
  const nodes: PlanNode[] = [
    { ...base, id: 'welcome', kind: 'play', settings: { sounds: [{ kind: 'phrase', phrase: 'please-hold' }], isInterruptible: false } },
    {
      ...base,
      id: 'menu',
      kind: 'attendant',
      settings: {
        ...nodeKinds.attendant.defaults,
        sounds: [{ kind: 'prompt', promptId: 'menu' }],
        repeats: 1,
        options: ['1', '2', '3', '4'].map((keys) => ({ id: keys, keys, label: '' })),
      },
    },
    {
      ...base,
      id: 'bob',
      kind: 'ring',
      settings: {
        ...nodeKinds.ring.defaults,
        targets: [{ kind: 'user', userId: userIdOf(101) }],
        timeoutSeconds: 20,
        background: { kind: 'music' },
      },
    },
    { ...base, id: 'service', kind: 'queue', settings: { ...nodeKinds.queue.defaults, queueId: 'q' } },
    { ...base, id: 'box', kind: 'voicemail', settings: { box: { kind: 'user', userId: userIdOf(100) }, greeting: 'default' } },
    { ...base, id: 'end', kind: 'hang-up', settings: nodeKinds['hang-up'].defaults },
  ];
  const edges = [
    ['start', 'start', 'welcome'],
    ['welcome', 'done', 'menu'],
    ['menu', 'option:1', 'bob'],
    ['menu', 'option:2', 'service'],
    ['menu', 'option:3', 'box'],
    ['menu', 'option:4', 'end'],
    ['menu', 'timeout', 'box'],
    ['menu', 'invalid', 'box'],
    ['bob', 'no-answer', 'box'],
    ['bob', 'busy', 'box'],
    ['bob', 'unreachable', 'box'],
    ['service', 'timeout', 'box'],
    ['service', 'no-agents', 'box'],
    ['service', 'full', 'box'],
    ['box', 'done', 'end'],
  ] as const;
  return { ...emptyPlan(), nodes, edges: edges.map(([from, exit, to]) => ({ from, exit, to })) };
}

const plans: PlanSet = { mainPlanId: 'main', plans: { main: { version: 3, plan: mainLine() } } };

let fake: PlanWorldFake;
let call: FakeAttendedCall;
let run: PlanRun;
let isOver: boolean;
const exits = (): string[] => call.path.map(({ nodeId, exit }) => `${nodeId}:${exit ?? ''}`);

async function begins(): Promise<void> {
  call = new FakeAttendedCall({
    clock: fake.clock,
    tenantId,
    pbxId,
    caller: { userId: userIdOf(109), displayName: 'Carol', number: '109' },
  });
  const { displayName: name, number, userId } = call.caller;
  run = new PlanRun({
    world: fake.world,
    call,
    plans,
    entryId: 'start',
    caller: { name, number, userId, isInternal: true, dialled: '200' },
    because: { kind: 'plan', name: 'Main line' },
    isKept: true,
  });
  isOver = false;
  void run.over.then(() => (isOver = true));
  await fake.settle();
}

async function isAtMenu(): Promise<void> {
  await fake.pass(1_000);
  expect(call.hearing).toBe('clips:prompt:menu');
}

beforeEach(async () => {
  fake = new PlanWorldFake();
  await begins();
});

describe('a run on a call', () => {
  it('[DP300] answers, plays, and then hears the background', async () => {
    expect(call.isAnswered).toBe(true);
    expect(call.heard.filter((what) => what !== 'silence')).toEqual(['clips:please-hold']);
    await isAtMenu();
    await fake.pass(1_000);
    expect(call.hearing).toBe('silence');
  });

  it('[DP301] a key stops the prompt and rings, the one who answers talks, and the end of the talk ends the run', async () => {
    await isAtMenu();
    call.press('1');
    await fake.settle();
    expect(call.ringing?.ringing).toEqual(['101']);
    expect(call.ringing?.request.because).toEqual({ kind: 'plan', name: 'Main line' });
    expect(call.ringing?.request.timeoutMs).toBe(20_000);
    expect(call.hearing).toBe('sound:hold-music');
    call.ringing?.answer('101');
    await fake.settle();
    expect(call.hearing).toBe('person:101');
    expect(exits()).toEqual(['welcome:done', 'menu:option:1', 'bob:answered']);
    expect(isOver).toBe(false);
    call.press('4');
    await fake.pass(60_000);
    expect(call.cause).toBeUndefined();
    call.hangUp();
    await fake.settle();
    expect(isOver).toBe(true);
    expect(await fake.store.ofCall(tenantId, call.id)).toMatchObject({
      version: 3,
      endWhy: 'talk-over',
      answeredBy: userIdOf(101),
      planId: 'main',
    });
  });

  it('[DP240] [DP301] who answered for a queue is one who answered', async () => {
    await isAtMenu();
    call.press('2');
    await fake.settle();
    call.talksTo = { userId: userIdOf(102), displayName: 'Person 102', number: '102' };
    fake.queued[0]?.end('answered');
    await fake.settle();
    call.hangUp();
    await fake.settle();
    expect(await fake.store.ofCall(tenantId, call.id)).toMatchObject({ endWhy: 'talk-over', answeredBy: userIdOf(102) });
  });

  it('[DP302] keys typed ahead are taken at the speed of keys', async () => {
    call.press('1');
    await fake.pass(1_000);
    expect(call.ringing?.ringing).toEqual(['101']);
    expect(call.heard).not.toContain('clips:prompt:menu');
  });

  it('[DP303] who presses nothing is asked again, then leaves a message', async () => {
    await isAtMenu();
    await fake.pass(1_000);
    await fake.pass(5_000);
    expect(call.hearing).toBe('clips:prompt:menu');
    await fake.pass(6_000);
    expect(fake.messages).toHaveLength(1);
    fake.messages[0]?.end('left');
    await fake.settle();
    expect(exits()).toEqual(['welcome:done', 'menu:timeout', 'box:done', 'end:']);
    expect(call.cause).toBe('completed');
    expect(isOver).toBe(true);
  });

  it('[DP304] while others have the caller their keys are nobody else’s and the caller hears what they say', async () => {
    await isAtMenu();
    call.press('2');
    await fake.settle();
    expect(fake.queued).toHaveLength(1);
    call.hear({ kind: 'sound', sound: 'hold-music' });
    call.press('4');
    call.returns();
    await fake.pass(60_000);
    expect(call.hearing).toBe('sound:hold-music');
    fake.queued[0]?.end({ outcome: 'timeout', answeredBy: undefined });
    await fake.settle();
    expect(call.cause).toBeUndefined();
    expect(fake.messages).toHaveLength(1);
  });

  it('[DP304] the way says which agent of a queue answered, who may then see it', async () => {
    await isAtMenu();
    call.press('2');
    await fake.settle();
    fake.queued[0]?.end({ outcome: 'answered', answeredBy: userIdOf(104) });
    await fake.settle();
    await fake.pass(2_000);
    expect(await fake.store.ofCall(call.tenantId, call.id)).toMatchObject({ answeredBy: userIdOf(104) });
  });

  it('[DP305] after a reload the node that talked to the caller begins again', async () => {
    await isAtMenu();
    await fake.pass(500);
    call.returns();
    await fake.settle();
    await fake.pass(700);
    expect(call.hearing).toBe('clips:prompt:menu');
    await fake.pass(300);
    expect(call.hearing).toBe('silence');
  });

  it('[DP305] phones that ring ring on while the page of the caller is loaded anew', async () => {
    await isAtMenu();
    call.press('1');
    await fake.settle();
    call.returns();
    await fake.settle();
    expect(call.rings).toHaveLength(1);
    expect(call.ringing?.ringing).toEqual(['101']);
  });

  it('[DP306] nobody answers: the next node, and the ring is over', async () => {
    await isAtMenu();
    call.press('1');
    await fake.settle();
    call.ringing?.end('no-answer');
    await fake.settle();
    expect(exits().at(-2)).toBe('bob:no-answer');
    expect(fake.messages).toHaveLength(1);
  });

  it('[DP310] says where the call is: in its record, in the store, and live', async () => {
    await isAtMenu();
    expect(fake.world.live.inPlan(tenantId, 'main').map(({ nodeId }) => nodeId)).toEqual(['menu']);
    expect(call.notes).toContainEqual({ kind: 'plan-node', data: { plan: 'main', node: 'welcome', kind: 'play', exit: 'done' } });
    expect((await fake.store.ofPlan(tenantId, 'main', 10))[0]?.path.map(({ nodeId }) => nodeId)).toEqual(['welcome', 'menu']);
    call.hangUp();
    await fake.settle();
    expect(fake.world.live.size).toBe(0);
    expect(await fake.store.ofCall(tenantId, call.id)).toMatchObject({ endWhy: 'caller-left', endedAtMs: fake.clock.now() });
  });

  it('[DP311] live counts are told at most once a second, the last state always', async () => {
    await fake.pass(1_000);
    await fake.pass(1_000);
    fake.told.length = 0;
    call.press('1');
    await fake.settle();
    call.hangUp();
    await fake.settle();
    expect(fake.told.length).toBe(1);
    await fake.pass(1_000);
    expect(fake.told.map(({ counts }) => counts.nodes)).toEqual([[{ nodeId: 'bob', count: 1 }], []]);
    await fake.pass(5_000);
    expect(fake.told).toHaveLength(2);
  });
});
