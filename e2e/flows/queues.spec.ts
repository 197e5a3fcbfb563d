import type { Queue, QueueStrategy } from '../../protocol/telephony/queues.ts';
import { ApiClient } from '../fixtures/api.ts';
import { cast, type Person, type Role } from '../fixtures/person.ts';
import { leadToQueue, putQueue, userIds } from '../fixtures/queues.ts';
import { expect } from '@playwright/test';
import { test } from '../fixtures/test.ts';
import { AgentDesk } from '../pages/agent-desk.ts';

const agents = ['bob', 'carol', 'dave'] as const;
const queueName = 'Hotline';
const base = {
  name: queueName,
  ringSeconds: 5,
  wrapUpSeconds: 0,
  announcesPosition: false,
  announcesWait: false,
  missedOffersBeforePause: null,
};

/** Extension 300 leads to the queue; whoever comes out of it hears that nobody is there. */
async function hotline(api: ApiClient): Promise<Queue> {
  const ids = await userIds(api, agents);
  const members = agents.map((agent) => ({ userId: ids.get(agent) ?? '', skills: {} }));
  const queue = await putQueue(api, undefined, { ...base, members });
  await leadToQueue(api, queue, '300');
  return queue;
}

/** Who rings within the limit, by name; the others must not. */
async function ringing(people: readonly Person[], caller: string): Promise<Role[]> {
  await expect
    .poll(async () => (await ringingNow(people, caller)).length, { timeout: 10_000, message: 'somebody rings' })
    .toBeGreaterThan(0);
  return ringingNow(people, caller);
}

async function ringingNow(people: readonly Person[], caller: string): Promise<Role[]> {
  const counts = await Promise.all(people.map((person) => person.phone.callWith(caller).getByRole('button', { name: 'Answer' }).count()));
  return agents.filter((_agent, index) => (counts[index] ?? 0) > 0);
}

test.describe('a queue with three agents', () => {
  test('[D3] each strategy offers a caller to agents in its order; music until somebody answers, then both hear each other', async ({
    people,
    product,
  }) => {
    test.setTimeout(240_000);
    const api = await ApiClient.signIn(product, cast.admin.email);
    let queue = await hotline(api);
    const alice = await people.atPhone('alice');
    const team = await Promise.all(agents.map((agent) => people.atPhone(agent)));
    const [bob, carol, dave] = team;
    if (!bob || !carol || !dave) throw new Error('the team is not there');
    for (const person of team) await new AgentDesk(person.page).signIn(queueName);

    const offerOrder = async (strategy: QueueStrategy, declines: number): Promise<Role[][]> => {
      queue = await putQueue(api, queue, { ...queue, strategy });
      await alice.phone.call('300');
      const order: Role[][] = [];
      for (let offer = 0; offer <= declines; offer += 1) {
        const now = await ringing(team, 'Alice');
        order.push(now);
        if (offer < declines) for (const person of team) if (now.includes(roleOf(person))) await person.phone.press('Alice', 'Decline');
      }
      await alice.phone.hangUpAll();
      await Promise.all(team.map((person) => person.phone.hasNoCall('Alice')));
      return order;
    };

    expect(await offerOrder('linear', 2)).toEqual([['bob'], ['carol'], ['dave']]);
    expect(await offerOrder('ring-all', 0)).toEqual([['bob', 'carol', 'dave']]);
    // The last one offered by "linear" was Dave: round robin begins after him.
    expect(await offerOrder('round-robin', 0)).toEqual([['bob']]);
    expect(await offerOrder('round-robin', 0)).toEqual([['carol']]);

    // Bob takes a call: he has been free for the shortest time afterwards, and has had the most calls.
    queue = await putQueue(api, queue, { ...queue, strategy: 'linear' });
    await alice.phone.call('300');
    await alice.hearsMusic();
    await bob.phone.answer('Alice');
    await alice.phone.isConnected('Bob');
    await alice.hears('bob');
    await bob.hears('alice');
    await new AgentDesk(bob.page).shows('In a queue call');
    await alice.phone.hangUpAll();
    await bob.phone.hasNoCall('Alice');
    expect((await offerOrder('longest-idle', 0))[0]).not.toContain('bob');
    expect((await offerOrder('fewest-calls', 0))[0]).not.toContain('bob');
    const skilled = queue.members.map((member, index) => ({ ...member, skills: { german: index === 2 ? 9 : 3 } }));
    queue = await putQueue(api, queue, { ...queue, members: skilled });
    expect(await offerOrder('skills', 0)).toEqual([['dave']]);
    const byChance = await offerOrder('random', 0);
    expect(byChance[0]).toHaveLength(1);
  });
});

function roleOf(person: Person): Role {
  return agents.find((agent) => cast[agent].name === person.who.name) ?? 'admin';
}
