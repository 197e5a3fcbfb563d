import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importedHolidaysSchema,
  planPinDetailSchema,
  scheduleDetailSchema,
  scheduleListSchema,
  type ScheduleDetail,
} from '../../../protocol/dialplan/schedules-api.ts';
import { planDetailSchema } from '../../../protocol/dialplan/api.ts';
import { nodeKinds } from '../../../protocol/dialplan/nodes/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
let carol: Visitor;
let counter = 0;
/** A Monday, 10:00 in Berlin. */
const clock = new FakeClock(Date.UTC(2026, 5, 1, 8));
beforeAll(async () => {
  deskline = await startInstallation({ clock });
  admin = await deskline.person('admin@acme.test');
  carol = await deskline.person('carol@acme.test');
});
afterAll(() => deskline.close());

const office = { timeZone: 'Europe/Berlin', weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], exceptions: [] };

async function newSchedule(): Promise<ScheduleDetail> {
  const answer = await admin.request('POST', '/api/schedules', { name: `Office ${(counter += 1)}`, schedule: office });
  return scheduleDetailSchema.parse(answer.body);
}

async function use(kind: 'schedule' | 'pin', id: string): Promise<string> {
  const plan = planDetailSchema.parse((await admin.request('POST', '/api/plans', { name: `User ${(counter += 1)}` })).body);
  const settings = kind === 'schedule' ? { ...nodeKinds.schedule.defaults, scheduleId: id } : { ...nodeKinds.pin.defaults, pinId: id };
  const node = { id: 'user', kind, title: '', position: { x: 0, y: 0 }, settings };
  await admin.request('PUT', `/api/plans/${plan.id}/draft`, { revision: 1, operations: [{ kind: 'add-node', node }] });
  return plan.name;
}

describe('schedules', () => {
  it('[DP250] are made, read with what holds now, changed with the version that was read, and deleted', async () => {
    const made = await newSchedule();
    expect(made).toMatchObject({ version: 1, period: 'open', usedBy: [] });
    const again = await admin.request('POST', '/api/schedules', { name: made.name, schedule: office });
    expect(refusalOf(again)).toMatchObject({ code: 'taken', fields: { name: 'taken' } });
    const path = `/api/schedules/${made.id}`;
    expect((await admin.request('PATCH', path, { version: 1, schedule: { ...office, weekly: [] } })).body).toMatchObject({
      version: 2,
      period: 'closed',
      name: made.name,
    });
    expect(refusalOf(await admin.request('PATCH', path, { version: 1, name: 'x' })).code).toBe('changed-meanwhile');
    const nowhere = await admin.request('PATCH', path, { version: 2, schedule: { ...office, timeZone: 'Europe/Nowhere' } });
    expect(refusalOf(nowhere)).toMatchObject({ code: 'invalid-fields', fields: { 'schedule.timeZone': 'unknown' } });
    expect((await admin.request('DELETE', path)).status).toBe(204);
    expect((await admin.get(path)).status).toBe(404);
  });

  it('[DP251] one that a plan names is not deleted, and says which', async () => {
    const { id } = await newSchedule();
    const plan = await use('schedule', id);
    expect(refusalOf(await admin.request('DELETE', `/api/schedules/${id}`))).toMatchObject({
      code: 'in-use',
      fields: { 'usedBy.0': plan },
    });
    expect((await admin.get(`/api/schedules/${id}`)).body).toMatchObject({ usedBy: [{ name: plan }] });
  });

  it('[DP252] a supervisor says what holds from now on and takes it back; the hours are an admin’s', async () => {
    const { id } = await newSchedule();
    const path = `/api/schedules/${id}/override`;
    expect((await carol.request('PUT', path, { override: { period: 'closed', untilMs: clock.now() + 1_000 } })).body).toMatchObject({
      period: 'closed',
    });
    clock.advance(1_000);
    expect((await carol.get(`/api/schedules/${id}`)).body).toMatchObject({ period: 'open' });
    await carol.request('PUT', path, { override: { period: 'lunch', untilMs: null } });
    expect((await carol.request('PUT', path, { override: null })).body).toMatchObject({ period: 'open', schedule: { override: null } });
    for (const [method, at, body] of [
      ['PATCH', `/api/schedules/${id}`, { version: 4, name: 'x' }],
      ['DELETE', `/api/schedules/${id}`, undefined],
      ['POST', `/api/schedules/${id}/holidays`, { version: 4, calendar: 'x' }],
    ] as const)
      expect(refusalOf(await carol.request(method, at, body)).code, method).toBe('forbidden');
    const rows = await deskline.database.query<{ action: string }>(
      `select action from deskline.audit_entries where subject_id = $1 and actor_user_id is not null order by at, id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['schedule.created', ...Array<string>(3).fill('schedule.overridden')]);
  });

  it('[DP253] holidays come from a calendar file, once', async () => {
    const { id } = await newSchedule();
    const event =
      'BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Unity Day\r\nDTSTART;VALUE=DATE:20261003\r\nDTEND;VALUE=DATE:20261004\r\nEND:VEVENT\r\n';
    const calendar = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${event}END:VCALENDAR\r\n`;
    const first = await admin.request('POST', `/api/schedules/${id}/holidays`, { version: 1, calendar });
    expect(importedHolidaysSchema.parse(first.body)).toMatchObject({ added: 1, skipped: 0, schedule: { version: 2 } });
    const second = await admin.request('POST', `/api/schedules/${id}/holidays`, { version: 2, calendar });
    expect(importedHolidaysSchema.parse(second.body)).toMatchObject({
      added: 0,
      schedule: { schedule: { exceptions: [{ name: 'Unity Day' }] } },
    });
    const nonsense = await admin.request('POST', `/api/schedules/${id}/holidays`, { version: 3, calendar: 'nonsense' });
    expect(refusalOf(nonsense)).toMatchObject({ code: 'invalid-fields', fields: { calendar: 'not-a-calendar' } });
    const large = await admin.request('POST', `/api/schedules/${id}/holidays`, { version: 3, calendar: 'x'.repeat(1_700_000) });
    expect(refusalOf(large).code).toBe('too-large');
  });

  it('[DP250] are listed by name, of one’s own tenant', async () => {
    const { id } = await newSchedule();
    const { items } = scheduleListSchema.parse((await admin.get('/api/schedules')).body);
    expect(items.map((item) => item.id)).toContain(id);
    expect(items.map(({ name }) => name)).toEqual(items.map(({ name }) => name).toSorted((one, other) => one.localeCompare(other, 'de')));
  });
});

describe('PINs and hosts', () => {
  it('[DP260] a PIN is set and never told; only its hash is kept', async () => {
    const answer = await admin.request('POST', '/api/plan-pins', { name: 'Door', pin: '471147' });
    const pin = planPinDetailSchema.parse(answer.body);
    expect(JSON.stringify((await admin.get('/api/plan-pins')).body)).not.toContain('471147');
    const [row] = await deskline.database.query<{ hash: string }>('select hash from deskline.plan_pins where id = $1', [pin.id]);
    expect(row?.hash).toMatch(/^\$argon2id\$/u);
    const audit = await deskline.database.query('select before, after from deskline.audit_entries where subject_id = $1', [pin.id]);
    expect(JSON.stringify(audit)).not.toMatch(/471147|argon2/u);
    expect((await admin.request('PATCH', `/api/plan-pins/${pin.id}`, { version: 1, name: 'Back door' })).body).toMatchObject({
      version: 2,
      name: 'Back door',
    });
    expect(refusalOf(await admin.request('PATCH', `/api/plan-pins/${pin.id}`, { version: 1, pin: '1234' })).code).toBe('changed-meanwhile');
    for (const wrong of ['123', '12345678901', '12a4'])
      expect((await admin.request('POST', '/api/plan-pins', { name: 'x', pin: wrong })).status).toBe(422);
  });

  it('[DP260] one that a plan asks for is not deleted', async () => {
    const { id } = planPinDetailSchema.parse((await admin.request('POST', '/api/plan-pins', { name: 'Vault', pin: '2468' })).body);
    const plan = await use('pin', id);
    expect(refusalOf(await admin.request('DELETE', `/api/plan-pins/${id}`))).toMatchObject({
      code: 'in-use',
      fields: { 'usedBy.0': plan },
    });
  });

  it('[DP347] the hosts that plans may ask are a list of names', async () => {
    expect((await admin.request('PUT', '/api/plan-hosts', { items: ['CRM.example', 'tool.example:8443', 'crm.example'] })).body).toEqual({
      items: ['crm.example', 'tool.example:8443'],
    });
    expect((await admin.get('/api/plan-hosts')).body).toEqual({ items: ['crm.example', 'tool.example:8443'] });
    for (const wrong of ['https://crm.example', '*.example', 'crm.example/path', ''])
      expect((await admin.request('PUT', '/api/plan-hosts', { items: [wrong] })).status).toBe(422);
  });
});
