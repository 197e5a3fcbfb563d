import { describe, expect, it } from 'vitest';
import { nodeKinds, type NodeKindName, type PlanNode } from '../../../protocol/dialplan/nodes/index.ts';
import { emptyPlan } from '../../../protocol/dialplan/plan.ts';
import type { PlanSet } from '../../../protocol/dialplan/run.ts';
import { FakeAttendedCall } from '../../telephony/calls/attended-call.fake.ts';
import { pbxId, PlanWorldFake, tenantId, userIdOf } from '../testing/plan-world.testing.ts';
import { PlanRun } from './plan-run.ts';

const base = { id: 'node', title: '', position: { x: 0, y: 0 } };
const words = [{ kind: 'phrase', phrase: 'please-hold' }] as const;

/** A node of every kind that waits for something. */
const waiting: readonly PlanNode[] = [
  { ...base, kind: 'ring', settings: { ...nodeKinds.ring.defaults, targets: [{ kind: 'user', userId: userIdOf(101) }] } },
  { ...base, kind: 'queue', settings: { ...nodeKinds.queue.defaults, queueId: 'q' } },
  { ...base, kind: 'voicemail', settings: { box: { kind: 'box', boxId: 'b' }, greeting: 'default' } },
  { ...base, kind: 'attendant', settings: { ...nodeKinds.attendant.defaults, sounds: [...words] } },
  { ...base, kind: 'schedule', settings: { ...nodeKinds.schedule.defaults, scheduleId: 's' } },
  { ...base, kind: 'play', settings: { sounds: [...words], isInterruptible: true } },
  { ...base, kind: 'wait', settings: nodeKinds.wait.defaults },
  { ...base, kind: 'collect', settings: nodeKinds.collect.defaults },
  { ...base, kind: 'external', settings: { ...nodeKinds.external.defaults, number: '+4930123456' } },
  { ...base, kind: 'conference', settings: { ...nodeKinds.conference.defaults, roomId: 'room' } },
  { ...base, kind: 'pin', settings: { ...nodeKinds.pin.defaults, pinId: 'pin' } },
  { ...base, kind: 'lookup', settings: nodeKinds.lookup.defaults },
  { ...base, kind: 'http', settings: { ...nodeKinds.http.defaults, url: 'https://crm.example/' } },
  { ...base, kind: 'service-notice', settings: { ...nodeKinds['service-notice'].defaults, noticeId: 'n' } },
];

function only(node: PlanNode): PlanSet {
  const plan = { ...emptyPlan(), nodes: [node], edges: [{ from: 'start', exit: 'start', to: 'node' }] };
  return { mainPlanId: 'main', plans: { main: { version: 1, plan } } };
}

function begins(fake: PlanWorldFake, plans: PlanSet): { readonly call: FakeAttendedCall; readonly run: PlanRun } {
  const call = new FakeAttendedCall({ clock: fake.clock, tenantId, pbxId });
  const caller = { name: 'Carol', number: '109', userId: userIdOf(109), isInternal: true, dialled: '200' };
  const options = {
    world: fake.world,
    call,
    plans,
    caller,
    entryId: 'start',
    because: { kind: 'plan', name: 'Main' },
    isKept: true,
  } as const;
  return { call, run: new PlanRun(options) };
}

function leavesNothing(fake: PlanWorldFake, call: FakeAttendedCall): void {
  expect(fake.world.live.size).toBe(0);
  expect(call.ringing).toBeUndefined();
  expect(call.tapCount).toBe(0);
  for (const visit of [...fake.queued, ...fake.messages, ...fake.rooms]) expect(visit.isLeft).toBe(true);
}

describe('a caller who hangs up', () => {
  it.each(waiting.map((node): readonly [NodeKindName, PlanNode] => [node.kind, node]))(
    '[DP320] in the middle of %s ends the run at once and leaves nothing',
    async (_kind, node) => {
      const fake = new PlanWorldFake();
      const { call, run } = begins(fake, only(node));
      await fake.settle();
      call.hangUp();
      await run.over;
      leavesNothing(fake, call);
      await fake.pass(1_000);
      await fake.pass(60_000);
      expect(fake.clock.pending).toBe(0);
      expect(await fake.store.ofCall(tenantId, call.id)).toMatchObject({ endedAtMs: expect.any(Number) });
    },
  );

  it('[DP320] before anything was done', async () => {
    const fake = new PlanWorldFake();
    const call = new FakeAttendedCall({ clock: fake.clock, tenantId, pbxId });
    call.hangUp();
    const caller = { name: '', number: '', userId: undefined, isInternal: false, dialled: '200' };
    const [, , , node] = waiting;
    if (!node) throw new Error('no node');
    await new PlanRun({
      world: fake.world,
      call,
      plans: only(node),
      caller,
      entryId: 'start',
      because: { kind: 'plan', name: '' },
      isKept: true,
    }).over;
    leavesNothing(fake, call);
    expect(await fake.store.ofCall(tenantId, call.id)).toMatchObject({ endWhy: 'caller-left' });
  });

  it('[DP321] while somebody answers: the call ends once, as answered or not, and nothing rings on', async () => {
    const fake = new PlanWorldFake();
    const [node] = waiting;
    if (!node) throw new Error('no node');
    const { call, run } = begins(fake, only(node));
    await fake.settle();
    call.ringing?.answer('101');
    call.hangUp();
    await run.over;
    leavesNothing(fake, call);
    await fake.settle();
    expect(call.cause).toBe('completed');
  });

  it('[DP322] results that come late change nothing', async () => {
    const fake = new PlanWorldFake();
    const [, queue] = waiting;
    if (!queue) throw new Error('no node');
    const { call, run } = begins(fake, only(queue));
    await fake.settle();
    call.hangUp();
    await run.over;
    const stored = await fake.store.ofCall(tenantId, call.id);
    fake.queued[0]?.end({ outcome: 'answered', answeredBy: undefined });
    await fake.settle();
    expect(await fake.store.ofCall(tenantId, call.id)).toEqual(stored);
  });
});

describe('a port that breaks', () => {
  it('[DP323] is the exit for what failed, never the end of the call', async () => {
    const fake = new PlanWorldFake();
    const broken = {
      ...fake.world.ports.queues,
      join: () => {
        throw new Error('broken');
      },
    };
    const world = { ...fake.world, ports: { ...fake.world.ports, queues: broken } };
    const [, queue] = waiting;
    if (!queue) throw new Error('no node');
    const call = new FakeAttendedCall({ clock: fake.clock, tenantId, pbxId });
    const caller = { name: '', number: '', userId: undefined, isInternal: false, dialled: '200' };
    const run = new PlanRun({
      world,
      call,
      plans: only(queue),
      caller,
      entryId: 'start',
      because: { kind: 'plan', name: '' },
      isKept: true,
    });
    await fake.settle();
    expect(call.path[0]?.exit).toBe('no-agents');
    await fake.pass(10_000);
    await run.over;
    expect(call.cause).toBe('completed');
  });
});

describe('many runs', () => {
  it('[DP324] 1,000 runs leave nothing: no timer, no visit, no phone, no live call', async () => {
    const fake = new PlanWorldFake();
    const calls: { readonly call: FakeAttendedCall; readonly run: PlanRun }[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const node = waiting[index % waiting.length];
      if (node) calls.push(begins(fake, only(node)));
    }
    await fake.settle();
    await fake.pass(700);
    for (const { call } of calls) call.hangUp();
    await Promise.all(calls.map(({ run }) => run.over));
    await fake.pass(1_000);
    await fake.pass(1_000);
    for (let round = 0; fake.world.journal.waiting > 0 && round < 1_000; round += 1) await fake.settle();
    expect(fake.world.journal.waiting).toBe(0);
    expect(fake.world.live.size).toBe(0);
    expect(fake.clock.pending).toBe(0);
  });
});
