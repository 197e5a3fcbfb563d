import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createdDeviceSchema } from '../../../protocol/identity/admin.ts';
import { auditPageSchema } from '../../../protocol/identity/audit.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { endedKeptDays, organisationSchema } from '../../../protocol/identity/tenant-end.ts';
import { inviteStatusSchema, sessionDetailSchema } from '../../../protocol/support/session.ts';
import { relayCloseCodes } from '../../../protocol/support/relay.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { demoPassword, startInstallation, type Installation } from '../testing/installation.testing.ts';
import { inviteBy, meetingOf, newSupportSession, SeatClient } from '../testing/support.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

const path = '/api/organisation';
const dayMs = 86_400_000;
const clock = new FakeClock(Date.now());
let deskline: Installation;
beforeAll(async () => {
  deskline = await startInstallation({ clock });
});
/** Whatever a test ended goes on. */
afterEach(async () => {
  await deskline.database.query('update deskline.tenants set ended_at = null, deletion_begun_at = null');
  for (const { id: tenantId } of await deskline.database.db.listTenants()) deskline.bus.publish('identity.tenant-resumed', { tenantId });
});
afterAll(() => deskline.close());

const admin = () => deskline.person('admin@acme.test');
const proof = { name: 'Acme', password: demoPassword };
const end = (who: Visitor, change: Partial<typeof proof> = {}) => who.request('POST', `${path}/end`, { ...proof, ...change });
const signInOf = (email: string, password = demoPassword) => deskline.visitor().request('POST', '/api/session', { email, password });
const actions = async (who: Visitor): Promise<readonly string[]> =>
  auditPageSchema.parse((await who.get('/api/admin/audit?pageSize=100')).body).items.map(({ action }) => action);

describe('the end of an organisation', () => {
  it('[ID70] wants the right, the name and the password, and says what is deleted when', async () => {
    const [boss, alice, erin] = [await admin(), await deskline.person('alice@acme.test'), await deskline.person('erin@globex.test')];
    expect(refusalOf(await end(alice)).code).toBe('forbidden');
    expect(refusalOf(await alice.get(path)).code).toBe('forbidden');
    expect(refusalOf(await deskline.visitor().request('POST', `${path}/end`, proof)).code).toBe('not-signed-in');
    expect(refusalOf(await end(erin)).fields, 'another one’s name').toEqual({ name: 'differs' });
    expect(refusalOf(await end(boss, { name: 'acme' })).fields).toEqual({ name: 'differs' });
    expect(refusalOf(await end(boss, { password: 'wrong' })).fields).toEqual({ password: 'wrong' });
    expect(organisationSchema.parse((await boss.get(path)).body), 'control').toEqual({ name: 'Acme', end: null });
    const endedAtMs = clock.now();
    const ended = organisationSchema.parse((await end(boss)).body);
    expect(ended.end).toEqual({
      endedAt: new Date(endedAtMs).toISOString(),
      pbxGoneAt: new Date(endedAtMs + endedKeptDays.pbx * dayMs).toISOString(),
      supportGoneAt: new Date(endedAtMs + endedKeptDays.support * dayMs).toISOString(),
      isFinal: false,
    });
    expect(refusalOf(await end(boss)).code).toBe('tenant-ended');
    expect(meSchema.parse((await boss.get('/api/session')).body).tenant.end).toEqual(ended.end);
    expect(await actions(boss)).toContain('tenant.ended');
    expect(organisationSchema.parse((await erin.get(path)).body), 'Globex goes on').toEqual({ name: 'Globex', end: null });
  });

  it('[ID70] guesses at the password are as slow as at its change', async () => {
    const boss = await admin();
    for (let guess = 0; guess < 11; guess += 1) await end(boss, { password: 'wrong' });
    expect(refusalOf(await end(boss)).code).toBe('too-many-attempts');
    clock.advance(3_600_000 * 2);
    expect(organisationSchema.parse((await end(await admin())).body).end).not.toBeNull();
  });

  it('[ID71] signs everybody else out, lets admins in and nobody else, and tells only who typed the right password', async () => {
    const [boss, elsewhere, alice, erin] = [
      await admin(),
      await admin(),
      await deskline.person('alice@acme.test'),
      await deskline.person('erin@globex.test'),
    ];
    const page = await alice.connect('/ws');
    const gone = new Promise<number>((resolve) => void page.once('close', resolve));
    await end(boss);
    expect(await gone).toBe(4401);
    for (const out of [elsewhere, alice]) expect((await out.get('/api/session')).status).toBe(401);
    for (const still of [boss, erin]) expect((await still.get('/api/session')).status).toBe(200);
    expect(refusalOf(await signInOf('alice@acme.test')).code).toBe('tenant-ended');
    expect(refusalOf(await signInOf('alice@acme.test', 'wrong')).code).toBe('wrong-credentials');
    expect((await signInOf('admin@acme.test')).status).toBe(201);
    expect((await signInOf('erin@globex.test')).status, 'control').toBe(201);
  });

  it('[ID71] no phone is let in, neither by digest nor at /sip', async () => {
    const boss = await admin();
    const { userId } = meSchema.parse((await boss.get('/api/session')).body);
    const made = createdDeviceSchema.parse((await boss.request('POST', '/api/admin/devices', { userId, label: 'Desk phone' })).body);
    const device = () => deskline.identity.sipCredentials.device(made.device.sipUsername, made.realm);
    const known = await device();
    if (!known) throw new Error('control: the phone is not known');
    deskline.identity.sipCredentials.deviceProved(known);
    (await boss.connect('/sip', { protocols: ['sip'] })).terminate();
    await end(boss);
    await expect(boss.connect('/sip', { protocols: ['sip'] })).rejects.toThrow('403');
    expect(refusalOf(await boss.request('POST', '/api/phone/registration', {})).code).toBe('tenant-ended');
    expect(await device()).toBeUndefined();
    expect(deskline.identity.sipCredentials.provenDevice(made.device.sipUsername, made.realm)).toBeUndefined();
    expect((await boss.request('DELETE', `${path}/end`)).status).toBe(200);
    expect(await device()).toBeDefined();
    (await boss.connect('/sip', { protocols: ['sip'] })).terminate();
  });

  it('[ID72] everything can be looked at and nothing changed, but holds and one’s own sign-in', async () => {
    const boss = await admin();
    const sessionId = await newSupportSession(boss);
    await end(boss);
    for (const seen of ['/api/admin/users', '/api/support/sessions', '/api/support/receipts', '/api/admin/audit', '/api/plans'])
      expect((await boss.get(seen)).status, seen).toBe(200);
    const changes = [
      ['POST', '/api/support/sessions', { kind: 'screen' }],
      ['POST', '/api/admin/users', { email: 'new@acme.test', displayName: 'New', loginName: 'new', role: 'user' }],
      ['PUT', '/api/support/retention', { screenDays: 1, version: 0 }],
      ['PUT', `/api/support/sessions/${sessionId}/notes`, { sealed: 'c2VhbGVk', version: 0 }],
      ['POST', `/api/support/sessions/${sessionId}/artefacts?kind=still&name=Boiler`, Buffer.from('sealed')],
      ['POST', '/api/plans', { name: 'Main line' }],
    ] as const;
    for (const [method, what, body] of changes) expect(refusalOf(await boss.request(method, what, body)).code, what).toBe('tenant-ended');
    const held = await boss.request('PUT', `/api/support/sessions/${sessionId}/hold`, { reason: 'Claim 4711' });
    expect(held.status).toBe(200);
    expect((await boss.request('DELETE', `/api/support/sessions/${sessionId}/hold`)).status).toBe(200);
    expect((await boss.request('PATCH', '/api/session', { language: 'de' })).status).toBe(204);
    expect((await boss.request('DELETE', '/api/session')).status).toBe(204);
  });

  it('[ID73] is taken back by who has the right, and people sign in again; once the deletion has begun it is final', async () => {
    const boss = await admin();
    expect(refusalOf(await boss.request('DELETE', `${path}/end`)).code, 'it has not ended').toBe('changed-meanwhile');
    await end(boss);
    const erin = await deskline.person('erin@globex.test');
    expect(refusalOf(await erin.request('DELETE', `${path}/end`)).code, 'Globex has not ended').toBe('changed-meanwhile');
    expect(organisationSchema.parse((await boss.request('DELETE', `${path}/end`)).body)).toEqual({ name: 'Acme', end: null });
    expect(await actions(boss)).toContain('tenant.end-taken-back');
    const alice = await deskline.person('alice@acme.test');
    expect(refusalOf(await alice.request('DELETE', `${path}/end`)).code).toBe('forbidden');
    expect((await alice.request('POST', '/api/support/sessions', { kind: 'screen' })).status).toBe(201);
    await end(boss);
    await deskline.database.query('update deskline.tenants set deletion_begun_at = now() where ended_at is not null');
    expect(refusalOf(await boss.request('DELETE', `${path}/end`)).code).toBe('end-is-final');
    expect(organisationSchema.parse((await boss.get(path)).body).end).toMatchObject({ isFinal: true });
  });
});

describe('support of an organisation that ended', () => {
  it('[SU586] [SU587] ends for both sides with the reason, and its links lead nowhere, until new ones are made', async () => {
    const boss = await admin();
    const alice = await deskline.person('alice@acme.test');
    const { expert, customer, sessionId } = await meetingOf(alice, deskline.visitor());
    const { routingId } = await inviteBy(expert);
    const erin = await deskline.person('erin@globex.test');
    const others = await meetingOf(erin, deskline.visitor());
    const statusOf = async (routing: string) =>
      inviteStatusSchema.parse((await deskline.visitor().get(`/api/support/invites/${routing}`)).body).state;
    expect(await statusOf(routingId), 'control').toBe('open');
    const { token } = (await customer.welcome()).seat;

    await end(boss);
    for (const side of [customer, expert]) {
      expect(await side.until('why it is over', () => side.all('ended')[0])).toMatchObject({ reason: 'tenant-ended' });
      await side.closing();
    }
    const over = sessionDetailSchema.parse((await boss.get(`/api/support/sessions/${sessionId}`)).body);
    expect(over).toMatchObject({ state: 'done', endReason: 'tenant-ended' });
    expect(others.customer.all('ended'), 'control: another one’s session goes on').toEqual([]);
    expect(await statusOf(routingId)).toBe('tenant-ended');
    const anew = await SeatClient.knock(deskline.visitor(), { kind: 'link', routingId }, { name: 'Carla' });
    const back = await SeatClient.knock(deskline.visitor(), { kind: 'seat', token });
    const staff = await SeatClient.knock(boss, { kind: 'expert', sessionId });
    for (const refused of [anew, back, staff])
      expect(await refused.closing()).toEqual({ code: relayCloseCodes.sessionOver, reason: 'tenant-ended' });

    await boss.request('DELETE', `${path}/end`);
    await meetingOf(await deskline.person('alice@acme.test'), deskline.visitor());
  });

  it('[SU586] what an end has overlooked ends within a minute', async () => {
    const sessionId = await newSupportSession(await deskline.person('alice@acme.test'));
    const boss = await admin();
    await deskline.database.query(`update deskline.tenants set ended_at = $1 where slug = 'acme'`, [new Date(clock.now())]);
    clock.advance(60_000);
    await expect
      .poll(async () => sessionDetailSchema.parse((await boss.get(`/api/support/sessions/${sessionId}`)).body).endReason)
      .toBe('tenant-ended');
  });
});
