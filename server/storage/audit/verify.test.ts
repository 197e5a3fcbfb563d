import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { silentLogger } from '../../platform/logger.ts';
import { clusterFolder } from '../embedded/embedded-postgres.ts';
import { findPostmaster } from '../embedded/postmaster-file.ts';
import { openStorage, type Storage } from '../open-storage.ts';
import { clientConfig } from '../pool.ts';

let dataDir: string;
let storage: Storage;
const tenant = newId();
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'deskline-data-'));
  storage = await openStorage({ dataDir, logger: silentLogger, clock: systemClock });
  await storage.db.inTenant(tenant, async (trx) => {
    await trx.insertInto('tenants').values({ id: tenant, slug: 'acme', name: 'Acme' }).execute();
    await storage.audit.append(tenant, trx, { action: 'tenant.created', subjectKind: 'tenant', subjectId: tenant });
  });
});
afterEach(async () => {
  await storage.close();
  rmSync(dataDir, { recursive: true });
});

/** Runs the command as a person would, with the environment of the server. */
async function auditVerify(folder: string): Promise<{ status: unknown; output: string; complaint: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'verify.ts')], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [output, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await closed;
  return { status, output, complaint };
}

async function tamper(sql: string): Promise<void> {
  const running = findPostmaster(clusterFolder(dataDir));
  if (!running) throw new Error('the database is not running');
  const client = new Client(
    clientConfig({ socketFolder: running.socketFolder, port: running.port, user: 'postgres', database: 'deskline' }),
  );
  await client.connect();
  await client.query(sql);
  await client.end();
}

describe('npm run audit:verify', () => {
  it('[ST74] says OK beside a running server and without one', async () => {
    expect(await auditVerify(dataDir)).toMatchObject({ status: 0, output: expect.stringContaining(`acme (${tenant}): 1 entries`) });
    await storage.close();
    expect(await auditVerify(dataDir)).toEqual({ status: 0, output: `acme (${tenant}): 1 entries, 1 checkpoints, OK\n`, complaint: '' });
    expect(findPostmaster(clusterFolder(dataDir))).toBeUndefined();
  });

  it('[ST75] names what is broken and ends with 1; with 2 where there is nothing to look at', async () => {
    await storage.close();
    storage = await openStorage({ dataDir, logger: silentLogger, clock: systemClock });
    await tamper(`update deskline.audit_entries set action = 'tenant.viewed'`);
    expect(await auditVerify(dataDir)).toMatchObject({ status: 1, output: expect.stringMatching(/BROKEN: entry .* was changed/) });
    await tamper('truncate deskline.tenants cascade');
    expect(await auditVerify(dataDir)).toMatchObject({
      status: 1,
      output: expect.stringContaining(`${tenant}: BROKEN, the data folder has signed`),
    });
    expect(await auditVerify(join(dataDir, 'nothing'))).toMatchObject({
      status: 2,
      complaint: expect.stringContaining('There is no Deskline data'),
    });
  });
});
