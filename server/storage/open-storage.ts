import { mkdirSync } from 'node:fs';
import { Client, type Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { StartError } from '../platform/start-error.ts';
import type { Audit } from './audit/audit.ts';
import type { Database } from './database.ts';
import { bootstrapCluster, embeddedTargets } from './embedded/bootstrap.ts';
import { EmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { StorageError, toStorageError } from './errors.ts';
import { guardDatabase } from './guard.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations.ts';
import { clientConfig, createPool, type ConnectionTarget } from './pool.ts';
import type { JobMetrics } from './jobs/job-run.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { KeyRotation } from './objects/key-rotation.ts';
import type { RecipientObjects } from './objects/sealed-objects.ts';
import type { Shredding } from './objects/shredding.ts';
import type { Secrets } from './secrets.ts';
import { takeServerLock } from './server-lock.ts';
import { openCore } from './storage-core.ts';

export interface StorageOptions {
  /** Keys, the embedded database, copies of audit checkpoints. One server at a time. */
  readonly dataDir: string;
  /** An external PostgreSQL, signing in as a member of deskline_app; the embedded one when absent. */
  readonly databaseUrl?: string | undefined;
  /** The role that owns the schema of an external database, for migrations. */
  readonly databaseOwnerUrl?: string | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly jobMetrics?: JobMetrics;
}

export interface StorageStatus {
  readonly kind: 'embedded' | 'external';
  readonly isUp: boolean;
  /** What stands in the way, in one sentence, when it is not up. */
  readonly reason: string | undefined;
}

/** Everything that the server keeps. Open it once; whoever opened it closes it. */
export interface Storage {
  readonly db: Database;
  readonly audit: Audit;
  readonly secrets: Secrets;
  /** Content encrypted at rest: prompts, greetings, messages, recordings. */
  readonly objects: RecipientObjects;
  readonly keyRotation: KeyRotation;
  /** Keys of single matters, and their end. */
  readonly shredding: Shredding;
  readonly jobs: Jobs;
  status(): Promise<StorageStatus>;
  /** Links the last audit entries, closes connections, stops the embedded database, frees the data folder. Idempotent. */
  close(): Promise<void>;
}

const statusLimitMs = 2_000;

/**
 * Opens the storage: takes the data folder, starts or adopts the embedded PostgreSQL (or connects to an external one),
 * migrates, and refuses a database that would not keep tenants apart. Throws StartError with one sentence.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  try {
    return await open(options);
  } catch (error) {
    if (error instanceof StorageError) throw new StartError(error.message, { cause: error });
    throw error;
  }
}

async function open(options: StorageOptions): Promise<Storage> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const lock = takeServerLock(options.dataDir);
  /** What to undo, last first: when opening fails and when closing. */
  const undo: (() => Promise<void>)[] = [async () => lock.release()];
  try {
    return await openLocked(options, undo);
  } catch (error) {
    await unwind(undo);
    throw error;
  }
}

async function openLocked(options: StorageOptions, undo: (() => Promise<void>)[]): Promise<Storage> {
  const { logger, clock, dataDir } = options;
  const embedded = options.databaseUrl === undefined ? await EmbeddedPostgres.start({ dataDir, logger, clock }) : undefined;
  if (embedded) undo.push(() => embedded.stop());
  const targets = embedded ? await prepareEmbedded(embedded) : externalTargets(options);
  const pool = await openPool(targets, options, undo);
  const core = await openCore({ pool, dataDir, clock, logger, jobMetrics: options.jobMetrics });
  undo.push(() => core.close());
  let closing: Promise<void> | undefined;
  return {
    db: core.db,
    audit: core.audit,
    secrets: core.secrets,
    objects: core.objects,
    keyRotation: core.keyRotation,
    shredding: core.shredding,
    jobs: core.jobs,
    status: () => readStatus(core.db, embedded ? 'embedded' : 'external', clock),
    close: () => (closing ??= unwind(undo)),
  };
}

interface Targets {
  readonly app: ConnectionTarget;
  readonly owner: ConnectionTarget | undefined;
}

async function prepareEmbedded(embedded: EmbeddedPostgres): Promise<Targets> {
  await bootstrapCluster(embedded);
  return embeddedTargets(embedded);
}

function externalTargets({ databaseUrl = '', databaseOwnerUrl }: StorageOptions): Targets {
  refuseOtherAddress('DATABASE_URL', databaseUrl);
  if (databaseOwnerUrl !== undefined) refuseOtherAddress('DATABASE_OWNER_URL', databaseOwnerUrl);
  return { app: { url: databaseUrl }, owner: databaseOwnerUrl === undefined ? undefined : { url: databaseOwnerUrl } };
}

/** The value itself stays out of the message: it may hold a password. */
function refuseOtherAddress(name: string, url: string): void {
  if (/^postgres(ql)?:\/\/./.test(url)) return;
  throw new StorageError('refused', `${name} is not the address of a PostgreSQL; write postgres://USER:PASSWORD@HOST:PORT/DATABASE.`);
}

async function openPool({ app, owner }: Targets, { logger }: StorageOptions, undo: (() => Promise<void>)[]): Promise<Pool> {
  const migrations = readMigrations();
  try {
    if (owner) await migrate({ owner, appUser: await userOf(app), migrations, logger });
    const pool = createPool(app, logger);
    undo.push(async () => {
      if (!pool.ended) await pool.end();
    });
    await guardDatabase(pool, migrations);
    return pool;
  } catch (error) {
    throw inWords(error);
  }
}

/** As whom a target signs in: the server says it, because a URL can name its user in several ways. */
async function userOf(target: ConnectionTarget): Promise<string> {
  const client = new Client(clientConfig(target));
  await client.connect();
  try {
    const answer = await client.query<{ name: string }>('select current_user as name');
    return answer.rows[0]?.name ?? '';
  } finally {
    await client.end();
  }
}

/** At start, a database that does not let us in is a sentence with the way out, not a stack. */
function inWords(error: unknown): unknown {
  const known = toStorageError(error);
  if (known instanceof StorageError && known.code === 'refused') return known;
  const cause = known instanceof StorageError ? known.cause : known;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StorageError('unavailable', `The database cannot be opened (${reason}); start it, or correct DATABASE_URL.`, { cause: error });
}

/** A database that stopped answering says nothing at all: the answer must not wait for it. */
async function readStatus(db: Database, kind: StorageStatus['kind'], clock: Clock): Promise<StorageStatus> {
  const { promise: silence, resolve } = Promise.withResolvers<string>();
  const timer = clock.after(statusLimitMs, () => resolve('the database does not answer'));
  const answer = db.ping().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const reason = await Promise.race([answer, silence]);
  timer.stop();
  return { kind, isUp: reason === undefined, reason };
}

async function unwind(undo: (() => Promise<void>)[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
}
