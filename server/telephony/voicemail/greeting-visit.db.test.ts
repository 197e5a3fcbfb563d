import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { maxGreetings } from '../../../protocol/telephony/greetings.ts';
import { newId } from '../../platform/ids.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { FakeAttendedCall } from '../calls/attended-call.fake.ts';
import { VoicemailWorld } from './testing/voicemail-world.testing.ts';

const pin = '4711';
let database: TestDatabase;
let world: VoicemailWorld;
let boxId: string;
beforeAll(async () => {
  database = await VoicemailWorld.database();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await VoicemailWorld.open(database);
  const [own] = await world.voicemail.mailboxes.boxes(world.actor('bob'));
  boxId = own?.box.id ?? '';
  await world.voicemail.pins.set(world.actor('bob'), boxId, pin);
});

const hears = (call: FakeAttendedCall, clip: string): Promise<void> => world.until(() => call.hearing.startsWith(`clips:${clip}`));
const kept = () => world.voicemail.greetings.list(world.actor('bob'), boxId);
const add = (name: string) =>
  world.voicemail.greetings.add(world.actor('bob'), boxId, { name, kind: 'recorded', read: async () => Buffer.from(name) });

/** Bob dials *97, enters his PIN, and presses 0. */
async function atGreetings(): Promise<{ readonly call: FakeAttendedCall; readonly over: Promise<void> }> {
  const caller = { userId: world.people.bob, displayName: 'bob', number: '101' };
  const call = new FakeAttendedCall({ clock: world.clock, tenantId: world.tenantId, id: newId(), dialled: '*97', caller });
  const over = world.voicemail.listen(call, { userId: world.people.bob, language: 'en' });
  await hears(call, 'enter-pin');
  call.press(`${pin}#`);
  await hears(call, 'mailbox-empty+mailbox-greetings-offer');
  call.press('0');
  await hears(call, 'greeting-menu');
  return { call, over };
}

/** Presses 2 and says something for so long, or nothing. */
async function record(call: FakeAttendedCall, ms: number, isSilent = false): Promise<void> {
  call.press('2');
  await hears(call, 'greeting-record');
  await hears(call, 'beep');
  await world.untilRecording(call);
  await world.say(call, ms, isSilent);
  call.press('#');
}

async function storedObjects(): Promise<number> {
  const [row] = await database.query(
    `select count(*)::integer as count from deskline.stored_objects where tenant_id = $1 and retention_class = 'greetings'`,
    [world.tenantId],
  );
  return Number(row?.count);
}

describe('greetings by phone', () => {
  it('[VM70] 2 records, it is heard again, 2 keeps it: callers hear it from now on', async () => {
    const { call, over } = await atGreetings();
    await record(call, 2_000);
    await hears(call, 'object/');
    await hears(call, 'greeting-keep');
    call.press('1');
    await hears(call, 'object/');
    await hears(call, 'greeting-keep');
    call.press('2');
    await hears(call, 'greeting-kept');
    expect(call.tapCount).toBe(0);
    call.hangUp();
    await over;
    const [greeting] = await kept();
    expect(greeting).toMatchObject({ kind: 'recorded', durationMs: 700, usedBy: [{ kind: 'usual' }] });
    expect(await storedObjects()).toBe(1);
    const caller = world.call();
    const visit = world.leave(caller);
    await hears(caller, 'object/');
    caller.hangUp();
    await visit.result;
  });

  it('[VM70] * discards it, 3 records anew, silence is no greeting, and who hangs up leaves nothing', async () => {
    const { call, over } = await atGreetings();
    await record(call, 1_500);
    await hears(call, 'greeting-keep');
    call.press('3');
    await hears(call, 'greeting-record');
    await world.untilRecording(call);
    await world.say(call, 1_500);
    call.press('#');
    await hears(call, 'greeting-keep');
    call.press('*');
    await hears(call, 'greeting-menu');
    await record(call, 1_000, true);
    await hears(call, 'greeting-empty');
    await hears(call, 'greeting-menu');
    call.press('2');
    await hears(call, 'beep');
    await world.untilRecording(call);
    await world.say(call, 1_500);
    call.hangUp();
    await over;
    expect(call.tapCount).toBe(0);
    expect(call.listenerCount('digit')).toBe(0);
    expect(await kept()).toEqual([]);
    expect(await storedObjects()).toBe(0);
  });

  it('[VM71] 1 plays the usual one; 3 goes through all of them, 1 uses it, the standard one is the last; * leads back', async () => {
    const [first, second] = [await add('First'), await add('Second')];
    const { call, over } = await atGreetings();
    call.press('1');
    await hears(call, 'voicemail-greeting');
    await hears(call, 'greeting-menu');
    call.press('3');
    await hears(call, 'greeting-number+1');
    await hears(call, `object/${first.objectId}`);
    call.press('2');
    await hears(call, 'greeting-number+2');
    await hears(call, `object/${second.objectId}`);
    await hears(call, 'greeting-choose');
    call.press('1');
    await hears(call, 'greeting-chosen');
    await hears(call, 'greeting-menu');
    call.press('1');
    await hears(call, `object/${second.objectId}`);
    await hears(call, 'greeting-menu');
    call.press('3');
    await hears(call, 'greeting-number+1');
    call.press('22');
    await hears(call, 'greeting-number+3');
    await hears(call, 'voicemail-greeting');
    call.press('1');
    await hears(call, 'greeting-chosen');
    call.press('*');
    await hears(call, 'goodbye');
    await world.until(() => call.ended.aborted);
    await over;
    const [own] = await world.voicemail.mailboxes.boxes(world.actor('bob'));
    expect(own?.box.greetings.greetingId).toBeNull();
  });

  it('[VM72] with as many greetings as a box may keep, or one that is too long, the person is told, and nothing stays', async () => {
    const { call, over } = await atGreetings();
    world.preparedMs = 130_000;
    await record(call, 1_500);
    await hears(call, 'greeting-keep');
    call.press('2');
    await hears(call, 'greeting-failed');
    expect(await storedObjects()).toBe(0);
    world.preparedMs = 700;
    for (let made = 0; made < maxGreetings; made += 1) await add(`Greeting ${String(made)}`);
    await hears(call, 'greeting-menu');
    call.press('2');
    await hears(call, 'greetings-full');
    call.hangUp();
    await over;
    expect(await kept()).toHaveLength(maxGreetings);
  });

  it('[VM73] 0 among the messages leads to the greetings and back to the message, which is not marked as heard before it is', async () => {
    await world.leaveMessage(1_500);
    const caller = { userId: world.people.bob, displayName: 'bob', number: '101' };
    const call = new FakeAttendedCall({ clock: world.clock, tenantId: world.tenantId, id: newId(), dialled: '*97', caller });
    const over = world.voicemail.listen(call, { userId: world.people.bob, language: 'en' });
    await hears(call, 'enter-pin');
    call.press(`${pin}#`);
    await hears(call, 'mailbox-count+1+mailbox-greetings-offer');
    call.press('0');
    await hears(call, 'greeting-menu');
    expect((await world.inbox('bob'))[0]?.heardBy).toEqual([]);
    call.press('*');
    await hears(call, 'object/');
    await hears(call, 'mailbox-menu');
    call.press('0');
    await hears(call, 'greeting-menu');
    call.press('*');
    await hears(call, 'mailbox-menu');
    call.press('#');
    await hears(call, 'goodbye');
    await world.until(() => call.ended.aborted);
    await over;
    expect((await world.inbox('bob'))[0]?.heardBy).toHaveLength(1);
  });
});
