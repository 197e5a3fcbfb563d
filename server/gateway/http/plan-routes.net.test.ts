import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  attachmentListSchema,
  importedPlanSchema,
  planDetailSchema,
  planListSchema,
  planRunSchema,
  planVersionDetailSchema,
  planVersionListSchema,
  planWorldSchema,
  publishAnswerSchema,
  type PlanDetail,
} from '../../../protocol/dialplan/api.ts';
import { nodeKinds } from '../../../protocol/dialplan/nodes/index.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Answer, type Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
let counter = 0;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
});
afterAll(() => deskline.close());

const position = { x: 0, y: 0 };
const hangUp = { id: 'end', kind: 'hang-up', title: '', position, settings: nodeKinds['hang-up'].defaults };
const whole = [
  { kind: 'add-node', node: hangUp },
  { kind: 'connect', edge: { from: 'start', exit: 'start', to: 'end' } },
];

async function newPlan(): Promise<PlanDetail> {
  const name = `Plan ${(counter += 1)}`;
  return planDetailSchema.parse((await admin.request('POST', '/api/plans', { name })).body);
}

const change = (id: string, revision: number, operations: unknown): Promise<Answer> =>
  admin.request('PUT', `/api/plans/${id}/draft`, { revision, operations });
const publish = (id: string, revision: number, publishedVersion: number | null): Promise<Answer> =>
  admin.request('POST', `/api/plans/${id}/publish`, { revision, publishedVersion });

async function published(): Promise<string> {
  const { id } = await newPlan();
  await change(id, 1, whole);
  expect((await publish(id, 2, null)).body).toEqual({ outcome: 'published', version: 1 });
  return id;
}

describe('drafts', () => {
  it('[DP200] a plan is made, listed, renamed and deleted; names are taken whatever their case', async () => {
    const plan = await newPlan();
    expect(plan).toMatchObject({ revision: 1, publishedVersion: null, isDraftChanged: true, updatedByName: 'Admin' });
    const again = await admin.request('POST', '/api/plans', { name: plan.name.toUpperCase() });
    expect(refusalOf(again)).toMatchObject({ code: 'taken', fields: { name: 'taken' } });
    expect((await admin.request('PATCH', `/api/plans/${plan.id}`, { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed' });
    const { items } = planListSchema.parse((await admin.get('/api/plans')).body);
    expect(items.find(({ id }) => id === plan.id)).toMatchObject({ name: 'Renamed', attached: [], errorCount: 1 });
    expect((await admin.request('DELETE', `/api/plans/${plan.id}`)).status).toBe(204);
    expect((await admin.get(`/api/plans/${plan.id}`)).status).toBe(404);
  });

  it('[DP200] the template of a main line is a whole plan whose settings are to be chosen', async () => {
    const answer = await admin.request('POST', '/api/plans', { name: 'From template', template: 'main-line' });
    expect(planDetailSchema.parse(answer.body).draft.nodes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['schedule', 'attendant']),
    );
    const { id } = planDetailSchema.parse(answer.body);
    const refused = publishAnswerSchema.parse((await publish(id, 1, null)).body);
    if (refused.outcome !== 'refused') throw new Error('published');
    const errors = refused.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    expect(new Set(errors)).toEqual(new Set(['not-chosen', 'nothing-to-play']));
  });

  it('[DP201] operations are applied in order, all or none, to the revision that they were made on', async () => {
    const { id } = await newPlan();
    expect((await change(id, 1, whole)).body).toEqual({ revision: 2 });
    expect(refusalOf(await change(id, 1, whole)).code).toBe('changed-meanwhile');
    const half = await change(id, 2, [
      { kind: 'set-language', language: 'de' },
      { kind: 'remove-node', nodeId: 'nothing' },
    ]);
    expect(refusalOf(half)).toMatchObject({ code: 'invalid-fields', fields: { 'operations.1': 'unknown-part' } });
    expect((await admin.get(`/api/plans/${id}`)).body).toMatchObject({ revision: 2, draft: { language: 'en', nodes: [{ id: 'end' }] } });
  });

  it('[DP201] of changes at the same time one is stored and the others are told', async () => {
    const { id } = await newPlan();
    const answers = await Promise.all(['de', 'en', 'de'].map((language) => change(id, 1, [{ kind: 'set-language', language }])));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
  });

  it('[DP202] a plan from a file is repaired or refused; a name that is taken gets a number', async () => {
    const { name } = await newPlan();
    const file = {
      schemaVersion: 1,
      entries: [{ id: 'start', name: 'Start', position }],
      nodes: [hangUp, { id: 'x', kind: 'nonsense' }],
      edges: [],
    };
    const answer = await admin.request('POST', '/api/plans/import', { name, file });
    const { plan, repairs } = importedPlanSchema.parse(answer.body);
    expect(plan).toMatchObject({ name: `${name} 2`, draft: { nodes: [{ id: 'end' }] } });
    expect(repairs.length).toBeGreaterThan(0);
    expect(refusalOf(await admin.request('POST', '/api/plans/import', { name: 'x', file: 'nonsense' }))).toMatchObject({
      code: 'invalid-fields',
      fields: { file: 'not-a-plan' },
    });
  });
});

describe('publishing', () => {
  it('[DP210] a whole plan becomes a version that stays as it is; the draft is compared with it', async () => {
    const id = await published();
    expect((await admin.get(`/api/plans/${id}`)).body).toMatchObject({ publishedVersion: 1, isDraftChanged: false });
    await change(id, 2, [{ kind: 'set-language', language: 'de' }]);
    expect((await admin.get(`/api/plans/${id}`)).body).toMatchObject({ publishedVersion: 1, isDraftChanged: true });
    await publish(id, 3, 1);
    const { items } = planVersionListSchema.parse((await admin.get(`/api/plans/${id}/versions`)).body);
    expect(items.map(({ number, byName }) => [number, byName])).toEqual([
      [2, 'Admin'],
      [1, 'Admin'],
    ]);
    expect(planVersionDetailSchema.parse((await admin.get(`/api/plans/${id}/versions/1`)).body).plan.language).toBe('en');
    expect((await admin.get(`/api/plans/${id}/versions/9`)).status).toBe(404);
    await expect(
      deskline.database.db.inTenant(await tenantId(), (trx) => trx.updateTable('plan_versions').set({ note: 'x' }).execute()),
    ).rejects.toThrow('refused access');
  });

  it('[DP211] what the plan forbids is an answer with findings, and nothing is published', async () => {
    const { id } = await newPlan();
    const answer = publishAnswerSchema.parse((await publish(id, 1, null)).body);
    expect(answer).toMatchObject({ outcome: 'refused', findings: [{ rule: 'entry-unconnected', severity: 'error' }], failedTests: [] });
    expect((await admin.get(`/api/plans/${id}`)).body).toMatchObject({ publishedVersion: null });
  });

  it('[DP212] saved tests are run, and one that fails forbids it by name', async () => {
    const { id } = await newPlan();
    await change(id, 1, whole);
    const inputs = {
      entryId: 'start',
      caller: { number: '100', name: 'Alice', isInternal: true },
      at: '2026-06-01T10:00',
      timeZone: 'Europe/Berlin',
    };
    const path = (exit: string | null): unknown => [{ planId: id, nodeId: 'end', exit }];
    const saved = (exit: string | null): unknown => ({
      items: [{ id: 't', name: 'Sunday', inputs, expected: { path: path(exit), end: 'hung-up' } }],
    });
    expect((await admin.request('PUT', `/api/plans/${id}/tests`, saved('elsewhere'))).status).toBe(200);
    expect((await publish(id, 2, null)).body).toEqual({ outcome: 'refused', findings: [], failedTests: [{ id: 't', name: 'Sunday' }] });
    await admin.request('PUT', `/api/plans/${id}/tests`, saved(null));
    expect((await publish(id, 2, null)).body).toEqual({ outcome: 'published', version: 1 });
  });

  it('[DP213] of two who publish at once one wins and the other is told', async () => {
    const { id } = await newPlan();
    await change(id, 1, whole);
    const answers = await Promise.all([publish(id, 2, null), publish(id, 2, null)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    expect(refusalOf(await publish(id, 1, 1)).code).toBe('changed-meanwhile');
  });

  it('[DP214] any version becomes the draft again', async () => {
    const id = await published();
    await change(id, 2, [{ kind: 'remove-node', nodeId: 'end' }]);
    expect(refusalOf(await admin.request('POST', `/api/plans/${id}/versions/1/restore`, { revision: 2 })).code).toBe('changed-meanwhile');
    const restored = await admin.request('POST', `/api/plans/${id}/versions/1/restore`, { revision: 3 });
    expect(restored.body).toMatchObject({ revision: 4, isDraftChanged: false, draft: { nodes: [{ id: 'end' }] } });
    expect(refusalOf(await admin.request('POST', `/api/plans/${id}/versions/7/restore`, { revision: 4 })).code).toBe('not-found');
  });
});

describe('what leads into a plan', () => {
  const attach = (id: string, ...items: readonly unknown[]): Promise<Answer> =>
    admin.request('PUT', `/api/plans/${id}/attachments`, { items });
  const line = (number: string, more: object = {}): unknown => ({ entryId: 'start', kind: 'extension', number, pbxId: null, ...more });

  it('[DP220] an extension that is nobody’s is attached, and made when it is not there', async () => {
    const id = await published();
    const { items } = attachmentListSchema.parse((await attach(id, line('210'))).body);
    expect(items).toMatchObject([{ entryId: 'start', kind: 'extension', number: '210', pbxId: expect.any(String) }]);
    expect(JSON.stringify((await admin.get('/api/admin/extensions?query=210')).body)).toContain('"210"');
    expect((await attach(id, line('210'), line('211'))).status).toBe(200);
    const list = planListSchema.parse((await admin.get('/api/plans')).body);
    expect(list.items.find((plan) => plan.id === id)?.attached.map(({ number }) => number)).toEqual(['210', '211']);
  });

  it('[DP221] a person’s extension, another plan’s, an unknown number, entry or PBX, and one thing twice are refused', async () => {
    const [one, other] = [await published(), await published()];
    await attach(one, line('220'));
    const refused = async (...items: readonly unknown[]): Promise<unknown> => {
      const { code, fields } = refusalOf(await attach(other, ...items));
      return [code, fields];
    };
    expect(await refused(line('100'))).toEqual(['taken', { 'items.0.number': 'taken' }]);
    expect(await refused(line('229'), line('220'))).toEqual(['taken', { 'items.1.number': 'taken' }]);
    expect(await refused(line('+4930123456', { kind: 'number' }))).toEqual(['not-found', { 'items.0.number': 'unknown' }]);
    expect(await refused(line('221', { entryId: 'nowhere' }))).toEqual(['invalid-fields', { 'items.0.entryId': 'unknown' }]);
    expect(await refused(line('221', { pbxId: crypto.randomUUID() }))).toEqual(['invalid-fields', { 'items.0.pbxId': 'unknown' }]);
    expect(await refused(line('221'), line('221'))).toEqual(['invalid-fields', { 'items.1.number': 'twice' }]);
    expect((await admin.get(`/api/plans/${other}/attachments`)).body).toEqual({ items: [] });
  });

  it('[DP221] [NU3] [NU6] [EM2] what a plan holds is nobody else’s meanwhile, and no number that calls for help', async () => {
    const id = await published();
    const alice = (await admin.get('/api/admin/users?query=alice')).body;
    const userId = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(alice).items[0]?.id;
    const numbers = z.object({ items: z.array(z.object({ id: z.string(), version: z.number() })) });
    await admin.request('POST', '/api/admin/numbers', { number: '+49307600100', userId });
    await admin.request('POST', '/api/admin/numbers', { number: '+49307600101' });
    const [personal, general] = [line('+49307600100', { kind: 'number' }), line('+49307600101', { kind: 'number' })];
    expect(refusalOf(await attach(id, personal))).toMatchObject({ code: 'taken', fields: { 'items.0.number': 'taken' } });
    expect(refusalOf(await attach(id, line('112')))).toMatchObject({ fields: { 'items.0.number': 'emergency-number' } });
    expect((await attach(id, line('225'), general)).status).toBe(200);
    const extension = numbers.parse((await admin.get('/api/admin/extensions?query=225')).body).items[0];
    const number = numbers.parse((await admin.get('/api/admin/numbers?query=7600101')).body).items[0];
    for (const path of [`/api/admin/extensions/${extension?.id ?? ''}`, `/api/admin/numbers/${number?.id ?? ''}`]) {
      expect(refusalOf(await admin.request('DELETE', path)).code, path).toBe('in-use');
      const { version } = path.includes('numbers') ? (number ?? { version: 0 }) : (extension ?? { version: 0 });
      const given = refusalOf(await admin.request('PATCH', path, { version, userId }));
      expect(given.fields, path).toEqual({ userId: 'leads-to-plan' });
    }
    await attach(id);
    expect((await admin.request('DELETE', `/api/admin/numbers/${number?.id ?? ''}`)).status).toBe(204);
  });

  it('[DP222] a plan that something leads to is not deleted, and says what', async () => {
    const id = await published();
    await attach(id, line('230'));
    expect(refusalOf(await admin.request('DELETE', `/api/plans/${id}`))).toMatchObject({ code: 'in-use', fields: { 'usedBy.0': '230' } });
    await attach(id);
    const { id: other, name } = await newPlan();
    const settings = { planId: id, entryId: '', ends: [] };
    await change(other, 1, [{ kind: 'add-node', node: { id: 'sub', kind: 'sub-plan', title: '', position, settings } }]);
    expect(refusalOf(await admin.request('DELETE', `/api/plans/${id}`))).toMatchObject({ code: 'in-use', fields: { 'usedBy.0': name } });
    await admin.request('DELETE', `/api/plans/${other}`);
    expect((await admin.request('DELETE', `/api/plans/${id}`)).status).toBe(204);
  });

  it('[DP223] who dials it comes into the plan as it is published, from the next call on', async () => {
    const id = await published();
    const tenant = await tenantId();
    const person = await deskline.identity.subscribers.byDialled(tenant, await pbxId(), '100');
    if (!person) throw new Error('no Alice');
    const dial = async (dialled: string): Promise<string> =>
      (await deskline.dialplan.routing.route({ caller: person, pbxId: await pbxId(), dialled })).kind;
    expect(await dial('240')).toBe('nowhere');
    await attach(id, line('240'));
    expect(await dial('240')).toBe('attended');
    expect(await dial('101')).toBe('person');
    await attach(id);
    expect(await dial('240')).toBe('nowhere');
    const { id: draft } = await newPlan();
    await attach(draft, line('241'));
    expect(await dial('241')).toBe('nowhere');
  });
});

describe('around a plan', () => {
  it('[DP230] says what settings can name', async () => {
    const id = await published();
    const world = planWorldSchema.parse((await admin.get(`/api/plans/${id}/world`)).body);
    expect(world.users.map(({ name, extension }) => [name, extension])).toContainEqual(['Alice Adams', '100']);
    expect(world).toMatchObject({ emergencyNumbers: ['112', '110'], timeZone: 'Europe/Berlin', pbxs: [{ name: expect.any(String) }] });
    expect(world.plans.map((plan) => plan.id)).not.toContain(id);
  });

  it('[DP231] who may not, may not: plain users and supervisors see no plans, supervisors say what schedules hold', async () => {
    const id = await published();
    const [alice, carol] = [await deskline.person('alice@acme.test'), await deskline.person('carol@acme.test')];
    for (const person of [alice, carol])
      for (const [method, path, body] of [
        ['GET', '/api/plans'],
        ['POST', '/api/plans', { name: 'x' }],
        ['POST', '/api/plans/import', { name: 'x', file: {} }],
        ['GET', `/api/plans/${id}`],
        ['PATCH', `/api/plans/${id}`, { name: 'x' }],
        ['DELETE', `/api/plans/${id}`],
        ['PUT', `/api/plans/${id}/draft`, { revision: 2, operations: [{ kind: 'set-language', language: 'de' }] }],
        ['POST', `/api/plans/${id}/publish`, { revision: 2, publishedVersion: 1 }],
        ['GET', `/api/plans/${id}/versions`],
        ['GET', `/api/plans/${id}/versions/1`],
        ['POST', `/api/plans/${id}/versions/1/restore`, { revision: 2 }],
        ['GET', `/api/plans/${id}/attachments`],
        ['PUT', `/api/plans/${id}/attachments`, { items: [] }],
        ['GET', `/api/plans/${id}/world`],
        ['GET', `/api/plans/${id}/tests`],
        ['PUT', `/api/plans/${id}/tests`, { items: [] }],
        ['GET', `/api/plans/${id}/live`],
        ['GET', `/api/plans/${id}/runs`],
        ['GET', '/api/plan-pins'],
        ['POST', '/api/plan-pins', { name: 'x', pin: '4711' }],
        ['GET', '/api/plan-hosts'],
        ['PUT', '/api/plan-hosts', { items: [] }],
        ['POST', '/api/schedules', { name: 'x', schedule: { timeZone: 'UTC', weekly: [], exceptions: [] } }],
      ] as const)
        expect(refusalOf(await person.request(method, path, body)).code, `${method} ${path}`).toBe('forbidden');
    expect(refusalOf(await alice.get('/api/schedules')).code).toBe('forbidden');
    expect((await carol.get('/api/schedules')).status).toBe(200);
  });

  it('[DP240] a call’s way is read by its caller, by who answered, and by those who read all calls', async () => {
    const id = await published();
    const people = await Promise.all(['alice', 'bob', 'dave', 'carol'].map((name) => deskline.person(`${name}@acme.test`)));
    const userId = async (number: string): Promise<string> =>
      (await deskline.identity.subscribers.byDialled(await tenantId(), await pbxId(), number))?.userId ?? '';
    const callId = crypto.randomUUID();
    await deskline.database.query(
      `insert into deskline.plan_runs (tenant_id, call_id, plan_id, version, node_id, started_at, caller_user_id, caller_name, answered_by, path, ended_at, end_why)
       values ($1, $2, $3, 1, 'node-1', now(), $4, 'Alice Adams', $5, $6, now(), 'talk-over')`,
      [
        await tenantId(),
        callId,
        id,
        await userId('100'),
        await userId('101'),
        JSON.stringify([{ planId: id, nodeId: 'end', kind: 'hang-up', enteredAtMs: 0, exit: 'x', leftAtMs: 1_000, why: 'answered' }]),
      ],
    );
    const answers = await Promise.all(people.map((person) => person.get(`/api/calls/${callId}/path`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200]);
    expect(planRunSchema.parse(answers[0]?.body)).toMatchObject({
      end: 'talk-over',
      callerName: 'Alice Adams',
      path: [{ nodeId: 'end', exit: 'x', why: { kind: 'answered' } }],
    });
    expect((await admin.get(`/api/plans/${id}/runs`)).body).toMatchObject({ items: [{ callId }] });
    expect((await admin.get(`/api/plans/${id}/live`)).body).toEqual({ nodes: [], calls: [] });
  });

  it('[DP360] the demo has a main line on 200; it is made once and left alone afterwards', async () => {
    const { dialplan } = deskline;
    const tenant = await tenantId();
    const parts = { ringGroupId: undefined, queueId: undefined, promptSounds: [] };
    expect(await dialplan.hasDemo(tenant)).toBe(false);
    expect(await dialplan.provisionDemo(tenant, parts)).toBe(true);
    expect(await dialplan.provisionDemo(tenant, parts)).toBe(false);
    expect(await dialplan.hasDemo(tenant)).toBe(true);
    const plan = planListSchema.parse((await admin.get('/api/plans')).body).items.find(({ name }) => name === 'Main line');
    expect(plan).toMatchObject({
      publishedVersion: 1,
      isDraftChanged: false,
      errorCount: 0,
      attached: [{ kind: 'extension', number: '200' }],
    });
    const globex = (await deskline.database.db.listTenants()).find(({ slug }) => slug === 'globex')?.id ?? '';
    expect(await dialplan.provisionDemo(globex, parts)).toBe(false);
  });

  it('[DP233] everything that changes is in the audit log', async () => {
    const id = await published();
    const rows = await deskline.database.query<{ action: string }>(
      `select action from deskline.audit_entries where subject_id = $1 order by at, id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['plan.created', 'plan.draft-changed', 'plan.published']);
  });
});

async function tenantId(): Promise<string> {
  return (await deskline.database.db.listTenants()).find(({ slug }) => slug === 'acme')?.id ?? '';
}

async function pbxId(): Promise<string> {
  return (await deskline.identity.subscribers.numbering(await tenantId()))?.pbxs[0]?.id ?? '';
}
