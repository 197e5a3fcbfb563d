import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { adminExtensionPageSchema, adminExtensionSchema, adminUserPageSchema, pbxListSchema } from '../../../protocol/identity/admin.ts';
import { auditPageSchema } from '../../../protocol/identity/audit.ts';
import {
  adminNumberPageSchema,
  adminNumberSchema,
  createdNumbersSchema,
  numberImportReportSchema,
  type AdminNumber,
} from '../../../protocol/identity/numbers.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
let erin: Visitor;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
  erin = await deskline.person('erin@globex.test');
});
afterAll(() => deskline.close());

type Fields = Readonly<Record<string, unknown>>;
const path = '/api/admin/numbers';

async function add(fields: Fields, by: Visitor = admin): Promise<readonly AdminNumber[]> {
  const answer = await by.request('POST', path, fields);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return createdNumbersSchema.parse(answer.body).items;
}

async function refused(fields: Fields, by: Visitor = admin): Promise<unknown> {
  return refusalOf(await by.request('POST', path, fields)).fields;
}

async function found(query: string): Promise<readonly string[]> {
  const page = adminNumberPageSchema.parse((await admin.get(`${path}?pageSize=200&${query}`)).body);
  return page.items.map((number) => number.e164);
}

async function userId(name: string): Promise<string> {
  return adminUserPageSchema.parse((await admin.get(`/api/admin/users?query=${name}`)).body).items[0]?.id ?? '';
}

describe('numbers', () => {
  it('[NU1] are added as they are dialled there, and shown as their country writes them', async () => {
    const [number] = await add({ number: '030 2345678', label: 'Main line' });
    expect(number).toMatchObject({
      e164: '+49302345678',
      formatted: '+49 30 2345678',
      country: 'DE',
      label: 'Main line',
      siteName: 'Acme office',
      assignment: { kind: 'none' },
      version: 1,
    });
  });

  it('[NU2] belong to one tenant of the installation; a range is added as a whole or not at all', async () => {
    await add({ number: '+49 30 7000005' });
    expect(await refused({ number: '030 7000005' })).toEqual({ number: 'taken' });
    expect(await refused({ number: '+49 30 7000005' }, erin)).toEqual({ number: 'taken' });
    expect(await refused({ number: '030 7000000', last: '9' })).toEqual({ number: 'taken' });
    expect(await found('query=7000000')).toEqual([]);
    const block = await add({ number: '030 7000010', last: '19', label: 'Block' });
    expect(block.map((number) => number.e164)).toHaveLength(10);
    expect(await refused({ number: 'hello' })).toEqual({ number: 'not-a-number' });
    expect(await refused({ number: '030 7000020', last: '10' })).toEqual({ last: 'not-a-range' });
  });

  it('[NU3] lead to a person, and cannot be deleted while they do; a deleted person lets go of them', async () => {
    const made = await admin.request('POST', '/api/admin/users', { email: 'lined@acme.test', displayName: 'Lina Lined', role: 'user' });
    expect(made.status).toBe(201);
    const lina = await userId('lined');
    const [number] = await add({ number: '030 7100001', userId: lina });
    const own = `${path}/${number?.id ?? ''}`;
    expect(number?.assignment).toEqual({ kind: 'user', userId: lina, userName: 'Lina Lined' });
    expect(refusalOf(await admin.request('DELETE', own)).code).toBe('in-use');
    expect((await admin.request('DELETE', `/api/admin/users/${lina}`)).status).toBe(204);
    const left = adminNumberSchema.parse((await admin.get(own)).body);
    expect(left.assignment).toEqual({ kind: 'none' });
    expect(refusalOf(await admin.request('PATCH', own, { version: left.version - 1 || 99, label: 'Late' })).code).toBe('changed-meanwhile');
    expect((await admin.request('DELETE', own)).status).toBe(204);
    expect((await admin.get(own)).status).toBe(404);
    await add({ number: '030 7100001' }, erin);
  });

  it('[NU4] are found by digits in any spelling, label, site and person, sorted and paged', async () => {
    const bob = await userId('bob');
    await add({ number: '030 7200001', label: 'Zentrale' });
    await add({ number: '030 7200002', label: 'Ärzte', userId: bob });
    for (const query of ['72000', '030 7200002', '+49 30 7200002', '0049307200002', 'ärzt', 'bob'])
      expect(await found(`query=${encodeURIComponent(query)}`), query).toContain('+49307200002');
    for (const query of ['7200003', 'carol', '%', '_'])
      expect(await found(`query=${encodeURIComponent(query)}`), query).not.toContain('+49307200002');
    const labels = adminNumberPageSchema.parse((await admin.get(`${path}?query=3072000&sort=label`)).body);
    expect(labels.items.map((number) => number.label)).toEqual(['Ärzte', 'Zentrale']);
    expect(adminNumberPageSchema.parse((await admin.get(`${path}?query=3072000&page=2&pageSize=1`)).body)).toMatchObject({ total: 2 });
    expect((await admin.get(`${path}?sort=colour`)).status).toBe(422);
  });

  it('[ID36] stand in the audit log', async () => {
    const [number] = await add({ number: '030 7300001' });
    await admin.request('PATCH', `${path}/${number?.id ?? ''}`, { version: 1, label: 'Named' });
    await admin.request('DELETE', `${path}/${number?.id ?? ''}`);
    await add({ number: '030 7300002', last: '4' });
    const { items } = auditPageSchema.parse((await admin.get('/api/admin/audit?pageSize=4')).body);
    expect(items.map((entry) => entry.action)).toEqual(['numbers.created', 'number.deleted', 'number.updated', 'number.created']);
    expect(items[1]).toMatchObject({ subjectName: '+49307300001' });
    expect(items[0]).toMatchObject({ after: { first: '+49307300002', last: '+49307300004', count: 3 } });
  });
});

describe('importing numbers', () => {
  const run = async (csv: string, dryRun = false) =>
    numberImportReportSchema.parse((await admin.request('POST', `${path}/import`, { csv, dryRun })).body);

  it('[NU5] names every refused line and stores nothing of the file', async () => {
    await add({ number: '030 7400009' });
    await add({ number: '030 7400008' }, erin);
    const report = await run(
      'number,label,site,email\n030 7400001,One,,\nnonsense,,,\n030 7400001,,,\n030 7400009,,,\n030 7400002,,Nowhere,\n030 7400003,,,erin@globex.test\n112,,,\n',
    );
    expect(report.isStored).toBe(false);
    expect(report.refused.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual([
      '3 number not-a-number',
      '4 number twice-in-file',
      '5 number taken',
      '6 site unknown',
      '7 email unknown',
      '8 number emergency-number',
    ]);
    expect(await found('query=7400001')).toEqual([]);
    const foreign = await run('number\n030 7400007\n030 7400008\n');
    expect(foreign).toMatchObject({ isStored: false, refused: [{ line: 3, field: 'number', reason: 'taken' }] });
    expect(await found('query=7400007')).toEqual([]);
  });

  it('[NU5] stores all of a good file, nothing in a dry run', async () => {
    const csv = 'number;label;site;email\n030 7500001;Reception;acme office;bob@acme.test\n+43 1 7500002;;;\n';
    expect(await run(csv, true)).toEqual({ accepted: 2, refused: [], isStored: false });
    expect(await found('query=7500001')).toEqual([]);
    expect(await run(csv)).toEqual({ accepted: 2, refused: [], isStored: true });
    expect(await found('query=750000')).toEqual(['+4317500002', '+49307500001']);
    expect((await run('label\nx\n')).refused).toEqual([{ line: 1, field: 'header', value: 'number', reason: 'missing-column' }]);
  });
});

describe('what leads into dial plans', () => {
  const attach = (planId: string, ...items: readonly Fields[]) => admin.request('PUT', `/api/plans/${planId}/attachments`, { items });
  const newPlan = async (name: string): Promise<string> =>
    z.object({ id: z.string() }).parse((await admin.request('POST', '/api/plans', { name })).body).id;
  const led = (kind: 'extension' | 'number', number: string, pbxId: string | null = null): Fields => ({
    entryId: 'start',
    kind,
    number,
    pbxId,
  });

  it('[NU3] [NU6] is named by its plan and kept from other hands until the plan lets it go', async () => {
    const planId = await newPlan('Switchboard');
    await add({ number: '030 7600001' });
    expect((await attach(planId, led('extension', '650'), led('number', '+49307600001'))).status).toBe(200);
    const plan = { planId, entryId: 'start', name: 'Switchboard' };
    const [extension] = adminExtensionPageSchema.parse((await admin.get('/api/admin/extensions?query=650')).body).items;
    expect(extension).toMatchObject({ number: '650', userId: null, plan });
    const extensionPath = `/api/admin/extensions/${extension?.id ?? ''}`;
    const { version } = adminExtensionSchema.parse((await admin.get(extensionPath)).body);
    const bob = await userId('bob');
    for (const change of [{ userId: bob }, { number: '651' }])
      expect(Object.values(refusalOf(await admin.request('PATCH', extensionPath, { version, ...change })).fields ?? {})).toEqual([
        'leads-to-plan',
      ]);
    expect(refusalOf(await admin.request('DELETE', extensionPath)).code).toBe('in-use');
    const labelled = await admin.request('PATCH', extensionPath, { version, label: 'Main line' });
    expect(labelled.body).toMatchObject({ label: 'Main line', plan });
    const [number] = adminNumberPageSchema.parse((await admin.get(`${path}?query=7600001`)).body).items;
    expect(number?.assignment).toEqual({ kind: 'plan', ...plan });
    expect(refusalOf(await admin.request('DELETE', `${path}/${number?.id ?? ''}`)).fields).toEqual({ assignment: 'plan' });
    await attach(planId);
    expect(adminExtensionSchema.parse((await admin.get(extensionPath)).body).plan).toBeNull();
    expect((await admin.request('DELETE', extensionPath)).status).toBe(204);
  });

  it('[NU7] is free before, or nothing changes: also a number that is named with another PBX', async () => {
    const [one, other] = [await newPlan('One'), await newPlan('Other')];
    await add({ number: '030 7600002' });
    const pbx = await admin.request('POST', '/api/admin/pbxs', {
      slug: 'second',
      name: 'Second',
      country: 'DE',
      language: 'de',
      timeZone: 'Europe/Berlin',
    });
    const pbxId = z.object({ id: z.string() }).parse(pbx.body).id;
    await attach(one, led('extension', '660'), led('number', '+49307600002'));
    const refusals = [
      [led('extension', '660'), 'taken'],
      [led('number', '+49307600002', pbxId), 'taken'],
      [led('extension', '101'), 'taken'],
      [led('extension', '112'), 'emergency-number'],
      [led('number', '+49307600009'), 'unknown'],
    ] as const;
    for (const [line, reason] of refusals)
      expect(refusalOf(await attach(other, led('extension', '661'), line)).fields, JSON.stringify(line)).toEqual({
        'items.1.number': reason,
      });
    expect(adminExtensionPageSchema.parse((await admin.get('/api/admin/extensions?query=661')).body).items).toEqual([]);
    expect(adminExtensionPageSchema.parse((await erin.get('/api/admin/extensions?query=660')).body).items).toEqual([]);
  });
});

describe('nothing shadows an emergency number', () => {
  it('[EM2] extensions and numbers that are one are refused, by every way in', async () => {
    for (const number of ['112', '110']) {
      expect(refusalOf(await admin.request('POST', '/api/admin/extensions', { number })).fields, number).toEqual({
        number: 'emergency-number',
      });
      expect(await refused({ number }), number).toEqual({ number: 'emergency-number' });
    }
    const user = { email: 'sos@acme.test', displayName: 'S', role: 'user', extension: '112' };
    expect(refusalOf(await admin.request('POST', '/api/admin/users', user)).fields).toEqual({ extension: 'emergency-number' });
    const report = await admin.request('POST', '/api/admin/users/import', {
      csv: 'email,name,extension\nsos@acme.test,S,110\n',
      dryRun: true,
    });
    expect(JSON.stringify(report.body)).toContain('emergency-number');
    const free = await admin.request('POST', '/api/admin/extensions', { number: '911' });
    expect(free.status, 'control: in Germany 911 is an extension like any other').toBe(201);
    const made = adminExtensionSchema.parse(free.body);
    const moved = await admin.request('PATCH', `/api/admin/extensions/${made.id}`, { version: 1, number: '112' });
    expect(refusalOf(moved).fields).toEqual({ number: 'emergency-number' });
  });

  it('[EM2] a PBX does not move to a country where its extensions would call for help', async () => {
    const [pbx] = pbxListSchema.parse((await erin.get('/api/admin/pbxs')).body).items;
    const move = (country: string) => erin.request('PATCH', `/api/admin/pbxs/${pbx?.id ?? ''}`, { version: pbx?.version, country });
    expect(refusalOf(await move('BE')).fields, '100 is the fire brigade in Belgium').toEqual({ country: 'extensions-call-for-help' });
    expect((await move('AT')).status).toBe(200);
  });
});
