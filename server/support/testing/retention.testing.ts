import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../../protocol/identity/role.ts';
import type { SessionKind } from '../../../protocol/support/states.ts';
import type { Actor } from '../../identity/index.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { FakeJobs } from '../../storage/jobs/jobs.fake.ts';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { ArtefactService } from '../artefacts/artefact-service.ts';
import { SqlArtefactStore } from '../artefacts/artefact-store.sql.ts';
import { SqlNoteStore } from '../notes/note-store.sql.ts';
import { SqlLogStore } from '../relay/log-store.sql.ts';
import { openSupportRetention, type SupportKeeping, type SupportRetentionOptions } from '../retention/open-retention.ts';
import { vanishJob } from '../retention/vanish-job.ts';
import { SqlArrivals } from '../seats/arrivals.sql.ts';
import { SqlSessionStore } from '../sessions/session-store.sql.ts';
import { logKeptMs } from '../sessions/session-times.ts';

/** A session with everything that one can have. */
export interface FilledSession {
  readonly id: string;
  readonly still: string;
  readonly content: Buffer;
}

/** Stores of support on a real database and a real object store, at a time that stands still. */
export interface RetentionBench {
  readonly database: TestDatabase;
  readonly clock: FakeClock;
  readonly sessions: SqlSessionStore;
  readonly logs: SqlLogStore;
  readonly notes: SqlNoteStore;
  readonly artefacts: ArtefactService;
  readonly keeping: SupportKeeping;
  /** Another server on the same things, with other parts. */
  other(change: Partial<SupportRetentionOptions['storage']>): SupportKeeping;
  person(tenantId: string, role?: Role): Actor;
  /** An ended session of `owner`: a still in two parts, a log of two messages, notes, a customer. */
  ended(owner: Actor, kind?: SessionKind): Promise<FilledSession>;
  /** The job's time has come. */
  runJob(keeping?: SupportKeeping): Promise<void>;
  /** Files of a tenant in the object store. */
  filesOf(tenantId: string): readonly string[];
  close(): Promise<void>;
}

export const customerName = 'Carla Customer';
export const logText = 'what was said';

/** What the job of a day does: logs of sessions that ended a day ago. */
export async function sessionClockPurge({ sessions, clock }: RetentionBench, tenantId: string): Promise<void> {
  await sessions.purge(tenantId, new Date(clock.now() - logKeptMs), new Date(clock.now()));
}

export async function openRetentionBench(): Promise<RetentionBench> {
  const clock = new FakeClock(Date.parse('2026-03-01T10:00:00Z'));
  const database = await createTestDatabase();
  const { db, audit, objects, shredding } = database;
  const sessions = new SqlSessionStore(db, audit, shredding);
  const logs = new SqlLogStore(db, shredding);
  const arrivals = new SqlArrivals(db, audit, shredding);
  const notes = new SqlNoteStore(db, audit, shredding);
  const nameOf = async () => 'Alice';
  const artefacts = new ArtefactService({ sessions, store: new SqlArtefactStore(db, audit), objects, nameOf, clock });
  const other: RetentionBench['other'] = (change) =>
    openSupportRetention({ storage: { ...database, ...change }, nameOf, onChanged: () => undefined, clock, logger: silentLogger });
  const keeping = other({});
  return {
    database,
    clock,
    sessions,
    logs,
    notes,
    artefacts,
    keeping,
    other,
    person: (tenantId, role = 'admin') => ({ tenantId, userId: newId(), role, sessionId: newId(), address: '192.0.2.1' }),
    async ended(owner, kind = 'camera') {
      const id = newId();
      const { tenantId } = owner;
      await sessions.add(tenantId, { id, kind, ownerId: owner.userId, ownerName: 'Alice', createdAt: new Date(clock.now()) }, owner);
      const seat = { id: newId(), sessionId: id, role: 'customer', name: customerName, userId: undefined, inviteId: undefined } as const;
      const taken = { ...seat, isSupervisor: false, state: 'admitted', createdAt: new Date(clock.now()) } as const;
      await arrivals.take(tenantId, { seat: taken, by: undefined, tokenHash: Buffer.alloc(32, id), leaving: [], isTheirs: true });
      const entry = { seatId: seat.id, at: new Date(clock.now()), body: Buffer.from(logText) };
      await logs.append(
        tenantId,
        id,
        [1, 2].map((number) => ({ ...entry, number, clientNumber: number })),
      );
      const content = Buffer.from(`a still of ${id} `.repeat(5_000));
      const still = await artefacts.keep(owner, id, { kind: 'still', name: 'Boiler', content: inOnePiece(content) });
      await artefacts.keepPart(owner, { sessionId: id, id: still.id }, { number: 1, content: inOnePiece(Buffer.from('more of it')) });
      await sessions.end(tenantId, id, { reason: 'done', at: new Date(clock.now()), by: { address: '203.0.113.9' } });
      const made = await sessions.find(tenantId, id);
      await sessions.putOutcome(tenantId, id, { outcome: 'solved', version: made?.version ?? 0 }, owner);
      const written = { sealed: Buffer.from('notes'), version: 0, at: new Date(clock.now()), byName: 'Alice' };
      await notes.write(tenantId, id, written, owner);
      return { id, still: still.id, content };
    },
    async runJob(of = keeping) {
      const jobs = new FakeJobs();
      await of.job.register(jobs);
      await jobs.fire(vanishJob);
    },
    filesOf: (tenantId) =>
      readdirSync(join(database.dataDir, 'objects', tenantId), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map(({ name }) => name),
    close: () => database.close(),
  };
}

async function* inOnePiece(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}
