import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageError } from '../errors.ts';
import { syncFolder } from '../keys.ts';
import { postgresMajor, type Binaries } from './binaries.ts';
import { asCommand, handOver, type RunAs } from './run-as.ts';
import { postgresEnvironment } from './settings.ts';

/** The superuser of an embedded cluster; it only makes roles and the database. */
export const bootstrapUser = 'postgres';

/**
 * Makes the cluster's folder once. initdb works in a folder beside it, which gets its name when it is whole: a crash in
 * between leaves rubbish that the next start removes, never half a cluster.
 */
export async function ensureCluster(binaries: Binaries, folder: string, runAs: RunAs): Promise<void> {
  const parent = dirname(folder);
  const versionFile = join(folder, 'PG_VERSION');
  if (existsSync(versionFile)) return refuseOtherVersion(folder, readFileSync(versionFile, 'utf8').trim());
  if (existsSync(folder)) {
    throw new StorageError('refused', `The folder ${folder} exists but holds no database; move it away, or restore it from a backup.`);
  }
  for (const name of readdirSync(parent))
    if (name.startsWith('initdb-')) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  const temporary = join(parent, `initdb-${process.pid}`);
  mkdirSync(temporary, { mode: 0o700 });
  handOver(runAs, temporary);
  await runInitdb(binaries, temporary, runAs);
  renameSync(temporary, folder);
  syncFolder(parent);
}

function refuseOtherVersion(folder: string, version: string): void {
  if (version === postgresMajor) return;
  throw new StorageError(
    'refused',
    `The database in ${folder} was made by PostgreSQL ${version}, this Deskline brings ${postgresMajor}; dump it with the old version and load it into an empty data folder.`,
  );
}

async function runInitdb(binaries: Binaries, folder: string, runAs: RunAs): Promise<void> {
  // Trust is right here: the socket lies in a folder that only we can enter, and nothing listens on TCP.
  const args = [
    '-D',
    folder,
    '-U',
    bootstrapUser,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--auth-local=trust',
    '--auth-host=reject',
  ];
  const command = asCommand(runAs, binaries.initdb, args);
  const child = spawn(command.file, command.arguments, {
    ...command.identity,
    env: postgresEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: dirname(folder),
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  const [status] = await once(child, 'close');
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  throw new StorageError(
    'refused',
    `The database could not be made in ${folder}: ${complaint.trim().split('\n').at(-1) ?? 'initdb failed'}`,
  );
}
