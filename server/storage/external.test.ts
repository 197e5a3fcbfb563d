import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../platform/clock.ts';
import { silentLogger } from '../platform/logger.ts';
import { findBinaries } from './embedded/binaries.ts';
import { openStorage, type Storage } from './open-storage.ts';
import { createExternalPostgres, debianBinaries, type ExternalPostgres } from './testing/debian-postgres.testing.ts';

let external: ExternalPostgres;
let dataDir: string;
const opened: Storage[] = [];

beforeAll(async () => {
  external = await createExternalPostgres(debianBinaries(15) ?? dirname((await findBinaries()).postgres));
  await external.run('postgres', 'create role owner login createrole', 'create role server login', 'create role bypasser login bypassrls');
});
afterAll(() => external.remove());
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'deskline-data-'));
  await external.run('postgres', 'drop database if exists desk with (force)', 'create database desk owner owner');
});
afterEach(async () => {
  for (const storage of opened.splice(0)) await storage.close();
  rmSync(dataDir, { recursive: true });
});

async function open(user: string, owner?: string): Promise<Storage> {
  const databaseUrl = external.url(user, 'desk');
  const databaseOwnerUrl = owner === undefined ? undefined : external.url(owner, 'desk');
  const storage = await openStorage({ dataDir, databaseUrl, databaseOwnerUrl, logger: silentLogger, clock: systemClock });
  opened.push(storage);
  return storage;
}

const at = (databaseUrl: string): Promise<Storage> => openStorage({ dataDir, databaseUrl, logger: silentLogger, clock: systemClock });

const refusal = (part: string): object => ({ name: 'StartError', message: expect.stringContaining(part) });

describe('an external database', () => {
  it('[ST44] is migrated by its owner and worked with by another role, and needs the owner only once', async () => {
    const first = await open('server', 'owner');
    expect(await first.status()).toEqual({ kind: 'external', isUp: true, reason: undefined });
    await first.close();
    const second = await open('server');
    expect(await second.db.listTenants()).toEqual([]);
  });

  it('[ST45] is refused without a schema, as its owner, as a superuser and with BYPASSRLS', async () => {
    await expect(open('server')).rejects.toMatchObject(refusal('DATABASE_OWNER_URL'));
    await (await open('server', 'owner')).close();
    await expect(open('owner')).rejects.toMatchObject(refusal('owns the table'));
    await expect(open('postgres')).rejects.toMatchObject(refusal('is a superuser'));
    await expect(open('bypasser', 'owner')).rejects.toMatchObject(refusal('BYPASSRLS'));
  });

  it('[ST46] says in one sentence that it is not there, that the address is wrong, or who is unknown', async () => {
    await expect(at('postgres://desk:secret@127.0.0.1:1/desk')).rejects.toMatchObject(
      refusal('The database cannot be opened (connect ECONNREFUSED'),
    );
    await expect(at('mysql://desk:secret@127.0.0.1/desk')).rejects.toMatchObject(
      refusal('DATABASE_URL is not the address of a PostgreSQL'),
    );
    await expect(at(external.url('nobody', 'desk'))).rejects.toMatchObject(refusal('role "nobody" does not exist'));
    await expect(at('mysql://desk:secret@127.0.0.1/desk')).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });

  it('[ST47] refuses the data folder of another installation, whose keys would find nothing', async () => {
    await (await open('server', 'owner')).close();
    rmSync(join(dataDir, 'keys'), { recursive: true });
    await expect(open('server')).rejects.toMatchObject(refusal('is not the one that this database was filled with'));
  });

  it('[ST48] that goes down fails requests quickly, and is used again when it is back', async () => {
    const storage = await open('server', 'owner');
    await storage.db.listTenants();
    await external.stop();
    const before = performance.now();
    await expect(storage.db.listTenants()).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable' });
    await expect(storage.db.listTenants()).rejects.toMatchObject({ code: 'unavailable' });
    expect(performance.now() - before).toBeLessThan(6_000);
    expect(await storage.status()).toMatchObject({ isUp: false, reason: 'the database cannot be reached' });
    await external.start();
    await vi.waitFor(async () => expect(await storage.status()).toMatchObject({ isUp: true }), { timeout: 10_000 });
    expect(await storage.db.listTenants()).toEqual([]);
  });
});
