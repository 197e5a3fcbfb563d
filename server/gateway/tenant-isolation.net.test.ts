import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { pushOverviewSchema } from '../../protocol/identity/push.ts';
import { meSchema } from '../../protocol/identity/session.ts';
import { browserSdp } from '../media/testing/browser-sdp.ts';
import { recordingOf } from '../media/audio/testing/recordings.testing.ts';
import { nodeKinds } from '../../protocol/dialplan/nodes/index.ts';
import { sharedBoxDefaults } from '../../protocol/telephony/shared-boxes.ts';
import { voicemailBoxesSchema } from '../../protocol/telephony/voicemail.ts';
import { newId } from '../platform/ids.ts';
import { startInstallation, type Installation } from './testing/installation.testing.ts';
import { leaveMessage } from './testing/voicemail.testing.ts';
import { refusalOf, type Answer, type Visitor } from './testing/visitor.testing.ts';

let deskline: Installation;
let acme: Visitor;
let globex: Visitor;
beforeAll(async () => {
  deskline = await startInstallation();
  acme = await deskline.person('admin@acme.test');
  globex = await deskline.person('erin@globex.test');
});
afterAll(() => deskline.close());

const documentSchema = z.object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const madeSchema = z.union([
  z.object({ id: z.uuid() }),
  z.object({ user: z.object({ id: z.uuid() }) }),
  z.object({ device: z.object({ id: z.uuid() }) }),
]);
const listedSchema = z.object({ items: z.tuple([z.object({ id: z.uuid() })], z.object({ id: z.uuid() })) });

function idOf(answer: Answer): string {
  const made = madeSchema.parse(answer.body);
  if ('user' in made) return made.user.id;
  return 'device' in made ? made.device.id : made.id;
}

let counter = 0;
async function newUser(owner: Visitor): Promise<string> {
  counter += 1;
  return idOf(await owner.request('POST', '/api/admin/users', { email: `walk${counter}@walk.test`, displayName: 'Walker', role: 'user' }));
}

async function newConnectionTest(owner: Visitor): Promise<string> {
  const offer = browserSdp({ ufrag: 'walk', ssrc: 1234, setup: 'actpass', direction: 'sendrecv' });
  return idOf(await owner.request('POST', '/api/connection-test', { offer, path: 'udp' }));
}

async function ownBox(owner: Visitor): Promise<string> {
  const [box] = voicemailBoxesSchema.parse((await owner.get('/api/voicemail/boxes')).body).items;
  await deskline.database.query('update deskline.voicemail_boxes set version = 1');
  return box?.id ?? '';
}
async function newGreeting(owner: Visitor): Promise<string> {
  return idOf(
    await owner.request('POST', `/api/voicemail/boxes/${await ownBox(owner)}/greetings?name=Away`, recordingOf('sine=d=1', 'wav')),
  );
}
async function newSharedBox(owner: Visitor): Promise<string> {
  return idOf(await owner.request('POST', '/api/admin/voicemail-boxes', { name: `Team ${String((counter += 1))}` }));
}
async function newMessage(owner: Visitor): Promise<string> {
  const { tenant } = meSchema.parse((await owner.get('/api/session')).body);
  return leaveMessage(deskline.database, { tenantId: tenant.id, boxId: await ownBox(owner) });
}

const speech = { text: 'Hello', language: 'en', voice: 'en-gb' };
async function newPrompt(owner: Visitor): Promise<string> {
  return idOf(await owner.request('POST', '/api/admin/prompts/spoken', { ...speech, name: `Prompt ${String((counter += 1))}` }));
}

async function newPlan(owner: Visitor): Promise<string> {
  return idOf(await owner.request('POST', '/api/plans', { name: `Plan ${String((counter += 1))}` }));
}

/** A plan that has a version 1. */
async function newPublishedPlan(owner: Visitor): Promise<string> {
  const id = await newPlan(owner);
  const end = { id: 'end', kind: 'hang-up', title: '', position: { x: 0, y: 0 }, settings: nodeKinds['hang-up'].defaults };
  const edge = { from: 'start', exit: 'start', to: 'end' };
  const operations = [
    { kind: 'add-node', node: end },
    { kind: 'connect', edge },
  ];
  await owner.request('PUT', `/api/plans/${id}/draft`, { revision: 1, operations });
  const answer = await owner.request('POST', `/api/plans/${id}/publish`, { revision: 2, publishedVersion: null });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return id;
}

const hours = { timeZone: 'Europe/Berlin', weekly: [], exceptions: [] };
const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n';
async function newSchedule(owner: Visitor): Promise<string> {
  return idOf(await owner.request('POST', '/api/schedules', { name: `Hours ${String((counter += 1))}`, schedule: hours }));
}

/** A call that went through a plan. */
async function newRun(owner: Visitor): Promise<string> {
  const planId = await newPlan(owner);
  const callId = newId();
  await deskline.database.query(
    `insert into deskline.plan_runs (tenant_id, call_id, plan_id, version, node_id, started_at)
     select tenant_id, $1, id, 1, 'node-1', now() from deskline.plans where id = $2`,
    [callId, planId],
  );
  return callId;
}

async function newSupportSession(owner: Visitor): Promise<string> {
  return idOf(await owner.request('POST', '/api/support/sessions', { kind: 'screen' }));
}

/** A support session that is held: a hold is asked to be lifted only where there is one. */
async function newHeldSession(owner: Visitor): Promise<string> {
  const id = await newSupportSession(owner);
  expect((await owner.request('PUT', `/api/support/sessions/${id}/hold`, { reason: 'A claim' })).status).toBe(200);
  return id;
}

/** A kept file of a support session; the path's first id is the session's. */
async function newArtefact(owner: Visitor): Promise<string> {
  const sessionId = await newSupportSession(owner);
  const path = `/api/support/sessions/${sessionId}/artefacts`;
  return `${sessionId}/artefacts/${idOf(await owner.request('POST', `${path}?kind=still&name=Still`, Buffer.from('sealed')))}`;
}

/** The same, of which more followed. */
async function newGrownArtefact(owner: Visitor): Promise<string> {
  const id = await newArtefact(owner);
  expect((await owner.request('PUT', `/api/support/sessions/${id}/parts/1`, Buffer.from('more'))).status).toBe(200);
  return id;
}

/** Somebody of the visitor's tenant dials for help; gives the alert's id. */
async function newAlert(owner: Visitor): Promise<string> {
  const { tenant, userId } = meSchema.parse((await owner.get('/api/session')).body);
  const { subscribers, numberDirectory } = deskline.identity;
  const caller = await subscribers.byUser(tenant.id, userId);
  if (!caller) throw new Error('nobody is signed in');
  const place = await numberDirectory.placeOf(tenant.id, caller.pbxId, userId);
  deskline.emergency.handleDialled({ caller, pbxId: caller.pbxId, number: '112', place, siteId: undefined, address: '' });
  return vi.waitFor(async () => listedSchema.parse((await owner.get('/api/emergency-alerts')).body).items[0].id);
}

interface Thing {
  /** Makes one for the visitor's tenant; gives its id. */
  readonly make: (owner: Visitor) => Promise<string>;
  /** A body that each method accepts. */
  readonly body?: Readonly<Record<string, unknown>> | Buffer | ((owner: Visitor) => Promise<unknown>);
  /** Parameters that each method accepts. */
  readonly query?: string;
}

const site = { name: 'A place', street: '', postalCode: '', city: '', country: 'DE', areaCode: '', trunkPrefix: '0', isDefault: false };
const pbx = { name: 'Another', language: 'en', country: 'DE', timeZone: 'Europe/Berlin' };

/** Every path with an id (with its method, where that needs a thing of its own), and how to have one of what it names. A new route has to be added here, or the walk fails. */
const things: Readonly<Record<string, Thing>> = {
  '/api/sessions/{id}': { make: async (owner) => listedSchema.parse((await owner.get('/api/sessions')).body).items[0].id },
  '/api/push/subscriptions/{id}': {
    make: async (owner) => {
      const endpoint = `https://push.example/${String((counter += 1))}`;
      const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
      const put = await owner.request('PUT', '/api/push/subscription', { endpoint, keys, language: 'en' });
      return pushOverviewSchema.parse(put.body).items[0]?.id ?? '';
    },
  },
  '/api/admin/users/{id}': { make: newUser, body: { version: 1, displayName: 'Changed' } },
  '/api/admin/users/{id}/reset-password': { make: newUser },
  '/api/admin/extensions/{id}': {
    make: async (owner) => idOf(await owner.request('POST', '/api/admin/extensions', { number: `77${(counter += 1)}` })),
    body: { version: 1, label: 'Changed' },
  },
  '/api/admin/pbxs/{id}': {
    make: async (owner) => idOf(await owner.request('POST', '/api/admin/pbxs', { ...pbx, slug: `walk-${(counter += 1)}` })),
    body: { version: 1, name: 'Changed' },
  },
  '/api/admin/sites/{id}': {
    make: async (owner) => idOf(await owner.request('POST', '/api/admin/sites', site)),
    body: { version: 1, name: 'Changed' },
  },
  '/api/admin/devices/{id}': {
    make: async (owner) => idOf(await owner.request('POST', '/api/admin/devices', { userId: await newUser(owner), label: 'Desk phone' })),
    body: { isDisabled: true },
  },
  '/api/admin/numbers/{id}': {
    make: async (owner) => {
      const number = `+4930${String(9_000_000 + (counter += 1))}`;
      const answer = await owner.request('POST', '/api/admin/numbers', { number });
      return z.object({ items: z.tuple([z.object({ id: z.uuid() })]) }).parse(answer.body).items[0].id;
    },
    body: { version: 1, label: 'Changed' },
  },
  '/api/emergency-alerts/{id}/acknowledge': { make: newAlert },
  '/api/connection-test/{id}': { make: newConnectionTest },
  '/api/plans/{id}': { make: newPlan, body: { name: 'Changed' } },
  '/api/plans/{id}/draft': { make: newPlan, body: { revision: 1, operations: [{ kind: 'set-language', language: 'de' }] } },
  '/api/plans/{id}/world': { make: newPlan },
  '/api/plans/{id}/tests': { make: newPlan, body: { items: [] } },
  '/api/plans/{id}/publish': { make: newPlan, body: { revision: 1, publishedVersion: null } },
  '/api/plans/{id}/versions': { make: newPlan },
  '/api/plans/{id}/versions/{number}': { make: newPublishedPlan },
  '/api/plans/{id}/versions/{number}/restore': { make: newPublishedPlan, body: { revision: 2 } },
  '/api/plans/{id}/attachments': { make: newPlan, body: { items: [] } },
  '/api/plans/{id}/live': { make: newPlan },
  '/api/plans/{id}/runs': { make: newPlan },
  '/api/calls/{id}/path': { make: newRun },
  '/api/schedules/{id}': { make: newSchedule, body: { name: 'Changed', schedule: hours, version: 1 } },
  '/api/schedules/{id}/override': { make: newSchedule, body: { override: { period: 'closed', untilMs: null } } },
  '/api/schedules/{id}/holidays': { make: newSchedule, body: { calendar, version: 1 } },
  '/api/plan-pins/{id}': {
    make: async (owner) => idOf(await owner.request('POST', '/api/plan-pins', { name: `Pin ${String((counter += 1))}`, pin: '4711' })),
    body: { name: 'Changed', version: 1 },
  },
  '/api/voicemail/boxes/{id}': { make: ownBox, body: { version: 1 } },
  '/api/voicemail/boxes/{id}/greetings': { make: ownBox, body: recordingOf('sine=d=1', 'wav'), query: '?name=Away' },
  '/api/voicemail/boxes/{id}/greetings/spoken': { make: ownBox, body: { ...speech, name: 'Away' } },
  '/api/voicemail/boxes/{id}/pin': { make: ownBox, body: { pin: '4711' } },
  '/api/voicemail/greetings/{id}': { make: newGreeting },
  '/api/voicemail/greetings/{id}/audio': { make: newGreeting },
  '/api/admin/voicemail-boxes/{id}': { make: newSharedBox, body: { ...sharedBoxDefaults, name: 'Team', version: 1 } },
  '/api/voicemail/messages/{id}': { make: newMessage },
  '/api/voicemail/messages/{id}/audio': { make: newMessage },
  '/api/voicemail/messages/{id}/download': { make: newMessage },
  '/api/voicemail/messages/{id}/waveform': { make: newMessage },
  '/api/voicemail/messages/{id}/heard': { make: newMessage, body: { isHeard: true } },
  '/api/voicemail/messages/{id}/restore': { make: newMessage },
  '/api/voicemail/messages/{id}/forward': {
    make: newMessage,
    body: async (owner) => ({ userId: meSchema.parse((await owner.get('/api/session')).body).userId }),
  },
  '/api/support/sessions/{id}': { make: newSupportSession },
  '/api/support/sessions/{id}/relay-view': { make: newSupportSession },
  '/api/support/sessions/{id}/sample': { make: newSupportSession },
  '/api/support/sessions/{id}/keeping': { make: newSupportSession },
  '/api/support/sessions/{id}/hold': { make: newSupportSession, body: { reason: 'A claim' } },
  'DELETE /api/support/sessions/{id}/hold': { make: newHeldSession },
  '/api/support/sessions/{id}/end': { make: newSupportSession },
  '/api/support/sessions/{id}/outcome': { make: newSupportSession, body: { outcome: 'solved', version: 1 } },
  '/api/support/sessions/{id}/assign': {
    make: newSupportSession,
    body: async (owner) => ({ userId: meSchema.parse((await owner.get('/api/session')).body).userId }),
  },
  '/api/support/sessions/{id}/artefacts': { make: newSupportSession, body: Buffer.from('sealed'), query: '?kind=still&name=Still' },
  '/api/support/sessions/{id}/artefacts/{artefactId}': { make: newArtefact },
  '/api/support/sessions/{id}/artefacts/{artefactId}/parts/{number}': { make: newGrownArtefact, body: Buffer.from('sealed') },
  '/api/support/sessions/{id}/notes': { make: newSupportSession, body: { sealed: 'c2VhbGVk', version: 0 } },
  '/api/admin/prompts/{id}': { make: newPrompt, body: { version: 1, name: 'Changed' } },
  '/api/admin/prompts/{id}/users': { make: newPrompt },
  '/api/admin/prompts/{id}/audio': { make: newPrompt, body: recordingOf('sine=d=1', 'wav'), query: '?version=1' },
  '/api/admin/prompts/{id}/speech': { make: newPrompt, body: { ...speech, version: 1 } },
};

async function operations(): Promise<readonly { readonly method: string; readonly path: string }[]> {
  const document = documentSchema.parse((await acme.get('/api/openapi.json')).body);
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
}

/** The address of one thing; of what lies in another thing, `id` is both ids with what stands between them. */
function addressOf(path: string, id: string): string {
  return path.replace('{id}/artefacts/{artefactId}', id).replace('{id}', id).replace('{number}', '1');
}

describe('tenants apart', () => {
  it('[ID54] the document describes every route, in OpenAPI 3.1', async () => {
    const document = documentSchema.parse((await acme.get('/api/openapi.json')).body);
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/session', '/api/admin/users', '/api/people', '/api/calls', '/api/phone/registration']),
    );
  });

  it('[ID25] every route with an id answers 404 for another tenant’s, and not for one’s own', async () => {
    // Whoever has a routing id was invited, of whatever tenant they are.
    const withId = (await operations()).filter(({ path }) => path.includes('{') && !path.includes('{routingId}'));
    expect(withId.length).toBeGreaterThan(10);
    for (const { method, path } of withId) {
      const thing = things[`${method} ${path}`] ?? things[path];
      if (!thing) throw new Error(`${path} is new: say in this test how to make what it names`);
      const given = typeof thing.body === 'function' ? await thing.body(globex) : thing.body;
      const body = method === 'GET' || method === 'DELETE' ? undefined : given;
      const theirs = await thing.make(acme);
      const { query = '' } = thing;
      const foreign = await globex.request(method, addressOf(path, theirs) + query, body);
      expect(refusalOf(foreign).code, `${method} ${path} with a foreign id`).toBe('not-found');
      const own = await thing.make(globex);
      const control = await globex.request(method, addressOf(path, own) + query, body);
      expect(control.status, `${method} ${path} with an own id: ${JSON.stringify(control.body)}`).toBeLessThan(300);
      if (path.startsWith('/api/sessions')) globex = await deskline.person('erin@globex.test');
    }
  });

  it('[ID25] ids that never were and ids that cannot be are not found either', async () => {
    for (const id of [newId(), 'x', '0', '..%2f..', "1'%20or%20'1"]) {
      for (const path of ['/api/admin/users/', '/api/admin/extensions/', '/api/sessions/'])
        expect((await acme.request('DELETE', path + id)).status, path + id).toBe(404);
    }
  });

  it('[ID25] foreign ids in bodies are unknown', async () => {
    const theirUser = await newUser(acme);
    const theirPbx = await things['/api/admin/pbxs/{id}']?.make(acme);
    const theirSite = await things['/api/admin/sites/{id}']?.make(acme);
    const ownUser = await newUser(globex);
    const fieldsOf = async (method: string, path: string, body: unknown): Promise<unknown> =>
      refusalOf(await globex.request(method, path, body)).fields;
    expect(await fieldsOf('POST', '/api/admin/extensions', { number: '8801', userId: theirUser })).toEqual({ userId: 'unknown' });
    expect(await fieldsOf('POST', '/api/admin/extensions', { number: '8802', pbxId: theirPbx })).toEqual({ pbxId: 'unknown' });
    expect(await fieldsOf('POST', '/api/admin/devices', { userId: theirUser, label: 'x' })).toEqual({ userId: 'unknown' });
    expect(await fieldsOf('PATCH', `/api/admin/users/${ownUser}`, { version: 1, siteId: theirSite })).toEqual({ siteId: 'unknown' });
  });

  it('[ID25] lists hold nobody of another tenant (control: they hold one’s own)', async () => {
    for (const path of [
      '/api/admin/users?pageSize=200',
      '/api/admin/extensions?pageSize=200',
      '/api/admin/devices',
      '/api/admin/prompts',
      '/api/plans',
      '/api/schedules',
      '/api/plan-pins',
      '/api/people',
      '/api/admin/numbers?pageSize=200',
      '/api/emergency-alerts',
      '/api/admin/audit?pageSize=200',
    ]) {
      const text = JSON.stringify((await acme.get(path)).body);
      expect(text, path).not.toMatch(/erin|globex/i);
    }
    expect(JSON.stringify((await globex.get('/api/admin/users')).body)).toContain('erin@globex.test');
    expect(JSON.stringify((await acme.get('/api/people')).body)).toContain('Alice Adams');
  });

  it('[ID20] every admin route refuses a plain user', async () => {
    const alice = await deskline.person('alice@acme.test');
    const admin = (await operations()).filter(({ path }) => path.startsWith('/api/admin/') || path.startsWith('/api/emergency-alerts'));
    for (const { method, path } of admin) {
      const thing = things[path];
      const bodies: Readonly<Record<string, unknown>> = {
        '/api/admin/users': { email: 'x@y.test', displayName: 'X', role: 'user' },
        '/api/admin/users/import': { csv: 'email,name\n', dryRun: true },
        '/api/admin/extensions': { number: '9999' },
        '/api/admin/numbers': { number: '+493012345678' },
        '/api/admin/numbers/import': { csv: 'number\n', dryRun: true },
        '/api/admin/pbxs': { ...pbx, slug: 'mine' },
        '/api/admin/sites': site,
        '/api/admin/devices': { userId: newId(), label: 'x' },
        '/api/admin/prompts/spoken': { ...speech, name: 'x' },
        '/api/admin/prompts/preview': speech,
        '/api/admin/voicemail-boxes': { name: 'Team' },
      };
      const query = path === '/api/admin/prompts' && method === 'POST' ? '?name=x' : (thing?.query ?? '');
      const body = method === 'GET' || method === 'DELETE' ? undefined : (thing?.body ?? bodies[path] ?? {});
      const answer = await alice.request(method, path.replace('{id}', newId()) + query, body);
      expect(refusalOf(answer).code, `${method} ${path}`).toBe('forbidden');
    }
  });
});
