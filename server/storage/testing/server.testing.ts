/**
 * A server to be killed: opens the storage in DATA_DIR, makes a tenant, and writes PBXs one after another. Says `ready
 * TENANT DATABASE-PID` once and `written ID` only after a commit, one line each; says `refused SENTENCE` and leaves when
 * it may not open. SIGTERM stops it as the product stops.
 */
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { StartError } from '../../platform/start-error.ts';
import { StorageError } from '../errors.ts';
import { openStorage, type Storage } from '../open-storage.ts';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function write(storage: Storage, tenantId: string): Promise<void> {
  const id = newId();
  try {
    await storage.db.inTenant(tenantId, async (trx) => {
      await trx.insertInto('pbxs').values({ tenant_id: tenantId, id, slug: id, name: id }).execute();
      await storage.audit.append(tenantId, trx, { action: 'pbx.created', subjectKind: 'pbx', subjectId: id });
    });
    say(`written ${id}`);
  } catch (error) {
    // The database is being killed under us: not written, not said, tried again with the next row.
    if (!(error instanceof StorageError)) throw error;
    say(`failed ${error.code}`);
  }
}

async function run(): Promise<void> {
  const storage = await openStorage({
    dataDir: process.env['DATA_DIR'] ?? '',
    databaseUrl: process.env['DATABASE_URL'],
    logger: silentLogger,
    clock: systemClock,
  });
  const tenantId = newId();
  await storage.db.inTenant(tenantId, (trx) =>
    trx
      .insertInto('tenants')
      .values({ id: tenantId, slug: `t${tenantId}`, name: 'Test' })
      .execute(),
  );
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  say(`ready ${tenantId}`);
  while (!stopping.signal.aborted) await write(storage, tenantId);
  await storage.close();
  say('stopped');
}

await run().catch((error: unknown) => {
  if (!(error instanceof StartError)) throw error;
  say(`refused ${error.message}`);
});
