import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordingPageSchema, recordingSchema } from '../../../protocol/media/recordings.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import { Recordings } from '../../telephony/index.ts';
import { SqlRecordingStore } from '../../telephony/recordings/recording-store.sql.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';
import { addRecordingRoutes } from './recording-routes.ts';

class NoCalls extends EventEmitter {
  find(): undefined {
    return undefined;
  }
}

const audio = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 251));

describe('the API of recorded calls', () => {
  let deskline: Installation;
  let recordings: Recordings | undefined;
  let [alice, bob, admin, foreigner]: Visitor[] = [];
  let aliceId = '';
  let tenantId = '';
  let id = '';

  beforeAll(async () => {
    deskline = await startInstallation({
      gateway: {
        routeGroups: [
          (router) =>
            addRecordingRoutes(router, {
              get live() {
                return required(recordings).live;
              },
              get service() {
                return required(recordings).service;
              },
            }),
        ],
      },
    });
    const { database, identity } = deskline;
    recordings = await Recordings.create({
      calls: new NoCalls(),
      database: database.db,
      audit: database.audit,
      objects: database.objects,
      jobs: new FakeJobs(),
      exists: async (tenant, { kind, id: user }) => kind === 'user' && (await identity.subscribers.byUser(tenant, user)) !== undefined,
      nameOf: async (tenant, user) => (await identity.subscribers.byUser(tenant, user))?.displayName,
      clock: systemClock,
      logger: silentLogger,
      nodeId: 'node-1',
    });
    alice = await deskline.person('alice@acme.test');
    bob = await deskline.person('bob@acme.test');
    admin = await deskline.person('admin@acme.test');
    foreigner = await deskline.person('erin@globex.test');
    const me = meSchema.parse((await alice.get('/api/session')).body);
    aliceId = me.userId;
    tenantId = me.tenant.id;
  });
  afterAll(async () => {
    await recordings?.close();
    await deskline.close();
  });

  async function track(): Promise<string> {
    const writer = await deskline.database.objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg' });
    await writer.write(audio);
    return (await writer.finish()).id;
  }

  beforeEach(async () => {
    id = newId();
    const store = new SqlRecordingStore({ db: deskline.database.db, audit: deskline.database.audit });
    const caller = { userId: aliceId, displayName: 'Alice Adams', number: '100' };
    const callee = { userId: undefined, displayName: 'Outside', number: '+49301234' };
    const objects = { caller: await track(), callee: await track() };
    const row = { id, callId: newId(), startedAtMs: Date.now(), reason: 'on-demand' as const, startedBy: aliceId, nodeId: 'node-1', sealedTo: undefined };
    await store.add(tenantId, { ...row, caller, callee, objects }, { actorUserId: aliceId, action: 'recording.started' });
    const whole = { durationMs: 5000, isWhole: true };
    const tracks = [
      { side: 'caller' as const, ...whole },
      { side: 'callee' as const, ...whole },
    ];
    await store.finish(tenantId, id, { state: 'whole', durationMs: 5000, gaps: [], tracks });
  });

  it('[REC50] lists, shows and annotates', async () => {
    const page = recordingPageSchema.parse((await required(alice).get('/api/recordings?query=outside')).body);
    expect(page.items.map((item) => item.id)).toContain(id);
    const change = { notes: 'important', tags: ['vip'], version: 1 };
    const changed = await required(alice).request('PATCH', `/api/recordings/${id}`, change);
    expect(recordingSchema.parse(changed.body)).toMatchObject({ notes: 'important', tags: ['vip'], version: 2, state: 'whole' });
    expect(
      recordingPageSchema.parse((await required(admin).get('/api/recordings?scope=all&tag=vip&query=IMPORTANT')).body).items,
    ).toHaveLength(1);
    expect((await required(alice).get('/api/recordings?scope=all')).status).toBe(403);
    expect((await required(bob).get(`/api/recordings/${id}`)).status).toBe(404);
  });

  it('[REC51] gives tracks whole and in ranges, to listen or as a file to save', async () => {
    const path = `/api/recordings/${id}/tracks/caller`;
    const whole = await required(alice).download(path);
    expect({ status: whole.status, type: whole.headers.get('content-type'), isAudio: whole.content.equals(audio) }).toEqual({
      status: 200,
      type: 'audio/ogg',
      isAudio: true,
    });
    const part = await required(alice).download(path, 'bytes=65000-66000');
    expect({ status: part.status, range: part.headers.get('content-range') }).toEqual({ status: 206, range: 'bytes 65000-66000/100000' });
    expect(part.content.equals(audio.subarray(65_000, 66_001))).toBe(true);
    expect((await required(alice).download(path, 'bytes=100000-')).status).toBe(416);
    const saved = await required(alice).download(`${path}?purpose=export`);
    expect(saved.headers.get('content-disposition')).toMatch(/attachment; filename\*=UTF-8''.*caller\.opus/u);
    const accesses = z.object({ items: z.array(z.object({ purpose: z.string() })) });
    const { items } = accesses.parse((await required(admin).get(`/api/recordings/${id}/access`)).body);
    expect(items.map(({ purpose }) => purpose)).toEqual(['export', 'listen']);
    expect((await required(alice).download(`/api/recordings/${id}/tracks/other`)).status).toBe(404);
  });

  it('[REC52] another tenant finds nothing, by whatever route', async () => {
    const bodies: Readonly<Record<string, unknown>> = {
      PATCH: { notes: 'x', version: 1 },
      PUT: { reason: 'x' },
      POST: { action: 'start' },
    };
    for (const [method, path] of [
      ['GET', `/api/recordings/${id}`],
      ['PATCH', `/api/recordings/${id}`],
      ['GET', `/api/recordings/${id}/tracks/caller`],
      ['POST', `/api/calls/${id}/recording`],
      ['GET', `/api/calls/${id}/recording`],
    ] as const)
      expect((await required(foreigner).request(method, path, bodies[method])).status, `${method} ${path}`).toBe(404);
    const stranger = await deskline.person('admin@globex.test').catch(() => undefined);
    for (const [method, path] of [
      ['PUT', `/api/recordings/${id}/hold`],
      ['DELETE', `/api/recordings/${id}/hold`],
      ['GET', `/api/recordings/${id}/access`],
    ] as const)
      expect([403, 404], `${method} ${path}`).toContain(
        (await (stranger ?? required(foreigner)).request(method, path, bodies[method])).status,
      );
    expect(JSON.stringify((await required(foreigner).get('/api/recordings')).body)).not.toContain(id);
  });

  it('[REC53] a hold and a policy need an admin', async () => {
    const hold = { reason: 'court order' };
    expect(refusalOf(await required(alice).request('PUT', `/api/recordings/${id}/hold`, hold)).code).toBe('forbidden');
    expect((await required(admin).request('PUT', `/api/recordings/${id}/hold`, hold)).body).toMatchObject({ isHeld: true, hold });
    expect((await required(admin).request('DELETE', `/api/recordings/${id}/hold`)).body).toMatchObject({ isHeld: true });
    expect((await required(admin).request('DELETE', `/api/recordings/${id}/hold`)).status).toBe(403);
    const path = `/api/admin/recording-policies/user/${aliceId}`;
    expect((await required(admin).get(path)).body).toEqual({ policy: 'on-demand' });
    expect((await required(admin).request('PUT', path, { policy: 'always' })).body).toEqual({ policy: 'always' });
    expect((await required(admin).get(path)).body).toEqual({ policy: 'always' });
    expect((await required(alice).request('PUT', path, { policy: 'never' })).status).toBe(403);
    expect((await required(admin).get(`/api/admin/recording-policies/user/${newId()}`)).status).toBe(404);
  });
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test is not ready');
  return value;
}
