/**
 * `npm run keys:rotate`: replaces the root key and all class keys of stored content, beside a running server or without one. Takes
 * DATA_DIR and DATABASE_URL as the server does. Content is not written anew. Exit code 0 when all is done, 1 when
 * some objects could not be opened and keep their old keys, 2 when it could not be done.
 */
import { systemClock } from '../../platform/clock.ts';
import { createLogger } from '../../platform/logger.ts';
import { StorageError } from '../errors.ts';
import { openForReading } from '../open-for-reading.ts';
import { openObjects } from './open-objects.ts';

async function main(): Promise<void> {
  const dataDir = process.env['DATA_DIR'] || './data';
  const databaseUrl = process.env['DATABASE_URL'];
  const logger = createLogger({ level: 'warn' });
  const reader = await openForReading({ dataDir, databaseUrl: databaseUrl === '' ? undefined : databaseUrl, logger });
  // The clock's timers do not keep a process alive; this one waits for them.
  const alive = setInterval(() => undefined, 1000);
  try {
    const { rotation } = openObjects({ db: reader.db, dataDir, clock: systemClock, logger });
    await rotation.rotateRoot();
    const { classes, objects, unreadable } = await rotation.rotateClasses();
    process.stdout.write(`New root key; new keys of ${classes} classes, which close the keys of ${objects} objects.\n`);
    if (unreadable.length > 0) {
      const list = unreadable.map(({ tenantId, id }) => `  ${tenantId}/${id}`).join('\n');
      process.stderr.write(`${unreadable.length} objects cannot be opened; old keys of their classes stay:\n${list}\n`);
      process.exitCode = 1;
    }
  } finally {
    clearInterval(alive);
    await reader.close();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof StorageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
