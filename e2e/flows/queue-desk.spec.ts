import { expect } from '@playwright/test';
import { nodeKinds } from '../../protocol/dialplan/nodes/index.ts';
import type { Queue } from '../../protocol/telephony/queues.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast, type Role } from '../fixtures/person.ts';
import { newestWay, publishPlan } from '../fixtures/plans.ts';
import { putQueue, userIds } from '../fixtures/queues.ts';
import { hearsSpeech } from '../fixtures/speech.ts';
import { test } from '../fixtures/test.ts';
import { AgentDesk } from '../pages/agent-desk.ts';

const line = 'Counter';
const extension = '301';
const outcomes = ['timeout', 'full', 'no-agents', 'digit', 'callback'];

/** An extension leads to a queue of Bob's; whoever comes out of it hears nothing more. */
async function counter(api: ApiClient): Promise<Queue> {
  const ids = await userIds(api, ['bob']);
  const members = [{ userId: ids.get('bob') ?? '', skills: {} }];
  const queue = await putQueue(api, undefined, { name: line, members, strategy: 'linear', wrapUpSeconds: 120, maxSize: 1 });
  const position = { x: 0, y: 100 };
  const settings = { queueId: queue.id, priority: null, maxWaitSeconds: null, exitDigit: '9', showVariables: [] };
  await publishPlan(api, {
    name: line,
    extension,
    nodes: [
      { id: 'queue', kind: 'queue', title: '', position, settings },
      { id: 'end', kind: 'hang-up', title: '', position, settings: nodeKinds['hang-up'].defaults },
    ],
    edges: [{ from: 'start', exit: 'start', to: 'queue' }, ...outcomes.map((exit) => ({ from: 'queue', exit, to: 'end' }))],
  });
  return queue;
}

test('[D3] a pause with its reason, the place announced, the wrap-up, and every way out of a queue', async ({ people, product }) => {
  test.setTimeout(180_000);
  const api = await ApiClient.signIn(product, cast.admin.email);
  const queue = await counter(api);
  const [alice, carol, bob] = await Promise.all([people.atPhone('alice'), people.atPhone('carol'), people.atPhone('bob')]);
  const desk = new AgentDesk(bob.page);
  const wayIs = (caller: Role, exit: string): Promise<void> =>
    expect(async () => {
      expect((await newestWay(product, line, caller)).way[0], 'how the call left').toBe(`queue.${exit}`);
    }).toPass({ timeout: 10_000 });

  await alice.phone.call(extension);
  await alice.phone.hasNoCall(line);
  await wayIs('alice', 'no-agents');

  await desk.signIn(line);
  await desk.choose('Break');
  await desk.shows('Break');
  await carol.phone.call(extension);
  // Her place and how long it may take, between the music; nobody is offered her while Bob has his break.
  await hearsSpeech(carol);
  await carol.hearsMusic(30_000);
  await alice.phone.call(extension);
  await alice.phone.hasNoCall(line);
  await wayIs('alice', 'full');
  await bob.phone.hasNoCall('Carol');
  await carol.phone.dial(line, '9');
  await carol.phone.hasNoCall(line);
  await wayIs('carol', 'digit');

  await putQueue(api, queue, { ...queue, maxWaitSeconds: 5 });
  await carol.phone.call(extension);
  await carol.phone.hasNoCall(line, 20_000);
  await wayIs('carol', 'timeout');

  await carol.phone.call(extension);
  await desk.choose('Ready');
  await bob.phone.isRinging('Carol');
  await bob.phone.answer('Carol');
  await carol.phone.isConnected('Bob');
  await Promise.all([bob.hears('carol'), carol.hears('bob')]);
  await carol.phone.hangUpAll();
  await desk.shows('Wrap-up');
  await alice.phone.call(extension);
  await alice.phone.callWith(line).waitFor();
  await alice.phone.hasNoCall(line, 20_000);
  await wayIs('alice', 'timeout');
  await bob.phone.hasNoCall('Alice');

  await desk.region.getByRole('button', { name: 'End wrap-up' }).click();
  await alice.phone.call(extension);
  await bob.phone.isRinging('Alice');
  await bob.phone.answer('Alice');
  await alice.phone.isConnected('Bob');
  await alice.phone.hangUpAll();
  await desk.signOut(line);
});
