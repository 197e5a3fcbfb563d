import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { CheckpointFiles, loadCheckpointSigner, type CheckpointSigner } from './audit/checkpoints.ts';
import { Database } from './database.ts';
import { appUser, databaseName } from './embedded/bootstrap.ts';
import { clusterFolder, EmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { findPostmaster } from './embedded/postmaster-file.ts';
import { StorageError } from './errors.ts';
import { guardDatabase } from './guard.ts';
import { loadKey } from './keys.ts';
import { readMigrations } from './migrations.ts';
import { createPool, type ConnectionTarget } from './pool.ts';
import { takeServerLock } from './server-lock.ts';

export interface ReadingOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logger: Logger;
}

/** What a tool beside the server may use. */
export interface Reader {
  readonly db: Database;
  readonly signer: CheckpointSigner;
  readonly files: CheckpointFiles;
  close(): Promise<void>;
}

/**
 * Opens an existing data folder for a tool: beside a running server through its database's socket, otherwise by starting
 * the database for as long as the tool runs. Migrates nothing, makes nothing. Throws StorageError with one sentence.
 */
export async function openForReading(options: ReadingOptions): Promise<Reader> {
  const keysFolder = join(options.dataDir, 'keys');
  if (!existsSync(keysFolder))
    throw new StorageError('refused', `There is no Deskline data in ${options.dataDir}; set DATA_DIR to the folder of the server.`);
  const { target, stop } = await reach(options);
  const pool = createPool(target, options.logger);
  const db = new Database({ pool, directoryKey: loadKey(keysFolder, 'directory.key'), logger: options.logger });
  const close = async (): Promise<void> => {
    await db.close();
    await stop();
  };
  try {
    await guardDatabase(pool, readMigrations());
  } catch (error) {
    await close();
    throw error;
  }
  return { db, signer: loadCheckpointSigner(keysFolder), files: new CheckpointFiles(join(options.dataDir, 'audit')), close };
}

interface Reached {
  readonly target: ConnectionTarget;
  readonly stop: () => Promise<void>;
}

async function reach({ dataDir, databaseUrl, logger }: ReadingOptions): Promise<Reached> {
  if (databaseUrl !== undefined) return { target: { url: databaseUrl }, stop: async () => undefined };
  const running = findPostmaster(clusterFolder(realpathSync(dataDir)));
  if (running?.isReady) {
    const { socketFolder, port } = running;
    return { target: { socketFolder, port, user: appUser, database: databaseName }, stop: async () => undefined };
  }
  const lock = takeServerLock(dataDir);
  const embedded = await EmbeddedPostgres.start({ dataDir, logger, clock: systemClock });
  const stop = async (): Promise<void> => {
    await embedded.stop();
    lock.release();
  };
  return { target: embedded.target(appUser, databaseName), stop };
}
