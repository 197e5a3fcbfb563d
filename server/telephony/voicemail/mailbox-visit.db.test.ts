import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedBoxDefaults } from '../../../protocol/telephony/shared-boxes.ts';
import { setVoicemailPinSchema } from '../../../protocol/telephony/voicemail.ts';
import { FakeAttendedCall } from '../calls/attended-call.fake.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { newId } from '../../platform/ids.ts';
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
});

/** Bob dials the code. */
function dials(): { readonly call: FakeAttendedCall; readonly over: Promise<void> } {
  const caller = { userId: world.people.bob, displayName: 'bob', number: '101' };
  const call = new FakeAttendedCall({ clock: world.clock, tenantId: world.tenantId, id: newId(), dialled: '*97', caller });
  return { call, over: world.voicemail.listen(call, { userId: world.people.bob, language: 'en' }) };
}

const setPin = (to: string | null): Promise<void> => world.voicemail.pins.set(world.actor('bob'), boxId, to);
const hears = (call: FakeAttendedCall, clip: string): Promise<void> => world.until(() => call.hearing.startsWith(`clips:${clip}`));
const heard = (call: FakeAttendedCall): string[] => call.heard.filter((sound) => sound !== 'silence');

async function enters(call: FakeAttendedCall, keys: string): Promise<void> {
  await hears(call, 'enter-pin');
  call.press(`${keys}#`);
}

describe('messages by phone', () => {
  it('[VM30] the PIN opens the box; it is kept as a hash; without one nobody gets in', async () => {
    const first = dials();
    await world.until(() => first.call.ended.aborted);
    expect(heard(first.call)).toEqual(['clips:mailbox-no-pin', 'clips:goodbye']);
    await setPin(pin);
    const [row] = await database.query('select pin_hash from deskline.voicemail_boxes where id = $1', [boxId]);
    expect(row).toEqual({ pin_hash: expect.stringMatching(/^\$argon2id\$/u) });
    expect(JSON.stringify(row)).not.toContain(pin);
    const { call, over } = dials();
    await enters(call, pin);
    await hears(call, 'mailbox-empty');
    await world.until(() => call.ended.aborted);
    await over;
    expect(call.cause).toBe('completed');
    await setPin(null);
    const third = dials();
    await hears(third.call, 'mailbox-no-pin');
    third.call.hangUp();
    await third.over;
  });

  it('[VM31] three wrong PINs end the call and shut the box for a while, whichever phone they come from', async () => {
    await world.leaveMessage(1_500);
    await setPin(pin);
    const { call, over } = dials();
    for (const wrong of ['1', '0000', '9999999999']) {
      await enters(call, wrong);
      await hears(call, 'wrong-pin');
    }
    await world.until(() => call.ended.aborted);
    await over;
    expect(heard(call).some((sound) => sound.includes('mailbox-count'))).toBe(false);
    const again = dials();
    await enters(again.call, pin);
    await hears(again.call, 'mailbox-locked');
    await world.until(() => again.call.ended.aborted);
    world.clock.advance(61_000);
    const later = dials();
    await enters(later.call, pin);
    await hears(later.call, 'mailbox-count');
    later.call.hangUp();
    await Promise.all([again.over, later.over]);
  });

  it('[VM31] guesses at the same moment do not outrun the count, and each lock is longer than the one before', async () => {
    await setPin(pin);
    const check = (guess: string) => world.voicemail.pins.check(world.tenantId, boxId, guess);
    const answers = await Promise.all(Array.from({ length: 12 }, () => check('0001')));
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'locked')).toHaveLength(9);
    world.clock.advance(60_001);
    for (let guess = 0; guess < 3; guess += 1) expect(await check('0002')).toBe('wrong');
    world.clock.advance(60_001);
    expect(await check(pin)).toBe('locked');
    world.clock.advance(60_001);
    expect(await check(pin)).toBe('right');
    for (let guess = 0; guess < 2; guess += 1) expect(await check('0003')).toBe('wrong');
    expect(await check(pin)).toBe('right');
  });

  it('[VM32] the number of new ones, the oldest new one first; 1 again, 2 next, 3 delete, # leave', async () => {
    for (const ms of [1_500, 2_500, 3_500]) await world.leaveMessage(ms);
    const [newest, middle, oldest] = await world.inbox('bob');
    await setPin(pin);
    const { call, over } = dials();
    await enters(call, pin);
    await hears(call, 'mailbox-count+3');
    await hears(call, 'mailbox-message-from+100');
    await hears(call, `object/${oldest?.objectId ?? ''}`);
    await hears(call, 'mailbox-menu');
    call.press('1');
    await hears(call, `object/${oldest?.objectId ?? ''}`);
    // A key ends what is heard.
    call.press('2');
    await hears(call, `object/${middle?.objectId ?? ''}`);
    call.press('3');
    await hears(call, 'mailbox-deleted');
    await hears(call, `object/${newest?.objectId ?? ''}`);
    call.press('#');
    await hears(call, 'goodbye');
    await world.until(() => call.ended.aborted);
    await over;
    expect((await world.inbox('bob')).map(({ id, heardBy }) => [id, heardBy.length])).toEqual([
      [newest?.id, 1],
      [oldest?.id, 1],
    ]);
    expect(await world.inbox('bob', { state: 'deleted' })).toMatchObject([{ id: middle?.id }]);
    await world.until(() => world.told.at(-1)?.newCount === 0);
  });

  it('[VM32] who presses nothing is asked three times and then let go; who hangs up leaves nothing running', async () => {
    await world.leaveMessage(1_500);
    await setPin(pin);
    const { call, over } = dials();
    await enters(call, pin);
    await hears(call, 'mailbox-menu');
    await world.until(() => call.ended.aborted);
    await over;
    expect(heard(call).filter((sound) => sound === 'clips:mailbox-menu')).toHaveLength(3);
    const second = dials();
    await enters(second.call, pin);
    await hears(second.call, 'mailbox-count');
    second.call.hangUp();
    await second.over;
    expect(second.call.listenerCount('digit')).toBe(0);
  });

  it('[VM33] * in the greeting lets the person in from any phone; without a PIN it does nothing', async () => {
    await world.leaveMessage(1_500);
    const stranger = world.call();
    const visit = world.leave(stranger);
    await hears(stranger, 'voicemail-greeting');
    stranger.press('*');
    await world.untilRecording(stranger);
    stranger.hangUp();
    expect(await visit.result).toBe('empty');
    await setPin(pin);
    const call = world.call();
    const { result } = world.leave(call);
    await hears(call, 'voicemail-greeting');
    call.press('*');
    await enters(call, pin);
    await hears(call, 'mailbox-count+1');
    call.hangUp();
    expect(await result).toBe('empty');
    expect(await world.inbox('bob')).toHaveLength(1);
  });

  it('[VM34] only the person themselves sets it, of their own box, and never an easy one', async () => {
    const shared = await world.voicemail.sharedBoxes.create(world.admin(), {
      ...sharedBoxDefaults,
      name: 'Sales',
      members: [world.people.bob],
    });
    for (const [actor, id] of [
      [world.actor('carol'), boxId],
      [world.actor('bob'), shared.id],
    ] as const)
      await expect(world.voicemail.pins.set(actor, id, pin)).rejects.toMatchObject({ code: 'not-found' });
    for (const easy of ['1111', '1234', '987654', '123', '12345678901', '12a4', ''])
      expect(setVoicemailPinSchema.safeParse({ pin: easy }).success, easy).toBe(false);
    for (const good of ['4711', '1357', '1224', null]) expect(setVoicemailPinSchema.safeParse({ pin: good }).success).toBe(true);
    await setPin(pin);
    const entries = await database.query(
      `select after from deskline.audit_entries where tenant_id = $1 and action = 'voicemail-box.pin-changed'`,
      [world.tenantId],
    );
    expect(entries).toEqual([{ after: { hasPin: true } }]);
  });
});
