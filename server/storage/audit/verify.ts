/**
 * `npm run audit:verify`: checks the audit log of every tenant, beside a running server or without one. Takes DATA_DIR,
 * DATABASE_URL as the server does; exit code 0 when everything fits, 1 when something is broken, 2 when it could not look.
 */
import { createLogger } from '../../platform/logger.ts';
import { StorageError } from '../errors.ts';
import { openForReading } from '../open-for-reading.ts';
import { verifyTenant, type TenantVerdict } from './verify-tenant.ts';

async function main(): Promise<number> {
  const databaseUrl = process.env['DATABASE_URL'];
  const reader = await openForReading({
    dataDir: process.env['DATA_DIR'] || './data',
    databaseUrl: databaseUrl === '' ? undefined : databaseUrl,
    logger: createLogger({ level: 'warn' }),
  });
  try {
    const tenants = await reader.db.listTenants();
    let isBroken = false;
    for (const { id, slug } of tenants) {
      const verdict = await verifyTenant(reader, id);
      print(`${slug} (${id}): ${describe(verdict)}`);
      isBroken ||= verdict.broken !== undefined;
    }
    const known = new Set(tenants.map((tenant) => tenant.id));
    for (const id of (await reader.files.tenants()).filter((tenant) => !known.has(tenant))) {
      print(`${id}: BROKEN, the data folder has signed checkpoints of this tenant but the database does not know it`);
      isBroken = true;
    }
    if (tenants.length === 0) print('There are no tenants.');
    return isBroken ? 1 : 0;
  } finally {
    await reader.close();
  }
}

function describe({ entries, checkpoints, waiting, broken }: TenantVerdict): string {
  const counts = `${entries} entries, ${checkpoints} checkpoints${waiting > 0 ? `, ${waiting} waiting for their link` : ''}`;
  return `${counts}, ${broken === undefined ? 'OK' : `BROKEN: ${broken}`}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof StorageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
