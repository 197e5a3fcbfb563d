import { beforeEach, describe, expect, it } from 'vitest';
import type { RingOrder, RingTarget } from '../../../protocol/dialplan/effects.ts';
import { FakeAttendedCall } from '../../telephony/calls/attended-call.fake.ts';
import type { TrunkPort } from '../ports/outside-ports.ts';
import { noTrunk } from '../ports/outside-ports.ts';
import type { RingRound } from '../ports/ring-group-port.ts';
import { pbxId, personOf, PlanWorldFake, tenantId, userIdOf } from '../testing/plan-world.testing.ts';
import { PlanRinging, type RingEnd } from './ringing.ts';

let fake: PlanWorldFake;
let call: FakeAttendedCall;
let end: RingEnd | undefined;
const groups = new Map<string, readonly RingRound[]>();

const user = (number: number): RingTarget => ({ kind: 'user', userId: userIdOf(number) });
const outside: RingTarget = { kind: 'external', number: '+4930123456', routeId: undefined, callerId: undefined };
const people = (...numbers: readonly number[]): readonly string[] => numbers.map(userIdOf);

async function rings(
  targets: readonly RingTarget[],
  more: { readonly seconds?: number; readonly trunk?: TrunkPort } = {},
): Promise<PlanRinging> {
  const order: RingOrder = {
    targets,
    timeoutSeconds: more.seconds ?? 30,
    background: { kind: 'ringback' },
    presentation: { callerPrefix: 'Sales: ', context: {} },
  };
  const ringing = new PlanRinging(order, {
    call,
    subscribers: fake.subscribers,
    ringGroups: {
      roundsOf: async (_tenantId, groupId) => {
        const rounds = groups.get(groupId);
        return rounds && { name: groupId, rounds };
      },
    },
    trunk: more.trunk ?? noTrunk,
    clock: fake.clock,
    because: { kind: 'plan', name: 'Main line' },
  });
  void ringing.result.then((result) => (end = result));
  await fake.settle();
  return ringing;
}

beforeEach(() => {
  fake = new PlanWorldFake();
  call = new FakeAttendedCall({ clock: fake.clock, tenantId, pbxId });
  end = undefined;
  groups.clear();
});

describe('whom a plan rings', () => {
  it('[DP330] people, extensions and groups together; nobody twice; who is not there does not ring', async () => {
    groups.set('Support', [{ userIds: people(101, 102), seconds: undefined }]);
    fake.subscribers.add({ ...personOf(108), isDisabled: true });
    await rings([
      user(101),
      { kind: 'extension', number: '103' },
      { kind: 'ring-group', groupId: 'Support' },
      user(108),
      { kind: 'extension', number: '999' },
      { kind: 'ring-group', groupId: 'gone' },
    ]);
    expect(call.ringing?.ringing).toEqual(['101', '103', '102']);
    expect(call.ringing?.request).toMatchObject({
      timeoutMs: 30_000,
      because: { kind: 'plan', name: 'Main line' },
      presentation: { callerPrefix: 'Sales: ' },
    });
    call.ringing?.answer('103');
    await fake.settle();
    expect(end).toEqual({ outcome: 'answered', answeredBy: { userId: userIdOf(103), displayName: 'Person 103', number: '103' } });
  });

  it('[DP331] a group rings in its rounds, under its own name, within the time of the node', async () => {
    groups.set('Support', [
      { userIds: people(101), seconds: 10 },
      { userIds: people(102), seconds: 15 },
      { userIds: people(103), seconds: 15 },
    ]);
    await rings([{ kind: 'ring-group', groupId: 'Support' }], { seconds: 30 });
    expect(call.ringing?.request).toMatchObject({ timeoutMs: 10_000, because: { kind: 'ring-group', name: 'Support' } });
    for (const [passedMs, number, timeoutMs] of [
      [10_000, '102', 15_000],
      [15_000, '103', 5_000],
    ] as const) {
      // The phones of a round stop by themselves at its end.
      await fake.pass(passedMs);
      await fake.settle();
      expect(call.ringing?.ringing).toEqual([number]);
      expect(call.ringing?.request.timeoutMs).toBe(timeoutMs);
    }
    await fake.pass(5_000);
    await fake.settle();
    expect(end).toEqual({ outcome: 'no-answer', answeredBy: undefined });
  });

  it('[DP332] the outcome of several rounds is what says most', async () => {
    groups.set('Support', [
      { userIds: people(101), seconds: 10 },
      { userIds: people(102), seconds: 10 },
      { userIds: people(103), seconds: 10 },
    ]);
    await rings([{ kind: 'ring-group', groupId: 'Support' }]);
    for (const outcome of ['unreachable', 'no-answer', 'busy'] as const) {
      call.ringing?.end(outcome);
      await fake.settle();
    }
    expect(end?.outcome).toBe('no-answer');
  });

  it('[DP332] nobody to ring is unreachable, a number outside without a trunk has failed', async () => {
    await rings([{ kind: 'ring-group', groupId: 'gone' }]);
    expect(end?.outcome).toBe('unreachable');
    expect(call.rings).toHaveLength(0);
    await rings([outside]);
    expect(end?.outcome).toBe('failed');
  });

  it('[DP333] numbers outside are called after the people, in what is left of the time', async () => {
    const dialled: number[] = [];
    const trunk: TrunkPort = {
      dial: (_call, { timeoutMs }) => {
        dialled.push(timeoutMs);
        return { result: Promise.resolve({ outcome: 'answered', answeredBy: undefined, people: [] }), stop: () => undefined };
      },
    };
    await rings([outside, user(101)], { trunk });
    expect(dialled).toEqual([]);
    expect(call.ringing?.request.timeoutMs).toBe(15_000);
    await fake.pass(15_000);
    call.ringing?.end('no-answer');
    await fake.settle();
    expect(dialled).toEqual([15_000]);
    expect(end?.outcome).toBe('answered');
  });

  it('[DP334] stopped: no further round, and the phones are still', async () => {
    groups.set('Support', [
      { userIds: people(101), seconds: 10 },
      { userIds: people(102), seconds: 10 },
    ]);
    const ringing = await rings([{ kind: 'ring-group', groupId: 'Support' }]);
    ringing.stop();
    ringing.stop();
    await fake.settle();
    expect(call.rings).toHaveLength(1);
    expect(call.ringing).toBeUndefined();
  });
});
