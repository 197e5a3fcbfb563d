import { join } from 'node:path';
import type { Pool } from 'pg';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { repeat } from '../platform/repeat.ts';
import { createAudit, type Audit } from './audit/audit.ts';
import { Chainer } from './audit/chainer.ts';
import { CheckpointFiles, loadCheckpointSigner } from './audit/checkpoints.ts';
import { Database } from './database.ts';
import { hashKey } from './directory.ts';
import { StorageError } from './errors.ts';
import { loadKey } from './keys.ts';
import { noJobMetrics } from './jobs/job-run.ts';
import type { JobMetrics } from './jobs/job-run.ts';
import type { Jobs } from './jobs/jobs.ts';
import { PgBossJobs } from './jobs/pg-boss-jobs.ts';
import type { KeyRotation } from './objects/key-rotation.ts';
import { openObjects } from './objects/open-objects.ts';
import type { RecipientObjects } from './objects/sealed-objects.ts';
import type { Shredding } from './objects/shredding.ts';
import { createSecrets, type Secrets } from './secrets.ts';

const partitionsAheadMonths = 3;
const housekeepingMs = 6 * 3_600_000;
const throttlesKeptMs = 7 * 24 * 3_600_000;

export interface CoreOptions {
  readonly pool: Pool;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly jobMetrics?: JobMetrics | undefined;
}

/** What stands on a database that is open and checked. */
export interface StorageCore {
  readonly db: Database;
  readonly audit: Audit;
  readonly secrets: Secrets;
  readonly objects: RecipientObjects;
  readonly keyRotation: KeyRotation;
  readonly shredding: Shredding;
  readonly jobs: Jobs;
  readonly chainer: Chainer;
  /** Links what waits, then closes the pool. */
  close(): Promise<void>;
}

/** Puts keys, audit log and housekeeping around a pool. */
export async function openCore({ pool, dataDir, clock, logger, jobMetrics = noJobMetrics }: CoreOptions): Promise<StorageCore> {
  const keysFolder = join(dataDir, 'keys');
  const directoryKey = loadKey(keysFolder, 'directory.key');
  const db = new Database({ pool, directoryKey, logger });
  await checkDirectoryKey(db, directoryKey, keysFolder);
  const files = new CheckpointFiles(join(dataDir, 'audit'));
  const chainer = new Chainer({ db, clock, logger, signer: loadCheckpointSigner(keysFolder), files });
  const audit = createAudit({ db, clock, onAppended: (tenantId) => chainer.handleAppended(tenantId) });
  const housekeeping = await startHousekeeping(db, clock, logger);
  chainer.start();
  const secrets = createSecrets(loadKey(keysFolder, 'secrets.key'));
  const jobs = new PgBossJobs({ pool, logger, metrics: jobMetrics });
  const { objects, rotation, shredding } = openObjects({ db, dataDir, clock, logger });
  return {
    db,
    audit,
    secrets,
    objects,
    keyRotation: rotation,
    shredding,
    jobs,
    chainer,
    async close() {
      housekeeping.stop();
      await jobs.close();
      await chainer.close();
      await db.close();
    },
  };
}

/** With another key every session, email and SIP user would silently not be found. */
async function checkDirectoryKey(db: Database, key: Buffer, keysFolder: string): Promise<void> {
  const check = hashKey(key, 'check', 'directory').toString('hex');
  if ((await db.rememberOnce('directory_key_check', check)) === check) return;
  throw new StorageError(
    'refused',
    `The key ${join(keysFolder, 'directory.key')} is not the one that this database was filled with; copy the folder keys from the server that filled it.`,
  );
}

async function startHousekeeping(db: Database, clock: Clock, logger: Logger): Promise<Timer> {
  const run = async (): Promise<void> => {
    await db.ensureCallEventPartitions(new Date(clock.now()), partitionsAheadMonths);
    await db.throttles.purge(new Date(clock.now() - throttlesKeptMs));
  };
  await run();
  return repeat(clock, {
    everyMs: housekeepingMs,
    work: run,
    failed: (error) => logger.warn({ err: error }, 'housekeeping of the database failed; it will be tried again'),
  });
}
