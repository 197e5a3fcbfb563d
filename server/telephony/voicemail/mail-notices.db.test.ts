import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateVoicemailBox } from '../../../protocol/telephony/voicemail.ts';
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

async function wants(emailNotice: UpdateVoicemailBox['emailNotice']): Promise<void> {
  const { mailboxes } = world.voicemail;
  const [own] = await mailboxes.boxes(world.actor('bob'));
  await world.voicemail.greetings.updateBox(world.actor('bob'), own?.box.id ?? '', { version: own?.box.version ?? 0, emailNotice });
}

async function noticesOf(): Promise<unknown[]> {
  const rows = await database.query('select notice from deskline.voicemail_messages where tenant_id = $1', [world.tenantId]);
  return rows.map((row) => row['notice']);
}

async function untilNotice(state: string): Promise<void> {
  await expect.poll(noticesOf).toEqual([state]);
}

describe('mail about messages', () => {
  it('[VM35] one mail for a message, without the audio; none where the box wants none', async () => {
    await world.leaveMessage(1_500);
    await world.until(() => world.told.length === 1);
    expect(await noticesOf()).toEqual([null]);
    await database.query('delete from deskline.voicemail_messages where tenant_id = $1', [world.tenantId]);
    await wants('notice');
    await world.leaveMessage(2_500);
    await untilNotice('sent');
    expect(world.mailer.sent).toHaveLength(1);
    expect(world.mailer.sent[0]).toMatchObject({ to: ['bob@example.test'], subject: 'New voicemail from alice (100)', attachments: [] });
    expect(world.mailer.sent[0]?.text).toMatch(/Length: 0:0[23]\n.*\n\nhttps:\/\/phone\.acme\.test\/phone/u);
    await world.restart();
    expect(world.mailer.sent).toHaveLength(1);
  });

  it('[VM35] the audio comes along when the box says so', async () => {
    await wants('with-audio');
    await world.leaveMessage(1_500);
    await untilNotice('sent');
    const [file] = world.mailer.sent[0]?.attachments ?? [];
    expect(file).toMatchObject({ name: 'voicemail.ogg', contentType: 'audio/ogg' });
    expect(file?.content.subarray(0, 4).toString()).toBe('OggS');
  });

  it('[VM36] when the mail server is away it is tried again, also by the next start', async () => {
    await wants('notice');
    world.mailer.isAway = true;
    await world.leaveMessage(1_500);
    await expect.poll(() => world.mailer.refused).toBe(1);
    expect(await noticesOf()).toEqual(['due']);
    world.mailer.isAway = false;
    world.clock.advance(60_000);
    await untilNotice('sent');
    expect(world.mailer.sent).toHaveLength(1);
    await database.query(`update deskline.voicemail_messages set notice = 'due' where tenant_id = $1`, [world.tenantId]);
    await world.restart();
    await untilNotice('sent');
    expect(world.mailer.sent).toHaveLength(2);
  });

  it('[VM36] nobody is told of a message that was deleted meanwhile', async () => {
    await wants('notice');
    world.mailer.isAway = true;
    await world.leaveMessage(1_500);
    await expect.poll(() => world.mailer.refused).toBe(1);
    expect(await noticesOf()).toEqual(['due']);
    const [message] = await world.inbox('bob');
    await world.voicemail.mailboxes.delete(world.actor('bob'), message?.id ?? '');
    world.mailer.isAway = false;
    world.clock.advance(60_000);
    await untilNotice('sent');
    expect(world.mailer.sent).toEqual([]);
  });
});
