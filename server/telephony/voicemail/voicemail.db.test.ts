import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AudioDesk, readAll } from '../../media/index.ts';
import { FakeSealedObjects } from '../../storage/objects/sealed-objects.fake.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { purgeJob } from './message-purge.ts';
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

async function leaveMessage(ms: number): Promise<string> {
  const call = world.call();
  const { result } = world.leave(call);
  await world.untilRecording(call);
  await world.say(call, ms);
  call.hangUp();
  return result;
}

describe('leaving a message', () => {
  it('[VM01] greeting, beep, message, # and a thank-you; the message is what was said, without the silence around it', async () => {
    const call = world.call();
    const { result } = world.leave(call);
    await world.untilRecording(call);
    expect(call.heard.filter((sound) => sound !== 'silence')).toEqual(['clips:voicemail-greeting', 'clips:beep']);
    expect(call.taker).toMatchObject({ userId: undefined, displayName: 'bob' });
    expect(call.told.at(-1)).toEqual({ activity: 'voicemail', details: { name: 'bob' } });
    await world.say(call, 2_000, true);
    await world.say(call, 3_000);
    await world.say(call, 1_000, true);
    call.press('#');
    await world.until(() => call.heard.includes('clips:voicemail-saved'));
    await world.until(() => call.hearing === 'silence');
    expect(await result).toBe('left');
    expect(call.tapCount).toBe(0);
    const [message] = await world.inbox('bob');
    expect(message).toMatchObject({ caller: { displayName: 'alice', number: '100' }, state: 'whole', heardBy: [] });
    expect(Math.abs((message?.durationMs ?? 0) - 3_500)).toBeLessThan(200);
    const file = await readAll(database.objects, world.tenantId, message?.objectId ?? '');
    const desk = new AudioDesk();
    const speech = await desk.ask('speech', file);
    await desk.close();
    expect((speech?.endMs ?? 0) - (speech?.startMs ?? 0)).toBeGreaterThan(2_900);
  });

  it('[VM02] # skips the greeting; none plays none; a caller who hangs up before the beep leaves nothing', async () => {
    const call = world.call();
    const { result } = world.leave(call);
    await world.until(() => call.hearing === 'clips:voicemail-greeting');
    call.press('#');
    await world.until(() => call.hearing === 'clips:beep');
    call.hangUp();
    expect(await result).toBe('empty');
    const second = world.call();
    const direct = world.leave(second, { greeting: 'none' });
    await world.untilRecording(second);
    expect(second.heard.filter((sound) => sound !== 'silence')).toEqual(['clips:beep']);
    second.hangUp();
    expect(await direct.result).toBe('empty');
    expect(await world.inbox('bob')).toEqual([]);
    expect(await database.query('select 1 from deskline.voicemail_messages where tenant_id = $1', [world.tenantId])).toEqual([]);
  });

  it('[VM03] eight seconds of silence end it, and the longest time; holding does not count as silence', async () => {
    const call = world.call();
    const { result } = world.leave(call);
    await world.untilRecording(call);
    await world.say(call, 2_000);
    call.becomes('holding');
    await world.say(call, 9_000, true);
    expect(call.tapCount).toBeGreaterThan(0);
    call.becomes('here');
    await world.say(call, 8_600, true);
    await world.until(() => call.tapCount === 0);
    await world.until(() => call.heard.includes('clips:voicemail-saved'));
    await world.until(() => call.hearing === 'silence');
    expect(await result).toBe('left');
    const { mailboxes } = world.voicemail;
    const [own] = await mailboxes.boxes(world.actor('bob'));
    await world.voicemail.greetings.updateBox(world.actor('bob'), own?.box.id ?? '', {
      version: own?.box.version ?? 0,
      maxMessageSeconds: 10,
    });
    const second = world.call();
    const limited = world.leave(second);
    await world.untilRecording(second);
    await world.say(second, 10_200);
    await world.until(() => second.heard.includes('clips:voicemail-saved'));
    await world.until(() => second.hearing === 'silence');
    expect(await limited.result).toBe('left');
    const [long] = await world.inbox('bob');
    expect(Math.abs((long?.durationMs ?? 0) - 10_000)).toBeLessThan(300);
  });

  it('[VM04] silence leaves nothing; a full box says so', async () => {
    const call = world.call();
    const { result } = world.leave(call);
    await world.untilRecording(call);
    await world.say(call, 8_600, true);
    expect(await result).toBe('empty');
    await database.query('update deskline.voicemail_boxes set max_messages = 1 where tenant_id = $1', [world.tenantId]);
    expect(await leaveMessage(1_500)).toBe('left');
    const second = world.call();
    const refused = world.leave(second);
    await world.until(() => second.hearing === 'clips:voicemail-full');
    await world.until(() => second.hearing === 'silence');
    expect(await refused.result).toBe('box-full');
    expect(await world.inbox('bob')).toHaveLength(1);
  });

  it('[VM05] after kill -9 in the middle what was said is there, and shown as cut', async () => {
    const call = world.call();
    world.leave(call).result.catch(() => undefined);
    await world.untilRecording(call);
    await world.say(call, 6_000);
    expect(await world.inbox('bob')).toEqual([]);
    await world.restart();
    const [message] = await world.inbox('bob');
    expect(message).toMatchObject({ state: 'cut' });
    expect(message?.durationMs).toBeGreaterThan(3_900);
    await world.until(() => world.told.length > 0);
    expect(world.told.at(-1)).toEqual({ userId: world.people.bob, newCount: 1 });
    await world.restart();
    expect(await world.inbox('bob')).toHaveLength(1);
    call.hangUp();
  });

  it('[VM06] when the disk is full, what was said until then is kept as cut; with no room at all the caller is told', async () => {
    const objects = new FakeSealedObjects();
    await world.restart({ objects });
    const call = world.call();
    const { result } = world.leave(call);
    await world.untilRecording(call);
    await world.say(call, 4_000);
    objects.store.roomBytes = 0;
    await world.say(call, 3_000);
    await world.until(() => call.tapCount === 0);
    await world.until(() => call.heard.includes('clips:voicemail-saved'));
    await world.until(() => call.hearing === 'silence');
    expect(await result).toBe('left');
    const [message] = await world.inbox('bob');
    expect(message).toMatchObject({ state: 'cut' });
    expect(message?.durationMs).toBeGreaterThan(1_900);
  });

  it('[VM07] who is taken away from the box leaves what they said', async () => {
    const call = world.call();
    const visit = world.leave(call);
    await world.untilRecording(call);
    await world.say(call, 2_000);
    visit.leave();
    visit.leave();
    expect(await visit.result).toBe('left');
    expect(call.ended.aborted).toBe(false);
    expect(call.tapCount).toBe(0);
    expect(await world.inbox('bob')).toHaveLength(1);
  });

  it('[VM08] nobody’s box fails; a person’s is on until they turn it off', async () => {
    const call = world.call();
    expect(await world.leave(call, { box: { kind: 'user', userId: world.tenantId } }).result).toBe('failed');
    expect(await world.voicemail.isOnFor(world.tenantId, world.people.bob)).toBe(true);
    const { mailboxes } = world.voicemail;
    const [own] = await mailboxes.boxes(world.actor('bob'));
    await world.voicemail.greetings.updateBox(world.actor('bob'), own?.box.id ?? '', { version: 1, isOn: false });
    expect(await world.voicemail.isOnFor(world.tenantId, world.people.bob)).toBe(false);
    expect(await world.voicemail.isOnFor(world.tenantId, world.tenantId)).toBe(false);
  });
});

describe('a box', () => {
  it('[VM20] tells its person of each message, and who heard it', async () => {
    await leaveMessage(1_500);
    await leaveMessage(1_500);
    await world.until(() => world.told.length >= 2);
    expect(world.told).toEqual([1, 2].map((newCount) => ({ userId: world.people.bob, newCount })));
    const { mailboxes } = world.voicemail;
    const bob = world.actor('bob');
    const [message] = await world.inbox('bob');
    const heard = await mailboxes.setHeard(bob, message?.id ?? '', true);
    expect(heard.heardBy).toMatchObject([{ userId: bob.userId, name: 'bob' }]);
    await mailboxes.setHeard(bob, message?.id ?? '', true);
    expect((await mailboxes.boxes(bob))[0]?.newCount).toBe(1);
    expect((await mailboxes.setHeard(bob, message?.id ?? '', false)).heardBy).toEqual([]);
    expect((await mailboxes.boxes(bob))[0]?.newCount).toBe(2);
  });

  it('[VM21] what is deleted can be restored', async () => {
    await leaveMessage(1_500);
    const { mailboxes } = world.voicemail;
    const [message] = await world.inbox('bob');
    await mailboxes.delete(world.actor('bob'), message?.id ?? '');
    expect(await world.inbox('bob')).toEqual([]);
    expect(await world.inbox('bob', { state: 'deleted' })).toMatchObject([{ id: message?.id }]);
    await mailboxes.restore(world.actor('bob'), message?.id ?? '');
    expect(await world.inbox('bob')).toHaveLength(1);
  });

  it('[VM25] what is deleted for 30 days is gone, bytes and all, with a receipt; what was restored stays', async () => {
    await leaveMessage(1_500);
    await leaveMessage(1_500);
    const { mailboxes } = world.voicemail;
    const bob = world.actor('bob');
    const [restored, gone] = await world.inbox('bob');
    for (const message of [restored, gone]) await mailboxes.delete(bob, message?.id ?? '');
    world.clock.advance(29 * 86_400_000);
    await world.jobs.fire(purgeJob);
    expect(await world.inbox('bob', { state: 'deleted' })).toHaveLength(2);
    await mailboxes.restore(bob, restored?.id ?? '');
    world.clock.advance(86_400_001);
    await world.jobs.fire(purgeJob);
    expect(await world.inbox('bob', { state: 'deleted' })).toEqual([]);
    expect(await world.inbox('bob')).toMatchObject([{ id: restored?.id }]);
    expect(await database.objects.open(world.tenantId, gone?.objectId ?? '')).toBeUndefined();
    await (await database.objects.open(world.tenantId, restored?.objectId ?? ''))?.close();
    const receipts = await database.query(
      `select subject_id from deskline.audit_entries where tenant_id = $1 and action = 'voicemail-message.purged'`,
      [world.tenantId],
    );
    expect(receipts).toEqual([{ subject_id: gone?.id }]);
  });

  it('[VM26] the audio of a deleted person’s messages and greetings goes with the next night, nobody else’s', async () => {
    const { mailboxes } = world.voicemail;
    await leaveMessage(1_500);
    const [message] = await world.inbox('bob');
    await mailboxes.forward(world.actor('bob'), message?.id ?? '', world.people.carol);
    const [copy] = await world.inbox('carol');
    const [box] = await mailboxes.boxes(world.actor('bob'));
    const greeting = { name: 'Hello', kind: 'uploaded' as const, read: async () => Buffer.from('audio') };
    const { objectId } = await world.voicemail.greetings.add(world.actor('bob'), box?.box.id ?? '', greeting);
    await database.query('delete from deskline.users where id = $1', [world.people.bob]);
    const isThere = async (id = ''): Promise<boolean> => (await database.objects.open(world.tenantId, id)) !== undefined;
    await world.jobs.fire(purgeJob);
    expect(await Promise.all([message?.objectId, objectId, copy?.objectId].map(isThere)), 'it could be on its way').toEqual([
      true,
      true,
      true,
    ]);
    await database.query("update deskline.stored_objects set created_at = '2020-01-01' where tenant_id = $1", [world.tenantId]);
    await world.jobs.fire(purgeJob);
    expect(await Promise.all([message?.objectId, objectId, copy?.objectId].map(isThere))).toEqual([false, false, true]);
  });

  it('[VM22] a message is forwarded as a copy', async () => {
    await leaveMessage(1_500);
    const { mailboxes } = world.voicemail;
    const [message] = await world.inbox('bob');
    await mailboxes.forward(world.actor('bob'), message?.id ?? '', world.people.carol);
    const [copy] = await world.inbox('carol');
    expect(copy).toMatchObject({ caller: { displayName: 'alice' }, durationMs: message?.durationMs, heardBy: [] });
    expect(copy?.objectId).not.toBe(message?.objectId);
    await expect(mailboxes.forward(world.actor('bob'), message?.id ?? '', world.tenantId)).rejects.toMatchObject({
      fields: { userId: 'unknown' },
    });
  });

  it('[VM23] is nobody else’s: neither a colleague nor another tenant finds its messages, greetings or settings', async () => {
    await leaveMessage(1_500);
    const { mailboxes } = world.voicemail;
    const bob = world.actor('bob');
    const [message] = await world.inbox('bob');
    const [own] = await mailboxes.boxes(bob);
    const [id, boxId] = [message?.id ?? '', own?.box.id ?? ''];
    const greeting = await world.voicemail.greetings.add(bob, boxId, {
      name: 'Away',
      kind: 'recorded',
      read: async () => Buffer.from('x'),
    });
    const other = await VoicemailWorld.open(database);
    for (const actor of [world.actor('carol'), other.actor('bob')]) {
      const attempts = [
        () => mailboxes.audio(actor, id),
        () => mailboxes.waveform(actor, id),
        () => mailboxes.setHeard(actor, id, true),
        () => mailboxes.delete(actor, id),
        () => mailboxes.restore(actor, id),
        () => mailboxes.forward(actor, id, actor.userId),
        () => world.voicemail.greetings.updateBox(actor, boxId, { version: 1, isOn: false }),
        () => world.voicemail.greetings.list(actor, boxId),
        () => world.voicemail.greetings.audio(actor, greeting.id),
        () => world.voicemail.greetings.delete(actor, greeting.id),
      ];
      for (const attempt of attempts) await expect(attempt(), String(attempt)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await world.inbox('carol')).toEqual([]);
    expect((await mailboxes.waveform(bob, id)).peak.length).toBeGreaterThan(10);
  });

  it('[VM24] its own greeting is heard, another one when busy; a deleted one gives way to the usual', async () => {
    const { mailboxes } = world.voicemail;
    const bob = world.actor('bob');
    const [own] = await mailboxes.boxes(bob);
    const boxId = own?.box.id ?? '';
    const add = (name: string) =>
      world.voicemail.greetings.add(bob, boxId, { name, kind: 'recorded', read: async () => Buffer.from(name) });
    const [usual, busy] = [await add('Away'), await add('Busy')];
    await world.voicemail.greetings.updateBox(bob, boxId, { version: 1, greetings: { greetingId: usual.id, busyGreetingId: busy.id } });
    const heardWith = async (greeting: 'default' | 'busy') => {
      const call = world.call();
      const visit = world.leave(call, { greeting });
      await world.until(() => call.hearing !== 'silence');
      const { hearing } = call;
      call.hangUp();
      await visit.result;
      return hearing;
    };
    expect(await heardWith('default')).toBe(`clips:object/${usual.objectId}`);
    expect(await heardWith('busy')).toBe(`clips:object/${busy.objectId}`);
    await world.voicemail.greetings.delete(bob, usual.id);
    expect(await heardWith('default')).toBe('clips:voicemail-greeting');
  });
});
