import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import type { RecordingFilter, RecordingStore } from './recording-store.ts';
import type { NewRecording } from './recording.ts';

const receipt = { actorUserId: undefined, action: 'recording.started' };
const everything: RecordingFilter = {
  userIds: [],
  query: '',
  tag: undefined,
  fromMs: undefined,
  toMs: undefined,
  before: undefined,
  limit: 50,
};

export interface RecordingStoreRig {
  readonly store: RecordingStore;
  readonly createTenant: () => Promise<string>;
  /** Actions in the tenant's audit log, oldest first. */
  readonly audited: (tenantId: string) => Promise<readonly string[]>;
}

/** What every store of recorded calls keeps: docs/spec/recordings.md. */
export function describeRecordingStore(name: string, open: () => Promise<RecordingStoreRig>): void {
  describe(`recorded calls ${name}`, () => {
    let rig: RecordingStoreRig;
    let store: RecordingStore;
    let tenantId: string;
    beforeAll(async () => {
      rig = await open();
      ({ store } = rig);
    });
    beforeEach(async () => {
      tenantId = await rig.createTenant();
    });

    const [alice, bob] = [newId(), newId()];
    const objects = { caller: newId(), callee: newId() };

    async function added(change: Partial<NewRecording> = {}): Promise<string> {
      const id = newId();
      const caller = { userId: alice, displayName: 'Alice Ärger', number: '100' };
      const callee = { userId: bob, displayName: 'Bob', number: '101' };
      const usual = {
        id,
        callId: newId(),
        startedAtMs: Date.UTC(2026, 0, 1),
        reason: 'on-demand' as const,
        startedBy: alice,
        nodeId: 'node-1',
        sealedTo: undefined,
      };
      await store.add(tenantId, { ...usual, caller, callee, objects, ...change }, receipt);
      return id;
    }

    it('[SR38] sealed notes are kept as they came, and what has them is listed alone', async () => {
      const [sealed] = [await added({ sealedTo: 3 }), await added()];
      const sealedNotes = { keyVersion: 3, sealed: Buffer.alloc(60, 5) };
      expect(await store.annotate(tenantId, sealed, { sealedNotes, version: 1 })).toBe('done');
      expect(await store.get(tenantId, sealed)).toMatchObject({ sealedTo: 3, sealedNotes, notes: '', tags: [], version: 2 });
      const filter = { userIds: [], query: '', tag: undefined, fromMs: undefined, toMs: undefined, before: undefined, limit: 10 };
      expect((await store.list(tenantId, { ...filter, hasSealedNotes: true })).map(({ id }) => id)).toEqual([sealed]);
    });

    it('[REC20] a recording begins, ends, and gets its waveforms', async () => {
      const id = await added();
      expect(await store.get(tenantId, id)).toMatchObject({ state: 'recording', durationMs: 0, gaps: [], notes: '', tags: [], version: 1 });
      const gaps = [{ fromMs: 100, toMs: 200 }];
      const track = { durationMs: 5000, isWhole: true };
      const tracks = [
        { side: 'caller' as const, ...track },
        { side: 'callee' as const, ...track, isWhole: false },
      ];
      await store.finish(tenantId, id, { state: 'cut', durationMs: 5000, gaps, tracks });
      const envelope = { perSecond: 10, peak: [0.5], rms: [0.25] };
      await store.setEnvelope(tenantId, id, { side: 'callee', envelope });
      const found = await store.get(tenantId, id);
      expect(found).toMatchObject({ state: 'cut', durationMs: 5000, gaps, startedBy: alice, reason: 'on-demand', hold: undefined });
      expect(found?.tracks).toEqual([
        { side: 'callee', objectId: objects.callee, durationMs: 5000, isWhole: false, envelope },
        { side: 'caller', objectId: objects.caller, durationMs: 5000, isWhole: true, envelope: undefined },
      ]);
      expect(await rig.audited(tenantId)).toContain('recording.started');
    });

    it('[REC21] is found by person, time, tag, and text in notes, tags and names', async () => {
      const old = await added({ startedAtMs: Date.UTC(2025, 0, 1) });
      const id = await added();
      await store.annotate(tenantId, id, { notes: 'Complaint about the Invoice', tags: ['billing'], version: 1 });
      const find = async (filter: Partial<RecordingFilter>): Promise<string[]> =>
        (await store.list(tenantId, { ...everything, ...filter })).map((recording) => recording.id);
      expect(await find({})).toEqual([id, old]);
      for (const query of ['invoice', 'BILLING']) expect(await find({ query })).toEqual([id]);
      expect(await find({ query: 'ärger' })).toEqual([id, old]);
      expect(await find({ query: 'nobody' })).toEqual([]);
      expect(await find({ tag: 'billing' })).toEqual([id]);
      expect(await find({ userIds: [bob] })).toEqual([id, old]);
      expect(await find({ userIds: [bob, newId()] })).toEqual([]);
      expect(await find({ fromMs: Date.UTC(2025, 6, 1) })).toEqual([id]);
      expect(await find({ toMs: Date.UTC(2025, 6, 1) })).toEqual([old]);
      expect(await find({ limit: 1 })).toEqual([id]);
      expect(await find({ isOldestFirst: true })).toEqual([old, id]);
      expect(await find({ isOldestFirst: true, before: { startedAtMs: Date.UTC(2025, 0, 1), id: old } })).toEqual([id]);
      expect(await find({ isHeld: true })).toEqual([]);
      expect(await find({ isHeld: false })).toEqual([id, old]);
      expect(await find({ before: { startedAtMs: Date.UTC(2026, 0, 1), id } })).toEqual([old]);
    });

    it('[REC22] of two who edit, the slower one is told', async () => {
      const id = await added();
      expect(await store.annotate(tenantId, id, { notes: 'first', version: 1 })).toBe('done');
      expect(await store.annotate(tenantId, id, { tags: ['late'], version: 1 })).toBe('changed');
      expect(await store.annotate(tenantId, newId(), { notes: '', version: 1 })).toBe('gone');
      expect(await store.get(tenantId, id)).toMatchObject({ notes: 'first', tags: [], version: 2 });
    });

    it('[REC23] a hold is set and let go by comparison; what is held is never removed', async () => {
      const id = await added();
      const hold = { reason: 'court', by: alice, atMs: Date.UTC(2026, 1, 1, 1, 2, 3, 456), releaseAskedBy: undefined };
      expect(await store.setHold(tenantId, id, { from: undefined, to: hold }, receipt)).toBe(true);
      expect(await store.setHold(tenantId, id, { from: undefined, to: hold }, receipt)).toBe(false);
      let deleted = 0;
      const deleteBytes = async (): Promise<void> => void (deleted += 1);
      expect(await store.remove(tenantId, id, receipt, deleteBytes)).toBe(false);
      expect(await store.older(tenantId, Date.UTC(2030, 0, 1), { limit: 10, except: [] })).toEqual([]);
      const asked = { ...hold, releaseAskedBy: bob };
      expect(await store.setHold(tenantId, id, { from: hold, to: asked }, receipt)).toBe(true);
      expect((await store.get(tenantId, id))?.hold).toEqual(asked);
      expect(await store.setHold(tenantId, id, { from: hold, to: undefined }, receipt)).toBe(false);
      expect(await store.setHold(tenantId, id, { from: asked, to: undefined }, receipt)).toBe(true);
      expect(await store.remove(tenantId, id, { actorUserId: undefined, action: 'recording.deleted' }, deleteBytes)).toBe(true);
      expect({ deleted, found: await store.get(tenantId, id) }).toEqual({ deleted: 1, found: undefined });
      expect((await rig.audited(tenantId)).at(-1)).toBe('recording.deleted');
    });

    it('[REC24] when the bytes cannot be deleted, the row stays for the next time', async () => {
      const id = await added();
      await expect(store.remove(tenantId, id, receipt, () => Promise.reject(new Error('the store is away')))).rejects.toThrow(
        'the store is away',
      );
      expect(await store.get(tenantId, id)).toBeDefined();
    });

    it('[REC25] who listened is kept with it', async () => {
      const id = await added();
      await store.addAccess(tenantId, id, { userId: alice, purpose: 'listen', atMs: 1000 });
      await store.addAccess(tenantId, id, { userId: bob, purpose: 'export', atMs: 2000 });
      expect(await store.listAccess(tenantId, id)).toEqual([
        { userId: bob, purpose: 'export', atMs: 2000 },
        { userId: alice, purpose: 'listen', atMs: 1000 },
      ]);
    });

    it('[REC26] policies are on demand until they are set', async () => {
      const keys = [
        { kind: 'user' as const, id: alice },
        { kind: 'queue' as const, id: alice },
      ];
      expect(await store.policies(tenantId, keys)).toEqual(['on-demand', 'on-demand']);
      await store.setPolicy(tenantId, { kind: 'user', id: alice }, 'never', receipt);
      await store.setPolicy(tenantId, { kind: 'user', id: alice }, 'always', receipt);
      expect(await store.policies(tenantId, keys)).toEqual(['always', 'on-demand']);
      expect(await store.policies(tenantId, [])).toEqual([]);
    });

    it('[REC27] another tenant’s recordings are not there', async () => {
      const id = await added();
      const other = await rig.createTenant();
      expect(await store.get(other, id)).toBeUndefined();
      expect(await store.list(other, everything)).toEqual([]);
      expect(await store.annotate(other, id, { notes: 'x', version: 1 })).toBe('gone');
      expect(await store.remove(other, id, receipt, async () => undefined)).toBe(false);
      expect(await store.unfinished(other, 'node-1')).toEqual([]);
      expect(await store.unfinished(tenantId, 'node-2')).toEqual([]);
      expect(await store.unfinished(tenantId, 'node-1')).toHaveLength(1);
    });
  });
}
