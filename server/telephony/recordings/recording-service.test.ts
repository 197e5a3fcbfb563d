import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../protocol/identity/role.ts';
import { recordingQuerySchema } from '../../../protocol/media/recordings.ts';
import type { Actor } from '../../identity/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import type { SealedObjects } from '../../storage/index.ts';
import { FakeSealedObjects } from '../../storage/objects/sealed-objects.fake.ts';
import { RecordingRetention, retentionJob } from './recording-retention.ts';
import { RecordingService } from './recording-service.ts';
import { FakeRecordingStore } from './recording-store.fake.ts';
import { keptUntilMs } from './recording.ts';

const tenantId = newId();
const actorOf = (role: Role, userId = newId()): Actor => ({ tenantId, userId, role, sessionId: newId(), address: '192.0.2.1' });
const alice = actorOf('user');
const bob = actorOf('user');
const stranger = actorOf('user');
const supervisor = actorOf('supervisor');
const [admin, otherAdmin] = [actorOf('admin'), actorOf('admin')];
const query = recordingQuerySchema.parse({});
const queueId = newId();

describe('recorded calls', () => {
  let clock: FakeClock;
  let store: FakeRecordingStore;
  let objects: FakeSealedObjects;
  let service: RecordingService;
  beforeEach(() => {
    clock = new FakeClock();
    store = new FakeRecordingStore();
    objects = new FakeSealedObjects();
    service = new RecordingService({
      store,
      objects,
      clock,
      exists: async (tenant, { id }) => tenant === tenantId && id === queueId,
      nameOf: async (tenant, userId) => (tenant === tenantId && userId === supervisor.userId ? 'Carol' : undefined),
    });
  });

  async function track(): Promise<string> {
    const writer = await objects.create({ tenantId, retentionClass: 'recordings', contentType: 'audio/ogg' });
    await writer.write(Buffer.from('what was said'));
    return (await writer.finish()).id;
  }

  async function recorded(startedAtMs = clock.now()): Promise<string> {
    const id = newId();
    const caller = { userId: alice.userId, displayName: 'Alice', number: '100' };
    const callee = { userId: bob.userId, displayName: 'Bob', number: '101' };
    const files = { caller: await track(), callee: await track() };
    const usual = { id, callId: newId(), reason: 'on-demand' as const, startedBy: alice.userId, nodeId: 'node-1', sealedTo: undefined };
    await store.add(
      tenantId,
      { ...usual, startedAtMs, caller, callee, objects: files },
      { actorUserId: undefined, action: 'recording.started' },
    );
    return id;
  }

  it('[REC30] people find their own, supervisors all; what somebody may not hear is not there for them', async () => {
    const id = await recorded();
    for (const actor of [alice, bob]) expect((await service.list(actor, query)).items.map((item) => item.id)).toEqual([id]);
    expect((await service.list(stranger, query)).items).toEqual([]);
    expect((await service.list(supervisor, { ...query, scope: 'all' })).items).toHaveLength(1);
    await expect(service.list(alice, { ...query, scope: 'all' })).rejects.toMatchObject({ code: 'forbidden' });
    for (const attempt of [
      service.get(stranger, id),
      service.openTrack(stranger, id, { side: 'caller', purpose: 'listen' }),
      service.annotate(stranger, id, { notes: 'x', version: 1 }),
      service.get({ ...alice, tenantId: newId() }, id),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[REC31] pages come newest first and go on where the last one ended', async () => {
    const ids = [];
    for (let day = 0; day < 5; day += 1) ids.unshift(await recorded(clock.now() + day * 86_400_000));
    const first = await service.list(alice, { ...query, limit: 3 });
    const second = await service.list(alice, { ...query, limit: 3, before: first.nextBefore ?? '' });
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(ids);
    expect(second.nextBefore).toBeNull();
    await expect(service.list(alice, { ...query, before: 'yesterday' })).rejects.toMatchObject({ code: 'invalid-fields' });
  });

  it('[REC32] who listens is written down once for a while, who exports each time, before any byte', async () => {
    const id = await recorded();
    // A player asks for both tracks at the same moment.
    const both = await Promise.all(
      (['caller', 'callee'] as const).map((side) => service.openTrack(alice, id, { side, purpose: 'listen' })),
    );
    for (const { reader } of both) await reader.close();
    for (const side of ['caller', 'callee', 'caller'] as const) {
      const { reader } = await service.openTrack(alice, id, { side, purpose: 'listen' });
      expect((await buffer(reader.stream(5, 8))).toString()).toBe('was');
      await reader.close();
    }
    for (const side of ['caller', 'callee', 'callee'] as const)
      await (await service.openTrack(bob, id, { side, purpose: 'export' })).reader.close();
    clock.advance(11 * 60_000);
    await (await service.openTrack(alice, id, { side: 'caller', purpose: 'listen' })).reader.close();
    const { items } = await service.accesses(supervisor, id);
    expect(items.map(({ userId, purpose }) => [userId === alice.userId ? 'alice' : 'bob', purpose])).toEqual([
      ['alice', 'listen'],
      ['bob', 'export'],
      ['bob', 'export'],
      ['alice', 'listen'],
    ]);
    await expect(service.accesses(alice, id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('[REC32] an access that could not be written down gives nothing, and is written with the next attempt', async () => {
    const id = await recorded();
    const addAccess = store.addAccess.bind(store);
    store.addAccess = async () => Promise.reject(new Error('the database is away'));
    await expect(service.openTrack(alice, id, { side: 'caller', purpose: 'listen' })).rejects.toThrow('away');
    store.addAccess = addAccess;
    await (await service.openTrack(alice, id, { side: 'caller', purpose: 'listen' })).reader.close();
    expect((await service.accesses(supervisor, id)).items).toHaveLength(1);
  });

  it('[REC33] notes and tags are for all who may hear it', async () => {
    const id = await recorded();
    expect(await service.annotate(bob, id, { notes: 'call back', tags: ['a', 'b', 'a'], version: 1 })).toMatchObject({
      notes: 'call back',
      tags: ['a', 'b'],
      version: 2,
    });
    await expect(service.annotate(alice, id, { notes: '', version: 1 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
  });

  it('[REC34] a hold takes an admin, its end takes two', async () => {
    const id = await recorded();
    await expect(service.hold(supervisor, id, 'court')).rejects.toMatchObject({ code: 'forbidden' });
    expect((await service.hold(admin, id, 'court')).hold).toMatchObject({ reason: 'court', by: admin.userId, releaseAskedBy: null });
    await expect(service.hold(otherAdmin, id, 'again')).rejects.toMatchObject({ code: 'taken' });
    expect((await service.release(admin, id)).hold).toMatchObject({ releaseAskedBy: admin.userId });
    await expect(service.release(admin, id)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await service.release(otherAdmin, id)).hold).toBeNull();
    await expect(service.release(admin, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(store.receipts.map(({ action }) => action)).toEqual([
      'recording.started',
      'recording.held',
      'recording.release_asked',
      'recording.released',
    ]);
  });

  it('[REC35] policies are set by admins, of people and queues that there are', async () => {
    expect(await service.policy(admin, 'queue', queueId)).toBe('on-demand');
    await service.setPolicy(admin, { kind: 'queue', id: queueId }, 'always');
    expect(await service.policy(admin, 'queue', queueId)).toBe('always');
    await expect(service.setPolicy(supervisor, { kind: 'queue', id: queueId }, 'never')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(service.policy(admin, 'user', newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('[REC40] [REC41] after 13 months the nightly job deletes rows and bytes, leaves a receipt, and spares what is held', async () => {
    const [old, held, young] = [await recorded(), await recorded(), await recorded(clock.now() + 86_400_000 * 2)];
    await service.hold(admin, held, 'court');
    const jobs = new FakeJobs();
    const tenant = { id: tenantId, slug: 'acme', name: 'Acme', createdAt: new Date(), endedAt: undefined };
    const database = { listTenants: async () => [tenant] };
    await new RecordingRetention({ store, objects, database, clock, logger: silentLogger }).register(jobs);
    clock.advance(keptUntilMs(clock.now()) - clock.now() - 1);
    await jobs.fire(retentionJob);
    expect(await store.get(tenantId, old)).toBeDefined();
    clock.advance(1);
    await jobs.fire(retentionJob);
    expect([await store.get(tenantId, old), (await store.get(tenantId, held))?.id, (await store.get(tenantId, young))?.id]).toEqual([
      undefined,
      held,
      young,
    ]);
    expect(await objects.store.list('')).toHaveLength(4);
    expect(store.receipts.at(-1)).toMatchObject({
      actorUserId: undefined,
      action: 'recording.deleted',
      after: { why: 'retention', tracks: 2 },
    });
  });

  it('[REC40] [ST92] a recording whose bytes cannot be deleted stays for the next night, and keeps no other from going', async () => {
    const ids = [await recorded(), await recorded(), await recorded()];
    const poison = (await store.get(tenantId, ids[0] ?? ''))?.tracks[0]?.objectId;
    const jobs = new FakeJobs();
    const tenant = { id: tenantId, slug: 'acme', name: 'Acme', createdAt: new Date(), endedAt: undefined };
    const guarded: SealedObjects = {
      create: (made) => objects.create(made),
      open: (...which) => objects.open(...which),
      delete: (owner, id) => (id === poison ? Promise.reject(new Error('the disk has a fault')) : objects.delete(owner, id)),
    };
    const parts = { store, database: { listTenants: async () => [tenant] }, clock, logger: silentLogger };
    await new RecordingRetention({ ...parts, objects: guarded }).register(jobs);
    clock.advance(keptUntilMs(clock.now()) - clock.now());
    await expect(jobs.fire(retentionJob)).rejects.toMatchObject({ failed: 1 });
    expect(await Promise.all(ids.map(async (id) => (await store.get(tenantId, id)) !== undefined))).toEqual([true, false, false]);
  });

  it.each([
    ['2026-01-15T10:00:00.000Z', '2027-02-15T10:00:00.000Z'],
    ['2026-01-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z'],
    ['2026-12-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z'],
  ])('[REC40] what began at %s is kept until %s', (from, until) => {
    expect(new Date(keptUntilMs(Date.parse(from))).toISOString()).toBe(until);
  });
});
