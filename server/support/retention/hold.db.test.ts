import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdQuerySchema } from '../../../protocol/support/retention.ts';
import type { Actor } from '../../identity/index.ts';
import { sessionClockPurge, openRetentionBench, type FilledSession, type RetentionBench } from '../testing/retention.testing.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let bench: RetentionBench;
let alice: Actor;
let dana: Actor;
let session: FilledSession;
let tenants = 0;
beforeAll(async () => {
  bench = await openRetentionBench();
});
beforeEach(async () => {
  const tenantId = await bench.database.createTenant(`hold-${String((tenants += 1))}`);
  alice = bench.person(tenantId);
  dana = bench.person(tenantId);
  session = await bench.ended(alice);
});
afterAll(() => bench.close());

const keeping = (who = alice) => bench.keeping.retention.keeping(who, session.id);
const actions = async (): Promise<readonly string[]> => {
  const rows = await bench.database.query<{ action: string }>(
    `select action from deskline.audit_entries where subject_id = $1 and action like any('{support.held,support.rel%,support.content%}') order by id`,
    [session.id],
  );
  return rows.map(({ action }) => action);
};

describe('a legal hold', () => {
  it('[SU388] keeps everything, also the log that goes after a day, and what is held cannot be deleted by hand', async () => {
    await bench.keeping.holds.hold(alice, session.id, 'Claim 4711');
    expect(await keeping()).toMatchObject({ isHeld: true, hold: { reason: 'Claim 4711', by: 'Alice', releaseAskedBy: null } });
    bench.clock.advance(400 * dayMs);
    await bench.runJob();
    await sessionClockPurge(bench, alice.tenantId);
    expect(await bench.artefacts.list(alice, session.id)).toHaveLength(1);
    expect(await bench.logs.read(alice.tenantId, session.id, 0, 10)).toHaveLength(2);
    await expect(bench.artefacts.remove(alice, { sessionId: session.id, id: session.still })).rejects.toMatchObject({ code: 'on-hold' });
    expect((await keeping()).receipt).toBeNull();
    await expect(bench.keeping.holds.hold(dana, session.id, 'Once more')).rejects.toMatchObject({ code: 'taken' });
  });

  it('[SU385] [SU397] is in its tenant’s list, and in no other one’s', async () => {
    const globex = bench.person(await bench.database.createTenant(`hold-other-${String(tenants)}`));
    await bench.keeping.holds.hold(alice, session.id, 'Claim 4711');
    const all = holdQuerySchema.parse({});
    expect(await bench.keeping.holds.list(alice, all)).toMatchObject({
      total: 1,
      items: [{ sessionId: session.id, reason: 'Claim 4711' }],
    });
    expect(await bench.keeping.holds.list(globex, all)).toEqual({ items: [], total: 0 });
  });

  it('[SU389] ends when one asks and another agrees; what is overdue then goes at once; all of it is in the audit log', async () => {
    await bench.keeping.holds.hold(alice, session.id, 'Claim 4711');
    bench.clock.advance(100 * hourMs);
    await bench.keeping.holds.release(alice, session.id);
    await expect(bench.keeping.holds.release(alice, session.id)).rejects.toMatchObject({ code: 'forbidden' });
    await bench.runJob();
    expect(await keeping()).toMatchObject({ isHeld: true, isGone: false, hold: { releaseAskedBy: 'Alice', didIAsk: true } });
    await bench.keeping.holds.release(dana, session.id);
    expect(await keeping()).toMatchObject({ isHeld: false, isGone: true, hold: null });
    await bench.runJob();
    expect((await keeping()).receipt).toMatchObject({ completedAt: expect.any(String) });
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
    expect(await actions()).toEqual(['support.held', 'support.release-asked', 'support.released', 'support.content-vanished']);
  });

  it('[SU390] is set by admins only, and not on what is gone', async () => {
    const carl = bench.person(alice.tenantId, 'supervisor');
    await expect(bench.keeping.holds.hold(carl, session.id, 'I would like to')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await keeping(carl)).toMatchObject({ mayHold: false });
    await expect(bench.keeping.holds.release(dana, session.id)).rejects.toMatchObject({ code: 'not-found' });
    bench.clock.advance(72 * hourMs);
    await expect(bench.keeping.holds.hold(alice, session.id, 'Too late')).rejects.toMatchObject({ code: 'content-gone' });
  });
});

describe('a tenant’s times', () => {
  it('[SU391] screen sessions go after the days that the tenant set, camera sessions always after 72 hours', async () => {
    const screen = await bench.ended(alice, 'screen');
    const camera = await bench.ended(alice, 'camera');
    const { retention } = bench.keeping;
    expect(await retention.settings(alice)).toEqual({ screenDays: null, version: 0 });
    expect(await retention.putSettings(alice, { screenDays: 30, version: 0 })).toEqual({ screenDays: 30, version: 1 });
    await expect(retention.putSettings(alice, { screenDays: 1, version: 0 })).rejects.toMatchObject({ code: 'changed-meanwhile' });
    const agent = bench.person(alice.tenantId, 'agent');
    await expect(retention.putSettings(agent, { screenDays: 1, version: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    bench.clock.advance(30 * dayMs - 1);
    await bench.runJob();
    expect(await bench.artefacts.list(alice, screen.id)).toHaveLength(1);
    expect((await retention.keeping(alice, camera.id)).receipt).toMatchObject({ rule: 'camera-72-hours' });
    bench.clock.advance(1);
    await bench.runJob();
    expect((await retention.keeping(alice, screen.id)).receipt).toMatchObject({ rule: 'tenant-setting', kind: 'screen' });
  });

  it('[SU588] nothing is deleted by an end that was taken back, and what was deleted first makes the end final', async () => {
    const screen = await bench.ended(alice, 'screen');
    const ends = { at: new Date(bench.clock.now()) };
    const tenants = () =>
      bench.database.query<{ ended_at: Date | null; deletion_begun_at: Date | null }>(
        'select ended_at, deletion_begun_at from deskline.tenants where id = $1',
        [alice.tenantId],
      );
    const setEnd = (at: Date | null) =>
      bench.database.query('update deskline.tenants set ended_at = $2 where id = $1', [alice.tenantId, at]);
    await setEnd(ends.at);
    bench.clock.advance(90 * dayMs - 1);
    await bench.runJob();
    expect(await tenants()).toEqual([{ ended_at: ends.at, deletion_begun_at: null }]);
    await setEnd(null);
    bench.clock.advance(1);
    await bench.runJob();
    expect(await bench.artefacts.list(alice, screen.id)).toHaveLength(1);
    await setEnd(ends.at);
    await bench.runJob();
    expect(await bench.sessions.find(alice.tenantId, screen.id), 'control').toBeUndefined();
    expect(await tenants()).toEqual([{ ended_at: ends.at, deletion_begun_at: new Date(bench.clock.now()) }]);
  });

  it('[SU392] 90 days after the tenant’s end everything is gone, but for what is held and the receipts', async () => {
    const screen = await bench.ended(alice, 'screen');
    const held = await bench.ended(alice, 'screen');
    await bench.keeping.holds.hold(alice, held.id, 'Claim 4711');
    await bench.keeping.retention.putSettings(alice, { screenDays: 3_650, version: 0 });
    await bench.database.query('update deskline.tenants set ended_at = $2 where id = $1', [alice.tenantId, new Date(bench.clock.now())]);
    bench.clock.advance(90 * dayMs - 1);
    await bench.runJob();
    expect(await bench.artefacts.list(alice, screen.id)).toHaveLength(1);
    bench.clock.advance(1);
    await bench.runJob();
    const left = async (table: string): Promise<number> =>
      (await bench.database.query(`select from deskline.${table} where tenant_id = $1`, [alice.tenantId])).length;
    // The camera session had become figures before, and they stay as long as a session is held.
    expect(await bench.sessions.find(alice.tenantId, screen.id)).toBeUndefined();
    expect(await bench.artefacts.list(alice, held.id)).toHaveLength(1);
    expect(await left('support_retention')).toBe(1);
    await bench.keeping.holds.release(alice, held.id);
    await bench.keeping.holds.release(dana, held.id);
    await bench.runJob();
    for (const table of ['support_sessions', 'support_retention', 'support_artefacts', 'stored_objects', 'support_holds'])
      expect(await left(table), table).toBe(0);
    expect(await left('support_deletion_receipts')).toBe(3);
    expect(bench.filesOf(alice.tenantId)).toEqual([]);
  });
});
