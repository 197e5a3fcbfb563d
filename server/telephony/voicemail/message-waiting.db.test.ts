import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedBoxDefaults } from '../../../protocol/telephony/shared-boxes.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { pbxHost, VoicemailWorld } from './testing/voicemail-world.testing.ts';

let database: TestDatabase;
let world: VoicemailWorld;
beforeAll(async () => {
  database = await VoicemailWorld.database();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await VoicemailWorld.open(database);
});

const lamp = (name: 'alice' | 'bob' | 'carol', user: string = name) => world.lamps.at(world.principal(name), `${user}@${pbxHost}`);
const says = (waiting: 'yes' | 'no', counts: string, user = '*97'): string[] => [
  `Messages-Waiting: ${waiting}`,
  `Message-Account: sip:${user}@${pbxHost}`,
  `Voice-Message: ${counts}`,
  '',
];

/** Waits until the phones of these people were told to look again, in that order, and forgets it. */
async function told(...names: readonly ('alice' | 'bob' | 'carol')[]): Promise<void> {
  await world.until(() => world.lamps.told.length >= names.length);
  expect(world.lamps.told.splice(0)).toEqual(names.map((name) => world.people[name]));
}

describe('lamps', () => {
  it('[VM80] the state says whether there are new messages, how many, and what to dial', async () => {
    expect(await lamp('bob')).toEqual(says('no', '0/0'));
    await world.leaveMessage(1_500);
    expect(await lamp('bob')).toEqual(says('yes', '1/0'));
    expect(await lamp('bob', '*97')).toEqual(says('yes', '1/0'));
    expect(await lamp('alice')).toEqual(says('no', '0/0'));
  });

  it('[VM81] the phones of who listens are told of each change, from wherever it comes', async () => {
    const { mailboxes } = world.voicemail;
    const bob = world.actor('bob');
    await world.leaveMessage(1_500);
    await told('bob');
    const [message] = await world.inbox('bob');
    const id = message?.id ?? '';
    await mailboxes.setHeard(bob, id, true);
    await told('bob');
    expect(await lamp('bob')).toEqual(says('no', '0/1'));
    await mailboxes.delete(bob, id);
    await told('bob');
    expect(await lamp('bob')).toEqual(says('no', '0/0'));
    await mailboxes.restore(bob, id);
    await mailboxes.setHeard(bob, id, false);
    await told('bob', 'bob');
    expect(await lamp('bob')).toEqual(says('yes', '1/0'));
    await mailboxes.forward(bob, id, world.people.carol);
    await told('carol');
    expect(await lamp('carol')).toEqual(says('yes', '1/0'));
  });

  it('[VM81] a message that is being said does not count', async () => {
    const call = world.call();
    const { result } = world.leave(call);
    await world.untilRecording(call);
    await world.say(call, 1_500);
    expect([await lamp('bob'), world.lamps.told]).toEqual([says('no', '0/0'), []]);
    call.hangUp();
    await result;
    await told('bob');
  });

  it('[VM82] shared boxes count for their members; alone they are watched by their id', async () => {
    const admin = { ...world.actor('alice'), role: 'admin' as const };
    const team = await world.voicemail.sharedBoxes.create(admin, {
      ...sharedBoxDefaults,
      name: 'Sales',
      members: [world.people.bob, world.people.carol],
    });
    const call = world.call();
    const { result } = world.leave(call, { box: { kind: 'box', boxId: team.id } });
    await world.untilRecording(call);
    await world.say(call, 1_500);
    call.hangUp();
    expect(await result).toBe('left');
    await world.until(() => world.lamps.told.length >= 2);
    expect(world.lamps.told.toSorted()).toEqual([world.people.bob, world.people.carol].toSorted());
    expect(await lamp('bob')).toEqual(says('yes', '1/0'));
    expect(await lamp('carol', team.id)).toEqual(says('yes', '1/0', team.id));
    expect(await lamp('alice', team.id)).toBeUndefined();
  });

  it('[VM83] what is not theirs is not there: colleagues, their boxes, other hosts, nonsense', async () => {
    await world.leaveMessage(1_500);
    const [own] = await world.voicemail.mailboxes.boxes(world.actor('bob'));
    for (const user of ['bob', own?.box.id ?? '', 'nobody', 'a%00b', "'%20or%201=1"]) expect(await lamp('alice', user)).toBeUndefined();
    expect(await world.lamps.at(world.principal('bob'), 'bob@main.globex.example.test')).toBeUndefined();
    expect(await world.lamps.at(world.principal('bob'), pbxHost)).toBeUndefined();
    const foreign = { ...world.principal('bob'), tenantId: await database.createTenant(`other-${world.tenantId}`) };
    expect(await world.lamps.at(foreign, `${own?.box.id ?? ''}@${pbxHost}`)).toBeUndefined();
    expect(await world.lamps.at(foreign, `*97@${pbxHost}`)).toEqual(says('no', '0/0'));
  });

  it('[VM83] who leaves a shared box does not see it any more', async () => {
    const admin = { ...world.actor('alice'), role: 'admin' as const };
    const team = await world.voicemail.sharedBoxes.create(admin, { ...sharedBoxDefaults, name: 'Sales', members: [world.people.bob] });
    const watched = await world.lamps.watch(world.principal('bob'), `${team.id}@${pbxHost}`);
    expect(await watched?.read()).toContain('0/0');
    await database.query('delete from deskline.voicemail_members where tenant_id = $1', [world.tenantId]);
    expect(await watched?.read()).toBeUndefined();
  });
});
