import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endedKeptDays } from '../../protocol/identity/tenant-end.ts';
import { endedRuns } from '../dialplan/index.ts';
import { SqlIdentityStore } from '../identity/identity-store.sql.ts';
import { TenantContentJob, tenantContentJob } from '../identity/ending/tenant-content-job.ts';
import type { TenantContent } from '../identity/index.ts';
import { endedPrompts } from '../media/index.ts';
import { FakeClock } from '../platform/clock.fake.ts';
import { newId } from '../platform/ids.ts';
import { silentLogger } from '../platform/logger.ts';
import type { RetentionClass } from '../storage/index.ts';
import { FakeJobs } from '../storage/jobs/jobs.fake.ts';
import { createTestDatabase, type TestDatabase } from '../storage/testing/database.testing.ts';
import { tenantSeed } from '../storage/testing/tenant-seed.testing.ts';
import { endedTelephony } from '../telephony/index.ts';
import { RecordingRetention } from '../telephony/recordings/recording-retention.ts';
import { SqlRecordingStore } from '../telephony/recordings/recording-store.sql.ts';

const dayMs = 86_400_000;
const keptMs = endedKeptDays.pbx * dayMs;
const clock = new FakeClock(Date.now());
/** What goes, and what an organisation has beside it. */
const content = [
  'recordings',
  'recording_tracks',
  'recording_access',
  'voicemail_messages',
  'voicemail_heard',
  'voicemail_greetings',
  'voicemail_greeting_rules',
  'prompts',
  'call_records',
  'call_events',
  'call_offers',
  'plan_runs',
  'queue_callbacks',
  'emergency_alerts',
  'stored_objects',
] as const;
const rest = ['users', 'extensions', 'numbers', 'plans', 'queues', 'voicemail_boxes', 'recording_policies', 'support_sessions'] as const;

let database: TestDatabase;
let acme: string;
let globex: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  [acme, globex] = [await tenantWithEverything(), await tenantWithEverything()];
});
afterAll(() => database.close());

/** A row in every table, and an object of each class. */
async function tenantWithEverything(): Promise<string> {
  const tenantId = newId();
  for (const { text, values } of tenantSeed(tenantId, `t-${tenantId}`)) await database.query(text, values);
  // The seed's own object has no bytes.
  await database.query('delete from deskline.stored_objects where tenant_id = $1', [tenantId]);
  for (const retentionClass of ['prompts', 'greetings', 'voicemail', 'recordings'] as const) await keep(tenantId, retentionClass);
  return tenantId;
}

async function keep(tenantId: string, retentionClass: RetentionClass): Promise<void> {
  const writer = await database.objects.create({ tenantId, retentionClass, contentType: 'audio/ogg' });
  await writer.write(Buffer.from('heard once'));
  const { id } = await writer.finish();
  if (retentionClass === 'recordings')
    await database.query('update deskline.recording_tracks set object_id = $2 where tenant_id = $1', [tenantId, id]);
}

const endAt = (tenantId: string, at: number | null) =>
  database.query('update deskline.tenants set ended_at = $2 where id = $1', [tenantId, at === null ? null : new Date(at)]);
const countIn = async (tenantId: string, table: string): Promise<number> =>
  (await database.query(`select from deskline.${table} where tenant_id = $1`, [tenantId])).length;
const filesOf = (tenantId: string): number =>
  readdirSync(join(database.dataDir, 'objects', tenantId), { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).length;
const isWhole = async (tenantId: string): Promise<boolean> => {
  for (const table of [...content, ...rest]) if ((await countIn(tenantId, table)) === 0) return false;
  return filesOf(tenantId) === 4;
};
const audit = async (tenantId: string) =>
  (
    await database.query<{ action: string; after: unknown }>(
      `select action, after from deskline.audit_entries where tenant_id = $1 and action in ('tenant.deletion-begun', 'tenant.content-deleted')
       order by id`,
      [tenantId],
    )
  ).map(({ action, after }) => [action, after]);

function jobOf(change: (contents: readonly TenantContent[]) => readonly TenantContent[] = (contents) => contents): TenantContentJob {
  const store = new SqlRecordingStore(database);
  const recordings = new RecordingRetention({ store, objects: database.objects, database: database.db, clock, logger: silentLogger });
  const contents = [...endedTelephony({ ...database, recordings }), endedPrompts(database), endedRuns(database)];
  return new TenantContentJob({
    store: new SqlIdentityStore(database),
    database: database.db,
    contents: change(contents),
    clock,
    logger: silentLogger,
  });
}

async function run(job = jobOf()): Promise<TenantContentJob> {
  const jobs = new FakeJobs();
  await job.register(jobs);
  await jobs.fire(tenantContentJob);
  return job;
}

describe('30 days after a tenant’s end', () => {
  it('[ID74] [ID75] what the telephone kept is gone with its keys, not a day before; people and settings stay, another tenant is untouched', async () => {
    await endAt(acme, clock.now() - keptMs + dayMs);
    await run();
    expect(await isWhole(acme)).toBe(true);
    expect(await audit(acme)).toEqual([]);
    clock.advance(dayMs);
    await run();
    for (const table of content) expect(await countIn(acme, table), table).toBe(0);
    for (const table of rest) expect(await countIn(acme, table), table).toBe(1);
    expect(filesOf(acme)).toBe(0);
    expect(await isWhole(globex), 'control').toBe(true);
    const kinds = { recordings: 1, voicemail: 2, calls: 1, callbacks: 1, emergencies: 1, prompts: 1, 'plan-runs': 1 };
    expect(await audit(acme)).toEqual([
      ['tenant.deletion-begun', kinds],
      ['tenant.content-deleted', kinds],
    ]);
    await run();
    expect(await audit(acme), 'what is gone is not deleted again').toHaveLength(2);
    expect(await audit(globex)).toEqual([]);
  });

  it('[ID74] a held recording stays with its sound until it is released', async () => {
    const held = { reason: 'Claim 4711', by: newId(), at: new Date(clock.now()) };
    const hold = 'update deskline.recordings set hold_reason = $2, hold_by = $3, hold_at = $4 where tenant_id = $1';
    await database.query(hold, [acme, held.reason, held.by, held.at]);
    await endAt(acme, clock.now() - keptMs);
    await run();
    expect([await countIn(acme, 'recordings'), await countIn(acme, 'prompts'), filesOf(acme)]).toEqual([1, 0, 1]);
    const [{ object_id: id } = { object_id: '' }] = await database.query<{ object_id: string }>(
      'select object_id from deskline.recording_tracks where tenant_id = $1',
      [acme],
    );
    expect((await (await database.objects.open(acme, id))?.read(0, 10))?.toString(), 'its key is there').toBe('heard once');
    await database.query(hold, [acme, null, null, null]);
    await run();
    expect([await countIn(acme, 'recordings'), filesOf(acme)]).toEqual([0, 0]);
  });

  it('[ID73] [ID75] nothing goes once the end was taken back, also when the job had read of the end before', async () => {
    await endAt(acme, clock.now() - keptMs);
    const takenBack = jobOf((contents) =>
      contents.map((one) => ({
        what: one.what,
        count: async (tenantId) => {
          await endAt(tenantId, null);
          return one.count(tenantId);
        },
        erase: (...args) => one.erase(...args),
      })),
    );
    await run(takenBack);
    expect(await isWhole(acme)).toBe(true);
    await endAt(acme, clock.now() - keptMs);
    await run();
    expect(await isWhole(acme), 'control').toBe(false);
  });

  it('[ID75] what cannot be deleted is counted and tried again, and keeps nothing else from going', async () => {
    await endAt(acme, clock.now() - keptMs);
    const failing = jobOf((contents) =>
      contents.map((one) => ({
        what: one.what,
        count: (tenantId) => one.count(tenantId),
        erase: (...args) => (one.what === 'voicemail' && args[0] === acme ? Promise.reject(new Error('no disk')) : one.erase(...args)),
      })),
    );
    await run(failing).catch(() => undefined);
    expect(failing.overdue).toBe(1);
    expect([await countIn(acme, 'voicemail_messages'), await countIn(acme, 'call_records')]).toEqual([1, 0]);
    expect((await run()).overdue).toBe(0);
    expect(await countIn(acme, 'voicemail_messages')).toBe(0);
    expect((await audit(acme)).map(([action]) => action)).toEqual([
      'tenant.deletion-begun',
      'tenant.content-deleted',
      'tenant.content-deleted',
    ]);
  });
});
