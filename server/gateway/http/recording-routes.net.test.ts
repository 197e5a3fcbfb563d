import { EventEmitter } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordingPageSchema, recordingSchema } from '../../../protocol/media/recordings.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { ObjectRecipient } from '../../storage/index.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import { Recordings } from '../../telephony/index.ts';
import { SqlRecordingStore } from '../../telephony/recordings/recording-store.sql.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { refusalOf, type Visitor } from '../testing/visitor.testing.ts';
import { PaperRoot } from '../../telephony/recordings/sealing/testing/paper-root.ts';
import { addRecordingRoutes } from './recording-routes.ts';
import { addSealingRoutes } from './sealing-routes.ts';

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
          (router) =>
            addSealingRoutes(router, {
              get sealing() {
                return required(recordings).sealing;
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
      bus: deskline.bus,
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

  async function track(recipient?: ObjectRecipient): Promise<string> {
    const writer = await deskline.database.objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg', recipient });
    await writer.write(audio);
    return (await writer.finish()).id;
  }

  beforeEach(async () => {
    id = await recorded();
  });

  async function recorded(recipient?: ObjectRecipient): Promise<string> {
    const id = newId();
    const store = new SqlRecordingStore({ db: deskline.database.db, audit: deskline.database.audit });
    const caller = { userId: aliceId, displayName: 'Alice Adams', number: '100' };
    const callee = { userId: undefined, displayName: 'Outside', number: '+49301234' };
    const objects = { caller: await track(recipient), callee: await track(recipient) };
    const row = {
      id,
      callId: newId(),
      startedAtMs: Date.now(),
      reason: 'on-demand' as const,
      startedBy: aliceId,
      nodeId: 'node-1',
      sealedTo: recipient?.keyVersion,
    };
    await store.add(tenantId, { ...row, caller, callee, objects }, { actorUserId: aliceId, action: 'recording.started' });
    const whole = { durationMs: 5000, isWhole: true };
    const tracks = [
      { side: 'caller' as const, ...whole },
      { side: 'callee' as const, ...whole },
    ];
    await store.finish(tenantId, id, { state: 'whole', durationMs: 5000, gaps: [], tracks });
    return id;
  }

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

  it('[SR37] a sealed track is given sealed, in ranges, with what its recipient needs; the way to the plain one is closed', async () => {
    const sealed = await recorded({
      keyVersion: 1,
      publicKey: Buffer.from(new PaperRoot(tenantId).recordingKey(1).publicKey, 'base64url'),
    });
    const details = recordingSchema.parse((await required(alice).get(`/api/recordings/${sealed}`)).body);
    expect(details).toMatchObject({
      isSealed: true,
      tracks: [{ envelope: null, sealed: { keyVersion: 1 } }, { sealed: { keyVersion: 1 } }],
    });
    const path = `/api/recordings/${sealed}/tracks/caller`;
    expect(refusalOf(await required(alice).get(path)).code).toBe('sealed');
    const whole = await required(alice).download(`${path}/sealed`);
    expect({ status: whole.status, type: whole.headers.get('content-type') }).toEqual({ status: 200, type: 'application/octet-stream' });
    expect(whole.content.subarray(0, 6).toString()).toBe('DSKOBJ');
    expect(whole.content.includes(audio.subarray(0, 64))).toBe(false);
    const part = await required(alice).download(`${path}/sealed`, 'bytes=70000-70999');
    expect(part.status).toBe(206);
    expect(part.content.equals(whole.content.subarray(70_000, 71_000))).toBe(true);
    for (const visitor of [bob, foreigner]) expect((await required(visitor).get(`${path}/sealed`)).status).toBe(404);
    expect((await required(alice).get(`/api/recordings/${id}/tracks/caller/sealed`)).status).toBe(404);
    const { items } = z
      .object({ items: z.array(z.object({ purpose: z.string() })) })
      .parse((await required(admin).get(`/api/recordings/${sealed}/access`)).body);
    expect(items).toEqual([{ purpose: 'listen' }]);
  });

  it('[SR38] notes of a sealed recording are taken and found sealed only', async () => {
    const sealed = await recorded({
      keyVersion: 1,
      publicKey: Buffer.from(new PaperRoot(tenantId).recordingKey(1).publicKey, 'base64url'),
    });
    const sealedNotes = { keyVersion: 1, sealed: Buffer.alloc(100, 7).toString('base64url') };
    for (const [path, body] of [
      [sealed, { notes: 'in the clear', version: 1 }],
      [sealed, { tags: ['vip'], version: 1 }],
      [id, { sealedNotes, version: 1 }],
    ] as const)
      expect(refusalOf(await required(alice).request('PATCH', `/api/recordings/${path}`, body)).code).toBe('sealed');
    const changed = await required(alice).request('PATCH', `/api/recordings/${sealed}`, { sealedNotes, version: 1 });
    expect(recordingSchema.parse(changed.body)).toMatchObject({ notes: '', tags: [], sealedNotes, version: 2 });
    expect((await required(alice).request('PATCH', `/api/recordings/${sealed}`, { sealedNotes, version: 1 })).status).toBe(409);
    const only = recordingPageSchema.parse((await required(alice).get('/api/recordings?only=sealed-notes')).body);
    expect(only.items.map((item) => [item.id, item.sealedNotes])).toEqual([[sealed, sealedNotes]]);
  });

  it('[SR29] sealing is set up by admins; another tenant finds nothing by any of its routes', async () => {
    const path = '/api/recording-sealing';
    const root = new PaperRoot(tenantId);
    const founding = root.founding();
    expect((await required(alice).request('POST', path, founding)).status).toBe(403);
    expect((await required(admin).request('POST', path, { ...founding, recoveryPin: 'short' })).status).toBe(422);
    expect((await required(admin).request('POST', path, founding)).body).toMatchObject({ isOn: true, keys: { version: 1 } });
    expect((await required(admin).request('PUT', `${path}/switch`, { isOn: false })).body).toMatchObject({ isOn: false });
    expect((await required(foreigner).get(path)).body).toEqual({ isOn: false, keys: null });
    const asked = { id: newId(), name: 'Laptop', publicKey: root.recordingKey(1).publicKey };
    expect((await required(alice).request('POST', `${path}/browsers`, asked)).status).toBe(200);
    const bodies: Readonly<Record<string, unknown>> = { approval: root.approval(asked), removal: root.removal(1, [founding.recovery.id]) };
    for (const [method, way, id] of [
      ['GET', 'ring', founding.browser.id],
      ['POST', 'approval', asked.id],
      ['POST', 'removal', founding.browser.id],
    ] as const) {
      const status = (await required(foreigner).request(method, `${path}/browsers/${id}/${way}`, bodies[way])).status;
      // Erin is no admin in her own tenant: what needs one is refused before anything is looked for.
      expect([403, 404], `${method} ${way}`).toContain(status);
    }
    expect((await required(foreigner).request('DELETE', `${path}/browsers/${asked.id}`)).status).toBe(404);
    expect((await required(foreigner).request('POST', `${path}/browsers`, { ...asked, id: newId() })).status).toBe(404);
    expect((await required(admin).request('POST', `${path}/browsers/${asked.id}/approval`, root.approval(asked))).status).toBe(200);
    expect((await required(alice).get(`${path}/browsers/${asked.id}/ring`)).body).toMatchObject({ ring: expect.any(String) });
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
