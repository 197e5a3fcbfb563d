/**
 * A process that keeps one PostgreSQL for tests as long as somebody is connected to its socket, then stops it and leaves.
 * Whoever needs it starts it; of several, the first takes the lock and the others leave. A killed test run closes its
 * connection, so nothing stays behind. Started by database.testing.ts with the folder as its only argument.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { systemClock, type Timer } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { bootstrapCluster, embeddedTargets, appUser } from '../embedded/bootstrap.ts';
import { clusterFolder, EmbeddedPostgres } from '../embedded/embedded-postgres.ts';
import { findPostmaster } from '../embedded/postmaster-file.ts';
import { stopPostmaster } from '../embedded/postmaster.ts';
import { StorageError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { readMigrations } from '../migrations.ts';
import { takeServerLock } from '../server-lock.ts';

/** The next test file, or the next run of an impatient engineer, finds it still warm. */
const lingerMs = 4_000;

async function keep(folder: string): Promise<void> {
  const lock = takeServerLock(folder);
  await removeOld(folder);
  const embedded = await EmbeddedPostgres.start({ dataDir: folder, logger: silentLogger, clock: systemClock, isDurable: false });
  await bootstrapCluster(embedded);
  await migrate({ owner: embeddedTargets(embedded).owner, appUser, migrations: readMigrations(), logger: silentLogger });
  await serveUntilLonely(join(folder, 'keeper.sock'), `${embedded.socketFolder}\n`);
  await embedded.stop();
  lock.release();
}

/** Without fsync a killed cluster may be broken: always begin anew, it takes half a second. */
async function removeOld(folder: string): Promise<void> {
  const left = findPostmaster(clusterFolder(folder));
  if (left) await stopPostmaster(left.pid);
  for (const name of ['postgres', 'keeper.sock']) rmSync(join(folder, name), { recursive: true, force: true });
}

async function serveUntilLonely(path: string, greeting: string): Promise<void> {
  const server = createServer();
  let guests = 0;
  let linger: Timer | undefined;
  const armed = (): void => {
    linger = systemClock.after(lingerMs, () => server.close());
  };
  server.on('connection', (socket) => {
    linger?.stop();
    guests += 1;
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      guests -= 1;
      if (guests === 0) armed();
    });
    socket.resume().write(greeting);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).once('close', resolve).listen(path, armed);
  });
}

const [folder] = process.argv.slice(2);
if (folder !== undefined) {
  await keep(folder).catch((error: unknown) => {
    // Somebody else is keeping it already: what was wanted.
    if (!(error instanceof StorageError && error.code === 'refused')) throw error;
  });
}
