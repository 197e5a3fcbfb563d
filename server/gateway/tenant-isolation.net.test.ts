import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { meSchema } from '../../protocol/identity/session.ts';
import { browserSdp } from '../media/testing/browser-sdp.ts';
import { newId } from '../platform/ids.ts';
import { startInstallation, type Installation } from './testing/installation.testing.ts';
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
  readonly body?: Readonly<Record<string, unknown>>;
}

const site = { name: 'A place', street: '', postalCode: '', city: '', country: 'DE', areaCode: '', trunkPrefix: '0', isDefault: false };
const pbx = { name: 'Another', language: 'en', country: 'DE', timeZone: 'Europe/Berlin' };

/** Every path with an id, and how to have one of what it names. A new route has to be added here, or the walk fails. */
const things: Readonly<Record<string, Thing>> = {
  '/api/sessions/{id}': { make: async (owner) => listedSchema.parse((await owner.get('/api/sessions')).body).items[0].id },
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
};

async function operations(): Promise<readonly { readonly method: string; readonly path: string }[]> {
  const document = documentSchema.parse((await acme.get('/api/openapi.json')).body);
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  );
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
    const withId = (await operations()).filter(({ path }) => path.includes('{'));
    expect(withId.length).toBeGreaterThan(10);
    for (const { method, path } of withId) {
      const thing = things[path];
      if (!thing) throw new Error(`${path} is new: say in this test how to make what it names`);
      const body = method === 'GET' || method === 'DELETE' ? undefined : thing.body;
      const theirs = await thing.make(acme);
      const foreign = await globex.request(method, path.replace('{id}', theirs), body);
      expect(refusalOf(foreign).code, `${method} ${path} with a foreign id`).toBe('not-found');
      const own = await thing.make(globex);
      const control = await globex.request(method, path.replace('{id}', own), body);
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
      };
      const body = method === 'GET' || method === 'DELETE' ? undefined : (thing?.body ?? bodies[path] ?? {});
      const answer = await alice.request(method, path.replace('{id}', newId()), body);
      expect(refusalOf(answer).code, `${method} ${path}`).toBe('forbidden');
    }
  });
});
