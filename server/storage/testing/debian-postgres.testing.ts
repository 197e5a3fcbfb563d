import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { asCommand, chooseRunAs } from '../embedded/run-as.ts';
import { stopPostmaster } from '../embedded/postmaster.ts';
import { clientConfig } from '../pool.ts';

const port = 5432;

/** Debian's PostgreSQL of a version, where it is installed: the oldest that we run on is 15. */
export function debianBinaries(version: number): string | undefined {
  const folder = `/usr/lib/postgresql/${version}/bin`;
  return existsSync(join(folder, 'postgres')) ? folder : undefined;
}

/** An external PostgreSQL for tests. */
export interface ExternalPostgres {
  /** An address for DATABASE_URL. */
  url(user: string, database: string): string;
  /** Runs statements as the superuser in a database. */
  run(database: string, ...statements: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes and starts a throw-away cluster with the programs in `binaries`, on a Unix socket. */
export async function createExternalPostgres(binaries: string): Promise<ExternalPostgres> {
  const base = mkdtempSync(join(tmpdir(), 'deskline-pg-'));
  const folder = join(base, 'data');
  const runAs = chooseRunAs();
  const initdb = asCommand(runAs, join(binaries, 'initdb'), [
    '-D',
    folder,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
  const made = spawnSync(initdb.file, initdb.arguments, { ...initdb.identity, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const target = (user: string, database: string) => ({ socketFolder: base, port, user, database });
  let pid = 0;
  const external: ExternalPostgres = {
    url: (user, database) => `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(base)}`,
    async run(database, ...statements) {
      const client = new Client(clientConfig(target('postgres', database)));
      await client.connect();
      for (const statement of statements) await client.query(statement);
      await client.end();
    },
    async start() {
      const command = asCommand(runAs, join(binaries, 'postgres'), [
        '-D',
        folder,
        '-k',
        base,
        '-p',
        String(port),
        '-c',
        'listen_addresses=',
        '-c',
        'fsync=off',
      ]);
      const child = spawn(command.file, command.arguments, { ...command.identity, stdio: 'ignore', detached: true });
      child.unref();
      pid = child.pid ?? 0;
      await answers(() => external.run('postgres', 'select 1'));
    },
    stop: () => stopPostmaster(pid),
    async remove() {
      await stopPostmaster(pid);
      rmSync(base, { recursive: true });
    },
  };
  await external.start();
  return external;
}

const startLimitMs = 30_000;

async function answers(attempt: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    const failure = await attempt().then(
      () => undefined,
      (error: unknown) => error ?? new Error('failed'),
    );
    if (failure === undefined) return;
    if (performance.now() > deadline) throw failure;
    await sleep(20);
  }
}
