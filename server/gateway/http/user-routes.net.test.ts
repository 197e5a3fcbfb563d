import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adminExtensionPageSchema,
  adminUserPageSchema,
  adminUserSchema,
  createdUserSchema,
  importReportSchema,
  oneTimePasswordSchema,
  type AdminUser,
  type ImportReport,
} from '../../../protocol/identity/admin.ts';
import { auditActionsSchema, auditPageSchema } from '../../../protocol/identity/audit.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let superAdmin: Visitor;
beforeAll(async () => {
  deskline = await startInstallation();
  superAdmin = await deskline.person('admin@acme.test');
});
afterAll(() => deskline.close());

type Fields = Readonly<Record<string, unknown>>;

async function add(fields: Fields, by: Visitor = superAdmin): Promise<{ readonly user: AdminUser; readonly oneTimePassword: string }> {
  const answer = await by.request('POST', '/api/admin/users', { displayName: 'Somebody', role: 'user', ...fields });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return createdUserSchema.parse(answer.body);
}

async function list(query: string, by: Visitor = superAdmin): Promise<readonly AdminUser[]> {
  return adminUserPageSchema.parse((await by.get(`/api/admin/users?pageSize=200&${query}`)).body).items;
}

/** A person with this role who has set a password. */
async function signedInAs(role: string, email: string): Promise<{ readonly visitor: Visitor; readonly user: AdminUser }> {
  const { user, oneTimePassword } = await add({ email, role });
  const visitor = deskline.visitor();
  await visitor.signIn(email, oneTimePassword);
  await visitor.request('POST', '/api/password', { current: oneTimePassword, next: 'twelve quiet mountains' });
  return { visitor, user };
}

async function refusedFields(fields: Fields): Promise<unknown> {
  const answer = await superAdmin.request('POST', '/api/admin/users', { displayName: 'X', role: 'user', ...fields });
  expect(answer.status).toBe(409);
  return refusalOf(answer).fields;
}

describe('users', () => {
  it('are added with an extension and a password that works once', async () => {
    const { user, oneTimePassword } = await add({ email: 'Frieda.Frohlich@acme.test', displayName: 'Frieda Fröhlich', extension: '210' });
    expect(user).toMatchObject({ loginName: 'frieda.frohlich', extensions: [{ number: '210' }], mustChangePassword: true, version: 1 });
    expect((await deskline.visitor().signIn('frieda.frohlich@ACME.test', oneTimePassword)).mustChangePassword).toBe(true);
  });

  it('[ID32] refuses what is taken, by its field, and stores nothing of it', async () => {
    await add({ email: 'taken@acme.test', loginName: 'taken-name', extension: '211' });
    expect(await refusedFields({ email: 'TAKEN@acme.test' })).toEqual({ email: 'taken' });
    expect(await refusedFields({ email: 'erin@globex.test' })).toEqual({ email: 'taken' });
    expect(await refusedFields({ email: 'other@acme.test', loginName: 'taken-name' })).toEqual({ loginName: 'taken' });
    expect(await refusedFields({ email: 'other@acme.test', extension: '211' })).toEqual({ extension: 'taken' });
    expect(await list('query=other@acme.test')).toEqual([]);
  });

  it('[ID30] the second of two who save the same version is told, and overwrites nothing', async () => {
    const { user } = await add({ email: 'two@acme.test' });
    const path = `/api/admin/users/${user.id}`;
    expect(adminUserSchema.parse((await superAdmin.request('PATCH', path, { version: 1, displayName: 'First' })).body).version).toBe(2);
    expect(refusalOf(await superAdmin.request('PATCH', path, { version: 1, displayName: 'Second' })).code).toBe('changed-meanwhile');
    expect((await list('query=two@acme.test'))[0]?.displayName).toBe('First');
  });

  it('[ID31] are found without case and marks, by parts and by extension', async () => {
    await add({ email: 'j@acme.test', displayName: 'Jürgen Groß', extension: '4711' });
    for (const query of ['jurgen', 'JÜRG', 'gross', '47', '4711'])
      expect(
        (await list(`query=${encodeURIComponent(query)}`)).map((user) => user.displayName),
        query,
      ).toContain('Jürgen Groß');
    for (const query of ['711', '%', '_', 'jorgen'])
      expect(
        (await list(`query=${encodeURIComponent(query)}`)).map((user) => user.displayName),
        query,
      ).not.toContain('Jürgen Groß');
  });

  it('[ID31] are sorted as people expect, and paged', async () => {
    for (const [index, displayName] of ['Zzorn Sort', 'Ärger Sort', 'adam Sort', 'Bertha Sort'].entries())
      await add({ email: `sort${index}@acme.test`, displayName });
    const names = async (query: string): Promise<readonly string[]> => (await list(`query=sort&${query}`)).map((user) => user.displayName);
    expect(await names('sort=name')).toEqual(['adam Sort', 'Ärger Sort', 'Bertha Sort', 'Zzorn Sort']);
    expect(await names('sort=name&direction=descending')).toEqual(['Zzorn Sort', 'Bertha Sort', 'Ärger Sort', 'adam Sort']);
    const page = adminUserPageSchema.parse((await superAdmin.get('/api/admin/users?query=sort&sort=name&page=2&pageSize=3')).body);
    expect(page).toMatchObject({ total: 4, items: [{ displayName: 'Zzorn Sort' }] });
    expect((await list('sort=role&direction=descending'))[0]?.role).toBe('super_admin');
    expect((await list('sort=extension'))[0]?.extensions[0]?.number).toBe('100');
  });

  it('[ID17] a reset gives a new password once and ends the sessions', async () => {
    const { visitor, user } = await signedInAs('user', 'forgetful@acme.test');
    const { oneTimePassword } = oneTimePasswordSchema.parse(
      (await superAdmin.request('POST', `/api/admin/users/${user.id}/reset-password`)).body,
    );
    expect((await visitor.get('/api/session')).status).toBe(401);
    await expect(deskline.visitor().signIn('forgetful@acme.test', 'twelve quiet mountains')).rejects.toThrow('401');
    expect((await deskline.visitor().signIn('forgetful@acme.test', oneTimePassword)).mustChangePassword).toBe(true);
  });

  it('[ID23] disabling ends the sessions, and enabling lets the person in again', async () => {
    const { visitor, user } = await signedInAs('user', 'paused@acme.test');
    const { version } = adminUserSchema.parse((await superAdmin.get(`/api/admin/users/${user.id}`)).body);
    await superAdmin.request('PATCH', `/api/admin/users/${user.id}`, { version, isDisabled: true });
    expect((await visitor.get('/api/session')).status).toBe(401);
    await expect(deskline.visitor().signIn('paused@acme.test', 'twelve quiet mountains')).rejects.toThrow('401');
    expect(JSON.stringify((await superAdmin.get('/api/people?query=paused')).body)).not.toContain('paused');
    await superAdmin.request('PATCH', `/api/admin/users/${user.id}`, { version: version + 1, isDisabled: false });
    await deskline.visitor().signIn('paused@acme.test', 'twelve quiet mountains');
  });

  it('a changed email signs in, the old one no longer', async () => {
    const { user } = await signedInAs('user', 'old@acme.test');
    const { version } = adminUserSchema.parse((await superAdmin.get(`/api/admin/users/${user.id}`)).body);
    await superAdmin.request('PATCH', `/api/admin/users/${user.id}`, { version, email: 'new@acme.test' });
    await deskline.visitor().signIn('new@acme.test', 'twelve quiet mountains');
    await expect(deskline.visitor().signIn('old@acme.test', 'twelve quiet mountains')).rejects.toThrow('401');
    await add({ email: 'old@acme.test' });
  });
});

describe('rights', () => {
  it('[ID21] an admin makes no super admin, and touches none', async () => {
    const { visitor: admin } = await signedInAs('admin', 'admin2@acme.test');
    const { user: peer } = await add({ email: 'chief@acme.test', role: 'super_admin' });
    const { user: plain } = await add({ email: 'plain@acme.test' });
    const attempts: readonly (readonly [method: string, path: string, body?: unknown])[] = [
      ['POST', '/api/admin/users', { email: 'x@acme.test', displayName: 'X', role: 'super_admin' }],
      ['PATCH', `/api/admin/users/${plain.id}`, { version: 1, role: 'super_admin' }],
      ['PATCH', `/api/admin/users/${peer.id}`, { version: 1, role: 'user' }],
      ['PATCH', `/api/admin/users/${peer.id}`, { version: 1, isDisabled: true }],
      ['PATCH', `/api/admin/users/${peer.id}`, { version: 1, email: 'mine@acme.test' }],
      ['POST', `/api/admin/users/${peer.id}/reset-password`],
    ];
    for (const [method, path, body] of attempts)
      expect(refusalOf(await admin.request(method, path, body)).code, `${method} ${path}`).toBe('forbidden');
    const report = importReportSchema.parse(
      (await admin.request('POST', '/api/admin/users/import', { csv: 'email,name,role\ny@acme.test,Y,super_admin\n', dryRun: false })).body,
    );
    expect(report).toMatchObject({ isStored: false, refused: [{ line: 2, field: 'role', reason: 'beyond-yours' }] });
    expect((await admin.request('PATCH', `/api/admin/users/${plain.id}`, { version: 1, role: 'admin' })).status).toBe(200);
  });

  it('[ID22] a role taken away acts on the next request of an open session', async () => {
    const { visitor, user } = await signedInAs('admin', 'demoted@acme.test');
    expect((await visitor.get('/api/admin/users')).status).toBe(200);
    const { version } = adminUserSchema.parse((await superAdmin.get(`/api/admin/users/${user.id}`)).body);
    await superAdmin.request('PATCH', `/api/admin/users/${user.id}`, { version, role: 'user' });
    expect((await visitor.get('/api/admin/users')).status).toBe(403);
  });

  it('[ID24] the last super admin stays, also against two at once', async () => {
    const erin = await deskline.person('erin@globex.test');
    const [self] = await list('query=erin', erin);
    const demote = (id: string, version: number, change: Fields): Promise<{ status: number }> =>
      erin.request('PATCH', `/api/admin/users/${id}`, { version, ...change });
    expect(
      refusalOf(await erin.request('PATCH', `/api/admin/users/${self?.id ?? ''}`, { version: self?.version, role: 'admin' })).code,
    ).toBe('last-super-admin');
    expect(
      refusalOf(await erin.request('PATCH', `/api/admin/users/${self?.id ?? ''}`, { version: self?.version, isDisabled: true })).code,
    ).toBe('last-super-admin');
    const { user: second } = await add({ email: 'second@globex.test', role: 'super_admin' }, erin);
    const statuses = await Promise.all([
      demote(self?.id ?? '', self?.version ?? 0, { role: 'admin' }),
      demote(second.id, second.version, { role: 'admin' }),
    ]);
    expect(statuses.map((answer) => answer.status).toSorted((left, right) => left - right)).toEqual([200, 409]);
  });
});

async function importCsv(csv: string, dryRun: boolean): Promise<ImportReport> {
  return importReportSchema.parse((await superAdmin.request('POST', '/api/admin/users/import', { csv, dryRun })).body);
}

describe('import', () => {
  it('[ID33] stores nothing when one line is refused, and says which', async () => {
    const report = await importCsv(
      'email,name,extension\nin1@acme.test,In One,501\nalice@acme.test,Alice again,502\nin2@acme.test,In Two,100\nin3@acme.test,In Three,501\n',
      false,
    );
    expect(report).toMatchObject({ isStored: false, accepted: 1, oneTimePasswords: [] });
    expect(report.refused).toEqual([
      { line: 3, field: 'email', value: 'alice@acme.test', reason: 'taken' },
      { line: 4, field: 'extension', value: '100', reason: 'taken' },
      { line: 5, field: 'extension', value: '501', reason: 'twice-in-file' },
    ]);
    expect(await list('query=in1@acme.test')).toEqual([]);
  });

  it('[ID33] finds an email of another tenant only when storing, and then stores nothing', async () => {
    const report = await importCsv('email,name\nin4@acme.test,In Four\nerin@globex.test,Erin\n', false);
    expect(report).toMatchObject({ isStored: false, refused: [{ line: 3, field: 'email', reason: 'taken' }] });
    expect(await list('query=in4@acme.test')).toEqual([]);
  });

  it('[ID34] takes 2,000 people at once: a dry run stores nothing, the real one all', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `bulk${index}@acme.test,Bulk ${index},user,${20_000 + index},de`);
    const csv = `email,name,role,extension,language\n${lines.join('\n')}\n`;
    expect(await importCsv(csv, true)).toMatchObject({ accepted: 2000, refused: [], isStored: false });
    expect(await list('query=bulk7@acme.test')).toEqual([]);
    const startMs = performance.now();
    const report = await importCsv(csv, false);
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expect(report).toMatchObject({ accepted: 2000, isStored: true });
    const one = report.oneTimePasswords[1234];
    expect((await deskline.visitor().signIn(one?.email ?? '', one?.oneTimePassword ?? '')).extensions).toEqual(['21234']);
    expect(adminUserPageSchema.parse((await superAdmin.get('/api/admin/users?query=bulk')).body).total).toBe(2000);
  });
});

describe('extensions', () => {
  it('[ID30] [ID32] are added, moved, kept unique and deleted', async () => {
    const made = await superAdmin.request('POST', '/api/admin/extensions', { number: '600', label: 'Reception' });
    expect(made.status).toBe(201);
    expect(refusalOf(await superAdmin.request('POST', '/api/admin/extensions', { number: '600' })).fields).toEqual({ number: 'taken' });
    const page = adminExtensionPageSchema.parse((await superAdmin.get('/api/admin/extensions?query=recep')).body);
    const [extension] = page.items;
    const path = `/api/admin/extensions/${extension?.id ?? ''}`;
    expect((await superAdmin.request('PATCH', path, { version: 1, number: '601' })).status).toBe(200);
    expect(refusalOf(await superAdmin.request('PATCH', path, { version: 1, number: '602' })).code).toBe('changed-meanwhile');
    expect((await superAdmin.request('DELETE', path)).status).toBe(204);
    expect((await superAdmin.get(path)).status).toBe(404);
  });

  it('[ID31] numbers sort by value', async () => {
    await superAdmin.request('POST', '/api/admin/extensions', { number: '99', label: 'sorted' });
    await superAdmin.request('POST', '/api/admin/extensions', { number: '1000', label: 'sorted' });
    const page = adminExtensionPageSchema.parse((await superAdmin.get('/api/admin/extensions?query=sorted&sort=number')).body);
    expect(page.items.map((item) => item.number)).toEqual(['99', '1000']);
  });
});

describe('audit log', () => {
  it('[ID36] tells who changed what, newest first, and pages', async () => {
    const { user } = await add({ email: 'watched@acme.test' });
    await superAdmin.request('PATCH', `/api/admin/users/${user.id}`, { version: 1, role: 'agent' });
    const page = auditPageSchema.parse((await superAdmin.get('/api/admin/audit?pageSize=2')).body);
    expect(page.items[0]).toMatchObject({
      action: 'user.updated',
      actorName: 'Admin',
      subjectKind: 'user',
      subjectId: user.id,
      before: { role: 'user' },
      after: { role: 'agent' },
    });
    expect(page.items[1]).toMatchObject({ action: 'user.created', subjectId: user.id });
    const next = auditPageSchema.parse((await superAdmin.get('/api/admin/audit?pageSize=2&page=2')).body);
    expect(next.items.map((item) => item.id)).not.toContain(page.items[0]?.id);
    expect(next.items).toHaveLength(2);
  });

  it('[ID45] shows names for ids, and filters by person, action, time and text', async () => {
    const { visitor: second, user: secondAdmin } = await signedInAs('admin', 'auditor@acme.test');
    const { user } = await add({ email: 'filtered@acme.test', displayName: 'Fil Tered' }, second);
    const made = await second.request('POST', '/api/admin/extensions', { number: '655', userId: user.id });
    expect(made.status).toBe(201);
    await superAdmin.request('DELETE', `/api/admin/users/${user.id}`);
    const find = async (query: string) => auditPageSchema.parse((await superAdmin.get(`/api/admin/audit?pageSize=200&${query}`)).body);
    const own = await find(`person=${secondAdmin.id}&action=extension.created`);
    expect(own).toMatchObject({ total: 1, items: [{ subjectName: '655', actorName: 'Somebody', names: { [user.id]: 'Fil Tered' } }] });
    expect((await find(`person=${user.id}`)).items.map((entry) => [entry.action, entry.subjectName])).toEqual([
      ['user.deleted', 'Fil Tered'],
      ['user.created', 'Fil Tered'],
    ]);
    expect((await find('query=extension.cre')).items.every((entry) => entry.action === 'extension.created')).toBe(true);
    expect((await find('query=nobody-is-called-so')).total).toBe(0);
    const now = new Date(Date.now() + 60_000).toISOString();
    const [all, before, after] = [await find(''), await find(`until=${now}`), await find(`from=${now}`)];
    expect([before.total, after.total]).toEqual([all.total, 0]);
    expect((await superAdmin.get('/api/admin/audit?from=yesterday')).status).toBe(422);
    const actions = auditActionsSchema.parse((await superAdmin.get('/api/admin/audit/actions')).body).items;
    expect(actions).toEqual(expect.arrayContaining(['extension.created', 'session.opened', 'user.deleted']));
    expect(actions).toEqual(actions.toSorted());
    const erin = await deskline.person('erin@globex.test');
    expect(auditPageSchema.parse((await erin.get(`/api/admin/audit?person=${secondAdmin.id}`)).body).total).toBe(0);
    const bob = await deskline.person('bob@acme.test');
    expect((await bob.get('/api/admin/audit/actions')).status).toBe(403);
  });
});
