import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planDetailSchema, planWorldSchema } from '../../../protocol/dialplan/api.ts';
import { scheduleDetailSchema } from '../../../protocol/dialplan/schedules-api.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { greetingSchema, greetingsSchema } from '../../../protocol/telephony/greetings.ts';
import { sharedBoxListSchema, sharedBoxSchema, type SharedBox } from '../../../protocol/telephony/shared-boxes.ts';
import { recordingOf } from '../../media/audio/testing/recordings.testing.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

const path = '/api/admin/voicemail-boxes';
const spoken = { name: 'Closed', text: 'We are closed.', language: 'en', voice: 'en-gb' };
let deskline: Installation;
let admin: Visitor;
let alice: Visitor;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
  alice = await deskline.person('alice@acme.test');
});
afterAll(() => deskline.close());

let counter = 0;
async function newBox(): Promise<SharedBox> {
  return sharedBoxSchema.parse((await admin.request('POST', path, { name: `Box ${String((counter += 1))}` })).body);
}
async function newPlan(): Promise<{ readonly id: string; readonly name: string }> {
  return planDetailSchema.parse((await admin.request('POST', '/api/plans', { name: `Plan ${String((counter += 1))}` })).body);
}

describe('shared voicemail over HTTP', () => {
  it('[VM53] while a plan leads to a box it is not deleted, and the list and the refusal name the plan', async () => {
    const box = await newBox();
    const plan = await newPlan();
    const settings = { box: { kind: 'box', boxId: box.id }, greeting: 'default' };
    const node = { id: 'box', kind: 'voicemail', title: '', position: { x: 0, y: 0 }, settings };
    await admin.request('PUT', `/api/plans/${plan.id}/draft`, { revision: 1, operations: [{ kind: 'add-node', node }] });
    const { items } = sharedBoxListSchema.parse((await admin.get(path)).body);
    expect(items.find(({ id }) => id === box.id)?.usedBy).toEqual([plan.name]);
    const refused = refusalOf(await admin.request('DELETE', `${path}/${box.id}`));
    expect(refused).toMatchObject({ code: 'in-use', fields: { 'usedBy.0': plan.name } });
    await admin.request('DELETE', `/api/plans/${plan.id}`);
    expect((await admin.request('DELETE', `${path}/${box.id}`)).status).toBe(204);
    expect(refusalOf(await admin.request('DELETE', `${path}/${box.id}`)).code).toBe('not-found');
  });

  it('[VM61] a schedule by which a box goes is not deleted, and the refusal names the box', async () => {
    const box = await newBox();
    const schedule = { timeZone: 'Europe/Berlin', weekly: [], exceptions: [] };
    const { id } = scheduleDetailSchema.parse((await admin.request('POST', '/api/schedules', { name: 'Hours', schedule })).body);
    const change = { version: box.version, greetings: { scheduleId: id } };
    expect((await admin.request('PATCH', `/api/voicemail/boxes/${box.id}`, change)).status).toBe(200);
    const refused = refusalOf(await admin.request('DELETE', `/api/schedules/${id}`));
    expect(refused).toMatchObject({ code: 'in-use', fields: { 'usedBy.0': box.name } });
    await admin.request('DELETE', `${path}/${box.id}`);
    expect((await admin.request('DELETE', `/api/schedules/${id}`)).status).toBe(204);
  });

  it('[VM65] [VM67] an admin gives a box greetings from text and file; plans are offered them, and each says which plan plays it', async () => {
    const box = await newBox();
    const root = `/api/voicemail/boxes/${box.id}/greetings`;
    const made = greetingSchema.parse((await admin.request('POST', `${root}/spoken`, spoken)).body);
    expect(made).toMatchObject({ name: 'Closed', kind: 'spoken', usedBy: [] });
    expect(made.durationMs).toBeGreaterThan(300);
    expect(greetingSchema.parse((await admin.request('POST', `${root}?name=Tone`, recordingOf('sine=d=1', 'wav'))).body).kind).toBe(
      'recorded',
    );
    const plan = await newPlan();
    const world = planWorldSchema.parse((await admin.get(`/api/plans/${plan.id}/world`)).body);
    const offered = world.voicemailBoxes.find(({ id }) => id === box.id)?.greetings ?? [];
    expect(offered.map(({ name }) => name)).toEqual(['Closed', 'Tone']);
    const settings = { box: { kind: 'box', boxId: box.id }, greeting: { greetingId: made.id } };
    const node = { id: 'box', kind: 'voicemail', title: '', position: { x: 0, y: 0 }, settings };
    await admin.request('PUT', `/api/plans/${plan.id}/draft`, { revision: 1, operations: [{ kind: 'add-node', node }] });
    const { items } = greetingsSchema.parse((await admin.get(root)).body);
    expect(items.map(({ usedBy }) => usedBy)).toEqual([[{ kind: 'plan', name: plan.name }], []]);
  });

  it('[VM60] [VM65] what is too long or has no voice is refused with its reason', async () => {
    const { id } = await newBox();
    const root = `/api/voicemail/boxes/${id}/greetings`;
    const long = refusalOf(await admin.request('POST', `${root}?name=Long`, recordingOf('sine=d=121', 'wav')));
    expect(long.code).toBe('audio-too-long');
    const voiceless = refusalOf(await admin.request('POST', `${root}/spoken`, { ...spoken, voice: 'nobody' }));
    expect(voiceless).toMatchObject({ code: 'invalid-fields', fields: { voice: 'unknown' } });
    expect(greetingsSchema.parse((await admin.get(root)).body).items).toEqual([]);
  });

  it('[VM54] who is neither a member nor an admin finds neither the box nor its greetings; members set them', async () => {
    const box = await newBox();
    const root = `/api/voicemail/boxes/${box.id}/greetings`;
    const made = greetingSchema.parse((await admin.request('POST', `${root}/spoken`, spoken)).body);
    for (const [method, address, body] of [
      ['GET', root, undefined],
      ['POST', `${root}/spoken`, spoken],
      ['GET', `/api/voicemail/greetings/${made.id}/audio`, undefined],
      ['DELETE', `/api/voicemail/greetings/${made.id}`, undefined],
      ['PATCH', `/api/voicemail/boxes/${box.id}`, { version: 1 }],
    ] as const)
      expect(refusalOf(await alice.request(method, address, body)).code, `${method} ${address}`).toBe('not-found');
    const { userId } = meSchema.parse((await alice.get('/api/session')).body);
    const { name, maxMessageSeconds, maxMessages, emailNotice, version } = box;
    await admin.request('PUT', `${path}/${box.id}`, { name, maxMessageSeconds, maxMessages, emailNotice, members: [userId], version });
    const chosen = { version: version + 1, greetings: { greetingId: made.id } };
    expect((await alice.request('PATCH', `/api/voicemail/boxes/${box.id}`, chosen)).status).toBe(200);
    const late = refusalOf(
      await admin.request('PUT', `${path}/${box.id}`, {
        ...chosen,
        name,
        maxMessageSeconds,
        maxMessages,
        emailNotice,
        members: [],
        version,
      }),
    );
    expect(late.code).toBe('changed-meanwhile');
  });
});
