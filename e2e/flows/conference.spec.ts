import { expect } from '@playwright/test';
import { ApiClient } from '../fixtures/api.ts';
import { expectNoFindings } from '../fixtures/axe.ts';
import { connect } from '../fixtures/calls.ts';
import { hearsAll } from '../fixtures/chorus.ts';
import { SipLine } from '../fixtures/network.ts';
import { cast, type Person } from '../fixtures/person.ts';
import { newestWay, publishPlan } from '../fixtures/plans.ts';
import { test } from '../fixtures/test.ts';

const line = 'Weekly call';
const extension = '290';

/** In the order in which they came. */
const allThree = /Conference: Alice Adams, (Bob Brown, Carol Clark|Carol Clark, Bob Brown)/;

async function enter(person: Person): Promise<void> {
  await person.phone.call(extension);
  await person.phone.says(line, 'In the conference Weekly');
}

test.describe('three in a conference', () => {
  test('[D1] [CF10] who dial a conference room hear each other and not themselves; one who mutes is not heard', async ({
    people,
    product,
  }) => {
    const api = await ApiClient.signIn(product, cast.admin.email);
    const room = { roomId: 'Weekly', isHost: false, pinId: '', hostPinId: '', waitsForHost: false, endsWithHost: false, maxMembers: 10 };
    await publishPlan(api, {
      name: line,
      extension,
      nodes: [
        { id: 'room', title: '', position: { x: 300, y: 0 }, kind: 'conference', settings: room },
        { id: 'bye', title: '', position: { x: 600, y: 0 }, kind: 'hang-up', settings: { cause: 'completed' } },
      ],
      edges: [
        { from: 'start', exit: 'start', to: 'room' },
        { from: 'room', exit: 'done', to: 'bye' },
      ],
    });
    const bob = await people.arrive('bob');
    const bobsLine = await SipLine.install(bob.page);
    const [alice, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('carol'), bob.atPhone()]);
    await enter(alice);
    await alice.hearsMusic();
    await enter(bob);
    await Promise.all([hearsAll(alice, ['bob']), hearsAll(bob, ['alice'])]);
    await enter(carol);
    for (const person of [alice, bob, carol]) await person.phone.says(line, allThree);
    await hearsAll(alice, ['bob', 'carol']);
    await hearsAll(bob, ['alice', 'carol']);
    await hearsAll(carol, ['alice', 'bob']);
    await carol.phone.press(line, 'Mute');
    await hearsAll(alice, ['bob']);
    await carol.phone.press(line, 'Unmute');
    await bob.phone.press(line, 'Hold');
    // Nobody hears music of who holds.
    await hearsAll(alice, ['carol']);
    await bob.phone.press(line, 'Resume');
    await hearsAll(carol, ['alice', 'bob']);
    await bobsLine.cut();
    await bob.phone.says(line, 'Reconnecting', 15_000);
    await hearsAll(alice, ['bob', 'carol']);
    await alice.phone.says(line, allThree);
    await bobsLine.restore();
    await bob.phone.says(line, allThree, 20_000);
    await bob.page.reload();
    await bob.phone.says(line, allThree, 20_000);
    await hearsAll(bob, ['alice', 'carol']);
    await hearsAll(alice, ['bob', 'carol']);
    await bob.phone.press(line, 'Leave');
    await alice.phone.says(line, 'Conference: Alice Adams, Carol Clark');
    await hearsAll(alice, ['carol']);
    await carol.phone.press(line, 'Leave');
    await alice.phone.press(line, 'Leave');
    await expect.poll(async () => (await newestWay(product, line)).end, { timeout: 20_000 }).toBeDefined();
    expect((await newestWay(product, line)).way[0]).toMatch(/^conference/);
  });

  test('[T1] Alice merges her two calls: all three talk; she leaves and the others talk on', async ({ people }) => {
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await connect(alice, bob);
    await alice.phone.press('Bob', 'Add call');
    await connect(alice, carol);
    await bob.hearsMusic();
    await alice.phone.press('Carol', 'Merge');
    const merged = alice.page.getByRole('region', { name: 'Call with Conference' });
    await expect(merged).toContainText(allThree);
    await expect(alice.phone.callWith('Carol')).toHaveCount(0);
    await bob.phone.says('Alice', allThree);
    await hearsAll(alice, ['bob', 'carol']);
    await hearsAll(bob, ['alice', 'carol']);
    await hearsAll(carol, ['alice', 'bob']);
    await expectNoFindings(alice.page, 'a conference at the phone');
    await merged.getByRole('button', { name: 'Mute', exact: true }).click();
    await hearsAll(bob, ['carol']);
    await merged.getByRole('button', { name: 'Unmute', exact: true }).click();
    await hearsAll(bob, ['alice', 'carol']);
    await merged.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(merged).toHaveCount(0);
    await Promise.all([hearsAll(bob, ['carol']), hearsAll(carol, ['bob'])]);
    await bob.phone.says('Alice', /Conference: (Bob Brown, Carol Clark|Carol Clark, Bob Brown)/);
    await bob.phone.press('Alice', 'Leave');
    await carol.phone.hasNoCall('Alice');
  });

  test('[T1] by keyboard: merged with one key; one of the others leaves, and two talk on', async ({ people }) => {
    const [alice, bob, carol] = await Promise.all([people.atPhone('alice'), people.atPhone('bob'), people.atPhone('carol')]);
    await connect(alice, bob);
    await connect(alice, carol);
    await alice.page.locator('body').press('g');
    await hearsAll(alice, ['bob', 'carol']);
    await carol.phone.press('Alice', 'Leave');
    await hearsAll(alice, ['bob']);
    await hearsAll(bob, ['alice']);
    await expect(alice.phone.callWith('Bob')).toContainText(/Connected/);
  });
});
