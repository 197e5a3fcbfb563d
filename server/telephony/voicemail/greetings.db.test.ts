import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scheduleSchema } from '../../../protocol/dialplan/schedule.ts';
import { maxGreetings, type GreetingChoice } from '../../../protocol/telephony/greetings.ts';
import { newId } from '../../platform/ids.ts';
import type { TestDatabase } from '../../storage/testing/database.testing.ts';
import { VoicemailWorld } from './testing/voicemail-world.testing.ts';

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

const greetings = () => world.voicemail.greetings;
const add = (name: string) => greetings().add(world.actor('bob'), boxId, { name, kind: 'recorded', read: async () => Buffer.from(name) });

async function choose(choice: Partial<GreetingChoice>): Promise<void> {
  const [own] = await world.voicemail.mailboxes.boxes(world.actor('bob'));
  await greetings().updateBox(world.actor('bob'), boxId, { version: own?.box.version ?? 0, greetings: choice });
}

/** A schedule that is open on weekdays from 9 to 17, with lunch from 12 to 13 and Labour Day off. In UTC; the clock stands at noon of 1 May 2026. */
async function officeHours(): Promise<string> {
  const id = newId();
  const days = [1, 2, 3, 4, 5];
  const schedule = scheduleSchema.parse({
    timeZone: 'UTC',
    weekly: [
      { days, from: '12:00', to: '13:00', period: 'lunch' },
      { days, from: '09:00', to: '17:00' },
    ],
    exceptions: [{ name: 'Labour Day', fromDate: '2026-05-01', toDate: '2026-05-01', isYearly: true }],
  });
  world.schedules = [{ id, name: 'Office', schedule }];
  await database.db.inTenant(world.tenantId, (trx) =>
    trx
      .insertInto('schedules')
      .values({ tenant_id: world.tenantId, id, name: 'Office', definition: JSON.stringify(schedule) })
      .execute(),
  );
  return id;
}

/** What a caller hears before the beep. */
async function heard(greeting: 'default' | 'busy' | { readonly greetingId: string } = 'default'): Promise<string> {
  const call = world.call();
  const visit = world.leave(call, { greeting });
  await world.until(() => call.hearing !== 'silence');
  const { hearing } = call;
  call.hangUp();
  await visit.result;
  return hearing.replace('clips:object/', '');
}

const day = 86_400_000;
const at = (hour: number, days = 0): void => {
  const wanted = Date.UTC(2026, 4, 1 + days, hour);
  world.clock.advance(wanted - world.clock.now());
};

describe('greetings', () => {
  it('[VM60] a box keeps twenty at most, each of two minutes at most; two at once do not outrun the count', async () => {
    for (let made = 0; made < maxGreetings - 1; made += 1) await add(`Greeting ${String(made)}`);
    const outcomes = await Promise.allSettled([add('One'), add('Two'), add('Three')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(add('More')).rejects.toMatchObject({ code: 'limit-reached' });
    const [first] = await greetings().list(world.actor('bob'), boxId);
    await greetings().delete(world.actor('bob'), first?.id ?? '');
    world.preparedMs = 120_001;
    await expect(add('Long')).rejects.toMatchObject({ code: 'audio-too-long' });
    world.preparedMs = 120_000;
    await add('Just right');
    const kept = await greetings().list(world.actor('bob'), boxId);
    expect(kept).toHaveLength(maxGreetings);
    const objects = await database.query(
      `select count(*)::integer as count from deskline.stored_objects where tenant_id = $1 and retention_class = 'greetings'`,
      [world.tenantId],
    );
    expect(objects).toEqual([{ count: maxGreetings }]);
  });

  it('[VM61] the schedule chooses: open, closed, a named period, a holiday; without a rule the usual one is heard', async () => {
    const [usual, closed, lunch, holiday] = [await add('Usual'), await add('Closed'), await add('Lunch'), await add('Holiday')];
    const scheduleId = await officeHours();
    await choose({
      greetingId: usual.id,
      scheduleId,
      rules: [
        { when: 'period', name: 'closed', greetingId: closed.id },
        { when: 'period', name: 'lunch', greetingId: lunch.id },
        { when: 'holiday', name: 'Labour Day', greetingId: holiday.id },
      ],
    });
    at(12);
    expect(await heard()).toBe(holiday.objectId);
    at(10, 3);
    expect(await heard()).toBe(usual.objectId);
    at(12, 3);
    expect(await heard()).toBe(lunch.objectId);
    at(18, 3);
    expect(await heard()).toBe(closed.objectId);
    expect(await greetings().schedules(world.actor('bob'))).toEqual([
      {
        id: scheduleId,
        name: 'Office',
        periods: ['open', 'closed', 'lunch'],
        holidays: ['Labour Day'],
        now: { period: 'closed', holiday: null },
      },
    ]);
    // The schedule is gone, or cannot be read: the usual one.
    world.schedules = [];
    expect(await heard()).toBe(usual.objectId);
  });

  it('[VM62] a temporary one beats all others until its time; the one for busy beats the schedule', async () => {
    const [usual, busy, closed, away] = [await add('Usual'), await add('Busy'), await add('Closed'), await add('Away')];
    const scheduleId = await officeHours();
    at(18, 3);
    await choose({
      greetingId: usual.id,
      busyGreetingId: busy.id,
      scheduleId,
      rules: [{ when: 'period', name: 'closed', greetingId: closed.id }],
      temporary: { greetingId: away.id, until: new Date(world.clock.now() + day).toISOString() },
    });
    expect(await heard()).toBe(away.objectId);
    expect(await heard('busy')).toBe(away.objectId);
    at(18, 4);
    expect(await heard()).toBe(closed.objectId);
    expect(await heard('busy')).toBe(busy.objectId);
    await choose({ temporary: null, rules: [] });
    expect(await heard()).toBe(usual.objectId);
  });

  it('[VM63] says what plays each; deleted, all of them fall back to the usual one, and that to the standard one', async () => {
    const [usual, other] = [await add('Usual'), await add('Other')];
    const scheduleId = await officeHours();
    const rules = [
      { when: 'period', name: 'closed', greetingId: other.id },
      { when: 'holiday', name: 'Labour Day', greetingId: other.id },
    ] as const;
    const until = new Date(world.clock.now() + day).toISOString();
    await choose({
      greetingId: usual.id,
      busyGreetingId: other.id,
      scheduleId,
      rules: [...rules],
      temporary: { greetingId: other.id, until },
    });
    world.planUses.set(other.id, ['Main line']);
    const [first, second] = await greetings().list(world.actor('bob'), boxId);
    expect(first?.usedBy).toEqual([{ kind: 'usual', name: '' }]);
    expect(second?.usedBy).toEqual([
      { kind: 'busy', name: '' },
      { kind: 'temporary', name: '' },
      { kind: 'period', name: 'closed' },
      { kind: 'holiday', name: 'Labour Day' },
      { kind: 'plan', name: 'Main line' },
    ]);
    expect(await heard({ greetingId: other.id })).toBe(other.objectId);
    await greetings().delete(world.actor('bob'), other.id);
    expect(await heard('busy')).toBe(usual.objectId);
    expect(await heard({ greetingId: other.id })).toBe(usual.objectId);
    const [own] = await world.voicemail.mailboxes.boxes(world.actor('bob'));
    expect(own?.box.greetings).toEqual({ greetingId: usual.id, busyGreetingId: null, scheduleId, rules: [], temporary: null });
    await greetings().delete(world.actor('bob'), usual.id);
    expect(await heard()).toBe('clips:voicemail-greeting');
  });

  it('[VM64] what is chosen is a greeting of the box, and a schedule of the tenant', async () => {
    const [carols] = await world.voicemail.mailboxes.boxes(world.actor('carol'));
    const strange = await greetings().add(world.actor('carol'), carols?.box.id ?? '', {
      name: 'Hers',
      kind: 'recorded',
      read: async () => Buffer.from('x'),
    });
    const until = new Date(world.clock.now() + day).toISOString();
    for (const choice of [
      { greetingId: strange.id },
      { busyGreetingId: strange.id },
      { temporary: { greetingId: strange.id, until } },
      { rules: [{ when: 'period' as const, name: 'closed', greetingId: strange.id }] },
      { scheduleId: newId() },
    ])
      await expect(choose(choice), JSON.stringify(choice)).rejects.toMatchObject({ code: 'invalid-fields' });
    expect(await greetings().boxesBySchedule(world.tenantId, newId())).toEqual([]);
    const scheduleId = await officeHours();
    await choose({ scheduleId });
    expect(await greetings().boxesBySchedule(world.tenantId, scheduleId)).toEqual(['bob']);
  });

  it('[VM65] a text is read aloud as a greeting; a voice that is not there keeps nothing', async () => {
    const text = { name: 'Spoken', text: 'We are closed.', language: 'en', rate: 1 } as const;
    const spoken = await greetings().addSpoken(world.actor('bob'), boxId, { ...text, voice: 'en' });
    expect(spoken).toMatchObject({ kind: 'spoken', name: 'Spoken' });
    const refused = greetings().addSpoken(world.actor('bob'), boxId, { ...text, voice: 'nobody' });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-fields', fields: { voice: 'unknown' } });
    expect(await greetings().list(world.actor('bob'), boxId)).toHaveLength(1);
  });
});
