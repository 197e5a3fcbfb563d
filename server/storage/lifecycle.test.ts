import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { createLogger, silentLogger } from '../platform/logger.ts';
import { verifyTenant } from './audit/verify-tenant.ts';
import { clusterFolder, EmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { findPostmaster, isAlive, processesIn } from './embedded/postmaster-file.ts';
import { stopPostmaster } from './embedded/postmaster.ts';
import { openForReading } from './open-for-reading.ts';
import { openStorage, type Storage } from './open-storage.ts';
import { takeServerLock } from './server-lock.ts';
import { ServerProcess } from './testing/server-process.testing.ts';

let dataDir: string;
const servers: ServerProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'deskline-data-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end('SIGKILL');
  const left = findPostmaster(clusterFolder(dataDir));
  if (left) await stopPostmaster(left.pid);
  rmSync(dataDir, { recursive: true });
});

function startServer(): ServerProcess {
  const server = new ServerProcess(dataDir);
  servers.push(server);
  return server;
}

const open = (logger = silentLogger): Promise<Storage> => openStorage({ dataDir, logger, clock: systemClock });

async function storedIds(storage: Storage, tenantId: string): Promise<Set<string>> {
  const rows = await storage.db.inTenant(tenantId, (trx) => trx.selectFrom('pbxs').select('id').execute());
  return new Set(rows.map((row) => row.id));
}

const databasePid = (): number | undefined => findPostmaster(clusterFolder(dataDir))?.pid;

describe('a killed server', () => {
  it('[ST50] loses no acknowledged row when Node and then PostgreSQL are killed with -9', async () => {
    const server = startServer();
    const tenantId = await server.said('ready');
    await server.until(() => server.written.length >= 30, '30 rows');
    await server.end('SIGKILL');
    const pid = databasePid();
    expect(pid).toBeDefined();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    const storage = await open();
    const stored = await storedIds(storage, tenantId);
    expect(server.written.filter((id) => !stored.has(id))).toEqual([]);
    await storage.close();
    const reader = await openForReading({ dataDir, databaseUrl: undefined, logger: silentLogger });
    expect(await verifyTenant(reader, tenantId)).toMatchObject({ entries: stored.size, waiting: 0, broken: undefined });
    await reader.close();
  });

  it('[ST51] leaves a database that the next server adopts, with the same process', async () => {
    const server = startServer();
    const tenantId = await server.said('ready');
    await server.until(() => server.written.length >= 5, '5 rows');
    const pid = databasePid();
    await server.end('SIGKILL');
    const storage = await open();
    expect(databasePid()).toBe(pid);
    const stored = await storedIds(storage, tenantId);
    expect(server.written.filter((id) => !stored.has(id))).toEqual([]);
    await storage.close();
    expect(pid !== undefined && isAlive(pid)).toBe(false);
  });

  it('[ST52] frees the data folder at once: the lock is the kernel’s', async () => {
    const server = startServer();
    await server.said('ready');
    expect(() => takeServerLock(dataDir)).toThrow(/Another Deskline server \(process \d+\) is using the data folder/);
    await server.end('SIGKILL');
    takeServerLock(dataDir).release();
  });
});

const isMaking = (): boolean =>
  existsSync(join(dataDir, 'postgres')) && readdirSync(join(dataDir, 'postgres')).some((name) => name.startsWith('initdb-'));

describe('a server that is killed while it starts', () => {
  const moments: readonly (readonly [moment: string, isNow: () => boolean])[] = [
    ['makes the database', isMaking],
    ['starts the database', () => existsSync(join(clusterFolder(dataDir), 'postmaster.pid'))],
    ['migrates', () => findPostmaster(clusterFolder(dataDir))?.isReady === true],
    ['makes its keys', () => existsSync(join(dataDir, 'keys'))],
  ];
  it.each(moments)('[ST50] for the first time and %s: the next one starts', async (_moment, isNow) => {
    const first = startServer();
    await vi.waitUntil(isNow, { timeout: 20_000, interval: 1 });
    await first.end('SIGKILL');
    const second = startServer();
    await second.said('ready');
    await second.until(() => second.written.length > 0, 'a row');
    expect(second.written).not.toEqual([]);
  });
});

describe('a second server', () => {
  it('[ST53] on the same data folder is refused with one sentence, and the first works on', async () => {
    const first = startServer();
    await first.said('ready');
    const second = startServer();
    const sentence = await second.said('refused');
    expect(sentence).toContain(`Another Deskline server (process ${first.pid}) is using the data folder ${dataDir}`);
    const before = first.written.length;
    await first.until(() => first.written.length > before + 5, 'five more rows');
  });

  it('[ST53] in the same process is refused too', async () => {
    const storage = await open();
    await expect(open()).rejects.toMatchObject({ name: 'StartError', message: expect.stringContaining('Another Deskline server') });
    await storage.close();
    await (await open()).close();
  });
});

describe('stopping', () => {
  it('[ST54] on SIGTERM leaves a clean folder: no process, no postmaster file, every row', async () => {
    const server = startServer();
    const tenantId = await server.said('ready');
    await server.until(() => server.written.length >= 5, '5 rows');
    await server.end('SIGTERM');
    expect(existsSync(join(clusterFolder(dataDir), 'postmaster.pid'))).toBe(false);
    const storage = await open();
    expect((await storedIds(storage, tenantId)).size).toBe(server.written.length);
    await storage.close();
    await storage.close();
  });
});

describe('a database that crashes', () => {
  it.each([
    ['started', false],
    ['adopted', true],
  ])('[ST55] is said in the log and started again when it was %s; requests fail quickly and then work', async (_how, isAdopted) => {
    if (isAdopted) {
      const before = startServer();
      await before.said('ready');
      await before.end('SIGKILL');
    }
    const lines: string[] = [];
    const storage = await open(createLogger({ level: 'error', destination: { write: (line) => lines.push(line) } }));
    const pid = databasePid();
    if (pid === undefined) throw new Error('no database is running');
    process.kill(pid, 'SIGKILL');
    await vi.waitUntil(async () => !(await storage.status()).isUp, { timeout: 10_000 });
    await expect(storage.db.listTenants()).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable' });
    await vi.waitUntil(async () => (await storage.status()).isUp, { timeout: 20_000, interval: 50 });
    expect(await storage.db.listTenants()).toHaveLength(isAdopted ? 1 : 0);
    expect(databasePid()).not.toBe(pid);
    expect(lines.some((line) => line.includes('ended by itself'))).toBe(true);
    await storage.close();
  });
});

const start = (): Promise<EmbeddedPostgres> => EmbeddedPostgres.start({ dataDir, logger: silentLogger, clock: systemClock });

describe('a database that hangs', () => {
  it('[ST49] is said to be down within three seconds, and works on when it wakes up', async () => {
    const storage = await open();
    await storage.db.listTenants();
    const processes = processesIn(clusterFolder(dataDir));
    for (const pid of processes) process.kill(pid, 'SIGSTOP');
    const before = performance.now();
    const status = await storage.status();
    for (const pid of processes) process.kill(pid, 'SIGCONT');
    expect(status).toEqual({ kind: 'embedded', isUp: false, reason: 'the database does not answer' });
    expect(performance.now() - before).toBeLessThan(6_000);
    expect(await storage.db.listTenants()).toEqual([]);
    expect(await storage.status()).toMatchObject({ isUp: true });
    await storage.close();
  });
});

describe('the embedded PostgreSQL', () => {
  it('[ST56] listens on a socket in a folder of mode 0700 only, with a path that fits', async () => {
    const embedded = await start();
    const path = join(embedded.socketFolder, '.s.PGSQL.5432');
    expect(existsSync(path)).toBe(true);
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(107);
    const lines = readFileSync(join(clusterFolder(dataDir), 'postmaster.pid'), 'utf8').split('\n');
    expect(lines[5]).toBe('');
    await embedded.stop();
  });

  it('[ST57] refuses a folder of another PostgreSQL version', async () => {
    const embedded = await start();
    await embedded.stop();
    writeFileSync(join(clusterFolder(dataDir), 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('was made by PostgreSQL 17') });
  });

  it('[ST58] says why it does not start', async () => {
    const embedded = await start();
    await embedded.stop();
    rmSync(join(clusterFolder(dataDir), 'global', 'pg_control'));
    await expect(start()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('did not start: ') });
  });
});
