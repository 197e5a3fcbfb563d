import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateVoicemailBox } from '../../../protocol/telephony/voicemail.ts';
import { sharedBoxDefaults } from '../../../protocol/telephony/shared-boxes.ts';
import { newId } from '../../platform/ids.ts';
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

  it('[VM37] everybody reads their own language, else that of their PBX, else that of the tenant; each of them once', async () => {
    const pbxId = newId();
    await database.db.inTenant(world.tenantId, async (trx) => {
      const tenant = { tenant_id: world.tenantId };
      const fields = { id: pbxId, slug: 'berlin', name: 'Berlin', language: 'de' } as const;
      await trx
        .insertInto('pbxs')
        .values({ ...tenant, ...fields })
        .execute();
      for (const [number, user_id] of [
        ['101', world.people.bob],
        ['102', world.people.carol],
      ] as const)
        await trx
          .insertInto('extensions')
          .values({ ...tenant, id: newId(), pbx_id: pbxId, number, user_id })
          .execute();
    });
    await database.query(`update deskline.users set language = 'en' where id = $1`, [world.people.carol]);
    const admin = { ...world.actor('alice'), role: 'admin' as const };
    const team = { ...sharedBoxDefaults, name: 'Team', members: Object.values(world.people), emailNotice: 'notice' } as const;
    const { id } = await world.voicemail.sharedBoxes.create(admin, team);
    world.mailer.isAway = true;
    await world.leaveMessage(1_500, { kind: 'box', boxId: id });
    await expect.poll(() => world.mailer.refused).toBe(2);
    world.mailer.isAway = false;
    world.clock.advance(60_000);
    await untilNotice('sent');
    const mails = world.mailer.sent.map(({ to, subject }) => ({ to: [...to].toSorted(), subject }));
    expect(mails.toSorted((one, other) => one.to.length - other.to.length)).toEqual([
      { to: ['bob@example.test'], subject: 'Neue Sprachnachricht von alice (100)' },
      { to: ['alice@example.test', 'carol@example.test'], subject: 'New voicemail from alice (100)' },
    ]);
  });

  it('[VM37] who has a mail in one language already gets no second one when another is not taken', async () => {
    await database.query(`update deskline.users set language = 'de' where id = $1`, [world.people.carol]);
    const admin = { ...world.actor('alice'), role: 'admin' as const };
    const members = [world.people.bob, world.people.carol];
    const team = { ...sharedBoxDefaults, name: 'Team', members, emailNotice: 'notice' } as const;
    const { id } = await world.voicemail.sharedBoxes.create(admin, team);
    world.mailer.refusesSubject = 'Neue Sprachnachricht';
    await world.leaveMessage(1_500, { kind: 'box', boxId: id });
    await expect.poll(() => world.mailer.refused).toBe(1);
    world.mailer.refusesSubject = undefined;
    world.clock.advance(60_000);
    await untilNotice('sent');
    expect(world.mailer.sent.flatMap(({ to }) => to).toSorted()).toEqual(['bob@example.test', 'carol@example.test']);
  });

  it('[VM38] without a mail server nothing is offered, and nothing is taken', async () => {
    await world.restart({ hasMail: false });
    const { mailboxes, greetings, sharedBoxes } = world.voicemail;
    const bob = world.actor('bob');
    const [own] = await mailboxes.boxes(bob);
    expect(own?.isMailPossible).toBe(false);
    const ask = (emailNotice: 'none' | 'notice') =>
      greetings.updateBox(bob, own?.box.id ?? '', { version: own?.box.version ?? 0, emailNotice });
    await expect(ask('notice')).rejects.toMatchObject({ code: 'invalid-fields', fields: { emailNotice: 'no-mail-server' } });
    expect((await ask('none')).box.emailNotice).toBe('none');
    const team = { ...sharedBoxDefaults, name: 'Team', emailNotice: 'notice' } as const;
    const admin = { ...world.actor('alice'), role: 'admin' as const };
    await expect(sharedBoxes.create(admin, team)).rejects.toMatchObject({ fields: { emailNotice: 'no-mail-server' } });
    const { id, version } = await sharedBoxes.create(admin, { ...team, emailNotice: 'none' });
    await expect(sharedBoxes.update(admin, { ...team, id, version })).rejects.toMatchObject({ code: 'invalid-fields' });
    await world.restart();
    expect((await world.voicemail.mailboxes.boxes(bob))[0]?.isMailPossible).toBe(true);
  });
});
