import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedBoxDefaults } from '../../../protocol/telephony/shared-boxes.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { VoicemailWorld } from './testing/voicemail-world.testing.ts';

let database: TestDatabase;
let world: VoicemailWorld;
beforeAll(async () => {
  database = await VoicemailWorld.database();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await VoicemailWorld.open(database);
});

const shared = () => world.voicemail.sharedBoxes;
async function create(name = 'Support', members: readonly ('alice' | 'bob' | 'carol')[] = ['alice', 'bob']) {
  return shared().create(world.admin(), { ...sharedBoxDefaults, name, members: members.map((member) => world.people[member]) });
}
async function leaveIn(boxId: string): Promise<void> {
  const call = world.call();
  const { result } = world.leave(call, { box: { kind: 'box', boxId } });
  await world.untilRecording(call);
  await world.say(call, 1_500);
  call.hangUp();
  await result;
}

describe('shared boxes', () => {
  it('[VM50] an admin makes one; its members listen to it, hear of each message, and see who of them heard it', async () => {
    const box = await create();
    expect(box).toMatchObject({ name: 'Support', newCount: 0, messageCount: 0, usedBy: [], version: 1 });
    await world.until(() => world.told.length === 2);
    world.told.length = 0;
    await leaveIn(box.id);
    await world.until(() => new Set(world.told.map(({ userId }) => userId)).size === 2);
    expect(world.told.map(({ newCount }) => newCount)).toEqual([1, 1]);
    const [message] = await world.inbox('alice');
    expect(message).toMatchObject({ boxId: box.id, boxName: 'Support', heardBy: [] });
    await world.voicemail.mailboxes.setHeard(world.actor('bob'), message?.id ?? '', true);
    expect(await world.inbox('alice')).toMatchObject([{ heardBy: [{ name: 'bob', at: new Date(world.clock.now()) }] }]);
    expect(await world.inbox('carol')).toEqual([]);
    expect(await shared().list(world.admin())).toMatchObject([{ newCount: 0, messageCount: 1 }]);
  });

  it('[VM51] of two admins who save, the second is told and changes nothing; names are taken whatever their case', async () => {
    const box = await create();
    await create('Sales');
    const { version, ...fields } = { ...sharedBoxDefaults, name: 'Helpdesk', members: [world.people.carol], version: box.version };
    expect(await shared().update(world.admin(), { ...fields, id: box.id, version })).toMatchObject({ name: 'Helpdesk', version: 2 });
    const late = shared().update(world.admin(), { ...fields, name: 'Late', id: box.id, version });
    await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const taken = shared().update(world.admin(), { ...fields, name: 'sALES', id: box.id, version: 2 });
    await expect(taken).rejects.toMatchObject({ code: 'taken', fields: { name: 'taken' } });
    await expect(create('SALES')).rejects.toMatchObject({ code: 'taken' });
    const strangers = shared().update(world.admin(), { ...fields, members: [box.id], id: box.id, version: 2 });
    await expect(strangers).rejects.toMatchObject({ code: 'invalid-fields', fields: { members: 'unknown' } });
    expect((await shared().list(world.admin())).map(({ name, members }) => [name, members])).toEqual([
      ['Helpdesk', [world.people.carol]],
      ['Sales', [world.people.alice, world.people.bob]],
    ]);
  });

  it('[VM52] who is taken out of it finds it no longer, and is told; who is put in finds all that is there', async () => {
    const box = await create('Support', ['alice']);
    await leaveIn(box.id);
    await world.until(() => world.told.at(-1)?.newCount === 1);
    world.told.length = 0;
    await shared().update(world.admin(), { ...sharedBoxDefaults, name: 'Support', members: [world.people.bob], id: box.id, version: 1 });
    await world.until(() => world.told.length === 2);
    expect(world.told).toEqual(
      expect.arrayContaining([
        { userId: world.people.alice, newCount: 0 },
        { userId: world.people.bob, newCount: 1 },
      ]),
    );
    expect(await world.inbox('alice')).toEqual([]);
    expect(await world.inbox('bob')).toHaveLength(1);
  });

  it('[VM53] one that a plan leads to is not deleted, and the plans are named; otherwise it goes with all that is in it', async () => {
    const box = await create();
    await leaveIn(box.id);
    world.planUses.set(box.id, ['Main line']);
    const refused = shared().delete(world.admin(), box.id);
    await expect(refused).rejects.toMatchObject({ code: 'in-use', fields: { 'usedBy.0': 'Main line' } });
    expect(await shared().list(world.admin())).toMatchObject([{ usedBy: ['Main line'] }]);
    world.planUses.clear();
    await shared().delete(world.admin(), box.id);
    expect(await world.inbox('alice')).toEqual([]);
    const call = world.call();
    expect(await world.leave(call, { box: { kind: 'box', boxId: box.id } }).result).toBe('failed');
    const entries = await database.query(
      `select action from deskline.audit_entries where tenant_id = $1 and subject_id = $2 order by at, id`,
      [world.tenantId, box.id],
    );
    expect(entries.map(({ action }) => action)).toEqual(['voicemail-box.created', 'voicemail-box.deleted']);
  });

  it('[VM54] nobody but an admin changes one; a supervisor sees the list; what is in it is for its members only', async () => {
    const box = await create('Support', ['alice']);
    await leaveIn(box.id);
    const [message] = await world.inbox('alice');
    const fields = { ...sharedBoxDefaults, name: 'Mine' };
    for (const role of ['user', 'supervisor'] as const) {
      const actor = { ...world.actor('bob'), role };
      await expect(shared().create(actor, fields)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(shared().update(actor, { ...fields, id: box.id, version: 1 })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(shared().delete(actor, box.id)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(world.voicemail.greetings.list(actor, box.id)).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(shared().list(world.actor('bob'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await shared().list({ ...world.actor('bob'), role: 'supervisor' })).toHaveLength(1);
    const admin = { ...world.actor('bob'), role: 'admin' } as const;
    expect(await world.voicemail.greetings.list(admin, box.id)).toEqual([]);
    await expect(world.voicemail.mailboxes.audio(admin, message?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    const other = await VoicemailWorld.open(database);
    await expect(other.voicemail.sharedBoxes.delete(other.admin(), box.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(other.voicemail.greetings.list(other.admin(), box.id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await other.voicemail.sharedBoxes.list(other.admin())).toEqual([]);
  });
});
