import { expect, test } from 'vitest';
import { AttendedWorld, pressed, supportRing } from './testing/attended-world.ts';
import { settled } from './testing/calls-world.ts';

async function support() {
  const attended = await AttendedWorld.create();
  const { world } = attended;
  const bob = world.phone(world.person('Bob', '101'));
  const carol = world.phone(world.person('Carol', '102'));
  return { attended, world, bob, carol, people: [bob.person, carol.person] };
}

const mainLine = { userId: undefined, displayName: 'Main line', number: '200' };

test('[CA71] one record: the plan until a person answers, then that person by way of the plan', async () => {
  const { attended, world, carol, people } = await support();
  const { call, dialog } = await attended.attended();
  world.clock.advance(7_000);
  expect(world.journal.last).toMatchObject({ callee: mainLine, via: undefined, answeredAtMs: undefined });
  call.ring(supportRing(people));
  await settled();
  carol.ringing.answer();
  await settled();
  world.clock.advance(3_000);
  dialog.phoneHangsUp();
  await settled();
  const record = world.journal.recordOf(call.id);
  expect(record).toMatchObject({
    callee: { userId: carol.person.userId, displayName: 'Carol', number: '102' },
    via: mainLine,
    dialled: '200',
    cause: 'completed',
    endedBy: 'caller',
  });
  expect((record?.answeredAtMs ?? 0) - (record?.startedAtMs ?? 0)).toBe(7_000);
  expect(world.journal.eventsOf(call.id).map((event) => event.kind)).toEqual(['started', 'attended', 'rang', 'rang', 'answered', 'ended']);
  expect(world.journal.recordOf(call.id)?.quality?.caller).toBeDefined();
});

test('[CA71] a voicemail box that takes the call is who answered; nobody talked, whoever was rung missed it', async () => {
  const { attended, world, bob } = await support();
  const { call, dialog } = await attended.attended();
  const ring = call.ring(supportRing([bob.person]));
  await settled();
  world.clock.advance(20_000);
  await ring.result;
  call.takenBy({ userId: bob.person.userId, displayName: "Bob's mailbox", number: '101' });
  dialog.phoneHangsUp();
  await settled();
  expect(world.journal.recordOf(call.id)).toMatchObject({
    callee: { userId: undefined, displayName: "Bob's mailbox" },
    via: mainLine,
    offers: [{ userId: bob.person.userId, outcome: 'no-answer', isAnswered: false }],
  });
  expect(world.journal.recordOf(call.id)?.answeredAtMs).toBe(world.clock.now());
});

test('[CA72] everybody who was rung has one offer, with why and how it went the last time; who was not asked has none', async () => {
  const { attended, world, bob, carol, people } = await support();
  const dave = world.person('Dave', '103');
  const { call, dialog } = await attended.attended();
  const first = call.ring(supportRing([...people, dave]));
  await settled();
  bob.ringing.reject(603);
  await settled();
  first.stop();
  expect(world.journal.last?.offers).toMatchObject([
    { userId: bob.person.userId, outcome: 'declined', because: { kind: 'ring-group', name: 'Support' }, isAnswered: false },
    { userId: carol.person.userId, outcome: 'stopped' },
  ]);
  // A person who is rung by name is told even when no phone of theirs is there.
  await call.ring(supportRing([dave], { because: { kind: 'plan', name: 'Main line' } })).result;
  call.ring(supportRing([carol.person]));
  await settled();
  dialog.phoneHangsUp();
  await settled();
  expect(world.journal.last?.offers).toMatchObject([
    { userId: bob.person.userId, outcome: 'declined' },
    { userId: carol.person.userId, outcome: 'stopped' },
    { userId: dave.userId, outcome: 'unreachable', because: { kind: 'plan' } },
  ]);
  expect(world.journal.eventsOf(call.id).at(-1)?.kind).toBe('ended');
});

test('[CA72] a call from person to person has no offers', async () => {
  const { attended, world, bob } = await support();
  attended.alice.call('101');
  await settled();
  bob.ringing.reject(486);
  await settled();
  expect(world.journal.last).toMatchObject({ callee: { displayName: 'Bob' }, via: undefined, offers: [], path: [] });
});

test('[CA73] notes and the way through the plan are kept in every phase; many keys do not keep steps out', async () => {
  const { attended, world } = await support();
  const { call } = await attended.dial();
  call.note('plan-step', { node: 'a' });
  await call.answer();
  await settled();
  const dialog = attended.alice.dialogs.at(-1);
  for (let count = 0; count < 600; count++) await dialog?.phoneSends('INFO', pressed('1'));
  const step = { planId: 'p', nodeId: 'n', kind: 'play', enteredAtMs: 0, exit: undefined, leftAtMs: undefined, why: undefined };
  for (let count = 0; count < 400; count++) call.note('plan-step', { node: `n${count}` });
  call.setPath(Array.from({ length: 700 }, (_, index) => ({ ...step, nodeId: `n${index}` })));
  call.end('completed');
  await settled();
  const steps = world.journal.eventsOf(call.id).filter((event) => event.kind === 'plan-step');
  expect(steps).toHaveLength(401);
  expect(world.journal.last?.path).toHaveLength(500);
  expect(world.journal.last?.path.at(-1)?.nodeId).toBe('n699');
});
