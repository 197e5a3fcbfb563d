import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminExtensionPageSchema,
  adminUserSchema,
  createdDeviceSchema,
  createdUserSchema,
  deviceListSchema,
  siteListSchema,
  type AdminUser,
} from '../../../protocol/identity/admin.ts';
import { auditPageSchema } from '../../../protocol/identity/audit.ts';
import type { IdentityEvents } from '../../identity/index.ts';
import { newId } from '../../platform/ids.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
});
afterAll(() => deskline.close());

async function add(fields: Readonly<Record<string, unknown>>): Promise<{ readonly user: AdminUser; readonly oneTimePassword: string }> {
  const answer = await admin.request('POST', '/api/admin/users', { displayName: 'Gone Girl', role: 'user', ...fields });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return createdUserSchema.parse(answer.body);
}

async function remove(id: string, by: Visitor = admin) {
  return by.request('DELETE', `/api/admin/users/${id}`);
}

describe('deleting a person', () => {
  it('[ID26] ends sign-ins and phones, frees email and login name, keeps the extension', async () => {
    const { user, oneTimePassword } = await add({ email: 'gone@acme.test', loginName: 'gone', extension: '777' });
    const them = deskline.visitor();
    await them.signIn('gone@acme.test', oneTimePassword);
    const phone = createdDeviceSchema.parse(
      (await admin.request('POST', '/api/admin/devices', { userId: user.id, label: 'Desk phone' })).body,
    );
    expect(await deskline.identity.sipCredentials.device(phone.device.sipUsername, phone.realm)).toBeDefined();
    const told: (keyof IdentityEvents)[] = [];
    const lifetime = new AbortController();
    for (const topic of ['identity.user-disabled', 'identity.session-ended', 'identity.people-changed'] as const)
      deskline.bus.subscribe(topic, () => void told.push(topic), lifetime.signal);

    expect((await remove(user.id)).status).toBe(204);
    lifetime.abort();
    expect(new Set(told)).toEqual(new Set(['identity.user-disabled', 'identity.session-ended', 'identity.people-changed']));
    expect((await them.get('/api/session')).status).toBe(401);
    await expect(deskline.visitor().signIn('gone@acme.test', oneTimePassword)).rejects.toThrow('401');
    expect(await deskline.identity.sipCredentials.device(phone.device.sipUsername, phone.realm)).toBeUndefined();
    const devices = deviceListSchema.parse((await admin.get('/api/admin/devices')).body);
    expect(devices.items.map((device) => device.id)).not.toContain(phone.device.id);
    const [extension] = adminExtensionPageSchema.parse((await admin.get('/api/admin/extensions?query=777')).body).items;
    expect(extension).toMatchObject({ number: '777', userId: null });
    expect(JSON.stringify((await admin.get('/api/people?query=gone')).body)).not.toContain('Gone');
    expect((await remove(user.id)).status).toBe(404);
    await add({ email: 'gone@acme.test', loginName: 'gone' });
  });

  it('[ID26] [ID36] stands in the audit log with the name', async () => {
    const { user } = await add({ email: 'noted@acme.test', displayName: 'Nora Noted' });
    await remove(user.id);
    const page = auditPageSchema.parse((await admin.get('/api/admin/audit?pageSize=1')).body);
    expect(page.items[0]).toMatchObject({
      action: 'user.deleted',
      actorName: 'Admin',
      subjectId: user.id,
      subjectName: 'Nora Noted',
      before: { displayName: 'Nora Noted', email: 'noted@acme.test' },
    });
  });

  it('[ID26] is refused for oneself, for the last super admin, and for those who may do more', async () => {
    const me = adminUserSchema.parse((await admin.get(`/api/admin/users/${(await self(admin)) ?? ''}`)).body);
    expect(refusalOf(await remove(me.id)).fields).toEqual({ id: 'yourself' });
    const { user, oneTimePassword } = await add({ email: 'plain-admin@acme.test', role: 'admin' });
    const plainAdmin = deskline.visitor();
    await plainAdmin.signIn('plain-admin@acme.test', oneTimePassword);
    await plainAdmin.request('POST', '/api/password', { current: oneTimePassword, next: 'twelve quiet mountains' });
    expect(refusalOf(await remove(me.id, plainAdmin)).code).toBe('forbidden');
    const bob = await deskline.person('bob@acme.test');
    expect(refusalOf(await remove(user.id, bob)).code).toBe('forbidden');
    const erin = await deskline.person('erin@globex.test');
    expect(refusalOf(await remove(user.id, erin)).code).toBe('not-found');
    expect((await remove(user.id)).status).toBe(204);
  });
});

describe('a person’s site', () => {
  it('[ID44] is chosen from the tenant’s own', async () => {
    const [site] = siteListSchema.parse((await admin.get('/api/admin/sites')).body).items;
    const { user } = await add({ email: 'placed@acme.test', siteId: site?.id });
    expect(user.siteId).toBe(site?.id);
    const erin = await deskline.person('erin@globex.test');
    const [foreign] = siteListSchema.parse((await erin.get('/api/admin/sites')).body).items;
    for (const siteId of [foreign?.id, newId()]) {
      const moved = await admin.request('PATCH', `/api/admin/users/${user.id}`, { version: user.version, siteId });
      expect(refusalOf(moved).fields).toEqual({ siteId: 'unknown' });
      const made = await admin.request('POST', '/api/admin/users', { displayName: 'X', role: 'user', email: 'x@acme.test', siteId });
      expect(refusalOf(made).fields).toEqual({ siteId: 'unknown' });
    }
    const nowhere = await admin.request('PATCH', `/api/admin/users/${user.id}`, { version: user.version, siteId: null });
    expect(adminUserSchema.parse(nowhere.body).siteId).toBeNull();
  });
});

async function self(visitor: Visitor): Promise<string | undefined> {
  const body: unknown = (await visitor.get('/api/session')).body;
  return typeof body === 'object' && body !== null && 'userId' in body ? String(body.userId) : undefined;
}
