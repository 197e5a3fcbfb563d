import { beforeEach, describe, expect, it } from 'vitest';
import { emptyPlan } from '../../../protocol/dialplan/plan.ts';
import { nodeKinds } from '../../../protocol/dialplan/nodes/index.ts';
import { FakeAttendedCall } from '../../telephony/calls/attended-call.fake.ts';
import { DirectRouting, type Route } from '../../telephony/index.ts';
import { pbxId, personOf, PlanWorldFake, tenantId, userIdOf } from '../testing/plan-world.testing.ts';
import { PlanRouting } from './plan-routing.ts';
import type { PublishedPlans } from './published-plans.ts';

let fake: PlanWorldFake;
let routing: PlanRouting;
const lines = new Map<string, 'plan' | 'unpublished'>();

const end = { id: 'end', kind: 'hang-up', title: '', position: { x: 0, y: 0 }, settings: nodeKinds['hang-up'].defaults } as const;
const plan = { ...emptyPlan(), nodes: [end], edges: [{ from: 'start', exit: 'start', to: 'end' }] };

const published: Pick<PublishedPlans, 'entranceOf'> = {
  async entranceOf(_tenantId, pbx, value) {
    const line = pbx === pbxId ? lines.get(value) : undefined;
    if (line !== 'plan') return line;
    return { planName: 'Main line', entryId: 'start', plans: { mainPlanId: 'main', plans: { main: { version: 1, plan } } } };
  },
};

beforeEach(() => {
  fake = new PlanWorldFake();
  lines.clear();
  routing = new PlanRouting({
    world: fake.world,
    published,
    direct: new DirectRouting(fake.subscribers),
    subscribers: fake.subscribers,
    languageOf: async () => 'de',
  });
});

const dial = (dialled: string): Promise<Route> => routing.route({ caller: personOf(109), pbxId, dialled });

function attended(route: Route): Extract<Route, { kind: 'attended' }> {
  if (route.kind !== 'attended') throw new Error(`it is ${route.kind}`);
  return route;
}

describe('where a call goes', () => {
  it('[DP350] what is attached to a plan goes into it, under the plan’s name; else to the person, else nowhere', async () => {
    lines.set('200', 'plan');
    expect(attended(await dial('200')).callee).toEqual({ userId: undefined, displayName: 'Main line', number: '200' });
    expect(await dial('101')).toMatchObject({ kind: 'person', number: '101' });
    expect(await dial('999')).toEqual({ kind: 'nowhere' });
  });

  it('[DP351] numbers are found however they are written', async () => {
    lines.set('+4930123456', 'plan');
    for (const dialled of ['+4930123456', '+49 (30) 123-456', '004930123456', 'tel:+49.30.123456'])
      expect((await dial(dialled)).kind, dialled).toBe('attended');
    for (const dialled of ['4930123456', '030123456', '+4930123457']) expect((await dial(dialled)).kind, dialled).toBe('nowhere');
  });

  it('[DP352] what leads to a plan that is not published leads nowhere', async () => {
    lines.set('200', 'unpublished');
    expect(await dial('200')).toEqual({ kind: 'nowhere' });
  });

  it('[DP353] a run is counted while its call lasts', async () => {
    lines.set('200', 'plan');
    const call = new FakeAttendedCall({ clock: fake.clock, tenantId, pbxId });
    const done = attended(await dial('200')).attend(call);
    await done;
    expect(call.cause).toBe('declined');
    expect(routing.running).toBe(0);
    expect(await fake.store.ofPlan(tenantId, 'main', 10)).toHaveLength(1);
  });

  it('[DP354] a person with voicemail: their phones ring for their own time, then the box; busy has its own greeting', async () => {
    fake.boxes.add(userIdOf(101));
    await fake.subscribers.updateSettings(tenantId, userIdOf(101), { doNotDisturb: false, callWaiting: true, noAnswerSeconds: 15 });
    for (const outcome of ['no-answer', 'busy', 'unreachable'] as const) {
      const call = new FakeAttendedCall({ clock: fake.clock, tenantId, pbxId, dialled: '101' });
      const route = attended(await dial('101'));
      expect(route.callee).toEqual({ userId: userIdOf(101), displayName: 'Person 101', number: '101' });
      const done = route.attend(call);
      await fake.settle();
      expect(call.isAnswered).toBe(false);
      expect(call.ringing?.request).toMatchObject({ timeoutMs: 15_000, because: { kind: 'direct' } });
      call.ringing?.end(outcome);
      await fake.settle();
      expect(fake.taken.at(-1)).toMatchObject({
        box: { kind: 'user', userId: userIdOf(101) },
        greeting: outcome === 'busy' ? 'busy' : 'default',
        language: 'de',
      });
      fake.messages.at(-1)?.end('left');
      await done;
      expect(call.cause).toBe('completed');
    }
    expect(await fake.store.ofPlan(tenantId, 'personal', 10)).toEqual([]);
    expect(fake.told).toEqual([]);
  });

  it('[DP354] without voicemail, and for one’s own number, the call goes straight to the phones', async () => {
    expect((await dial('102')).kind).toBe('person');
    fake.boxes.add(userIdOf(109));
    expect((await dial('109')).kind).toBe('person');
  });
});
