import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMigrations } from '../migrations.ts';

const startLimitMs = 60_000;
const attemptEveryMs = 100;
/** A keeper that was just leaving makes ours leave too; then another one is needed. */
const spawnEvery = 10;

let socketFolder: Promise<string> | undefined;

/** The folder of the socket of the PostgreSQL that all tests share; started by whoever asks first. */
export function sharedPostgres(): Promise<string> {
  return (socketFolder ??= findOrStart());
}

async function findOrStart(): Promise<string> {
  const folder = sharedFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const deadline = performance.now() + startLimitMs;
  for (let attempt = 0; performance.now() < deadline; attempt += 1) {
    const found = await connect(join(folder, 'keeper.sock'));
    if (found !== undefined) return found;
    if (attempt % spawnEvery === 0) spawnKeeper(folder);
    await sleep(attemptEveryMs);
  }
  throw new Error(`the test database did not start; see ${join(folder, 'keeper.log')}`);
}

/** One per user and set of migrations: a changed migration gets a fresh cluster. */
function sharedFolder(): string {
  const hash = createHash('sha256').update(import.meta.dirname);
  for (const migration of readMigrations()) hash.update(migration.checksum);
  return join(tmpdir(), `deskline-test-${process.getuid?.() ?? 0}-${hash.digest('hex').slice(0, 12)}`);
}

/** Connects and stays connected until this process ends; gives the keeper's greeting, undefined when there is no keeper. */
function connect(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.setEncoding('utf8');
    socket.once('data', (greeting: string) => resolve(greeting.trim()));
    socket.once('error', () => resolve(undefined));
    socket.once('close', () => resolve(undefined));
    socket.unref();
  });
}

function spawnKeeper(folder: string): void {
  const log = openSync(join(folder, 'keeper.log'), 'a', 0o600);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'keeper.testing.ts'), folder], {
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'] },
  });
  child.unref();
  closeSync(log);
}
