import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageError } from '../errors.ts';

/** Only part of the socket file's name, and of the address that clients use; nothing listens on TCP. */
export const embeddedPort = 5432;

/** sun_path of sockaddr_un holds 108 bytes with its closing zero (unix(7)). */
const longestSocketPath = 107;

/**
 * The folder of the Unix socket: short, ours alone, and the same at every start with the same data folder. It does not
 * lie in the data folder, whose path may be longer than a socket's may be.
 */
export function prepareSocketFolder(dataDir: string): string {
  const uid = process.getuid?.() ?? 0;
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16);
  const base = [process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'].find(
    (folder) => folder !== undefined && fits(join(folder, `deskline-${uid}-${hash}`)),
  );
  if (base === undefined)
    throw new StorageError('refused', 'The path of the temporary folder is too long for a Unix socket; set TMPDIR to a shorter one.');
  const folder = join(base, `deskline-${uid}-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  refuseForeign(folder, uid);
  return folder;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${embeddedPort}.lock`)) <= longestSocketPath;
}

/** In a shared temporary folder somebody else could have been there first, to pose as our database. */
function refuseForeign(folder: string, uid: number): void {
  const facts = lstatSync(folder);
  const isOurs = facts.isDirectory() && (facts.mode & 0o077) === 0 && (facts.uid === uid || uid === 0);
  if (!isOurs)
    throw new StorageError(
      'refused',
      `The folder ${folder} for the database's socket belongs to somebody else or is open to others; remove it.`,
    );
}

export interface SettingsOptions {
  readonly socketFolder: string;
  /** False only for databases that a test throws away. */
  readonly isDurable: boolean;
}

/**
 * The command line of the postmaster. What is answered is on disk (fsync, synchronous_commit, full_page_writes); memory
 * is sized for a whole product of 350 MB: no parallel workers, no JIT, I/O in the backend itself instead of PostgreSQL 18's
 * I/O workers.
 */
export function postmasterArguments(dataFolder: string, { socketFolder, isDurable }: SettingsOptions): string[] {
  const durable = isDurable ? 'on' : 'off';
  const settings = {
    listen_addresses: '',
    port: embeddedPort,
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    max_connections: isDurable ? 40 : 100,
    superuser_reserved_connections: 3,
    shared_buffers: '24MB',
    work_mem: '4MB',
    maintenance_work_mem: '16MB',
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    max_wal_senders: 0,
    max_replication_slots: 0,
    io_method: 'sync',
    jit: 'off',
    max_worker_processes: 2,
    max_parallel_workers: 0,
    max_parallel_workers_per_gather: 0,
    max_logical_replication_workers: 0,
    autovacuum_max_workers: 1,
    autovacuum_worker_slots: 2,
    huge_pages: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    // Values of rows, names and tokens among them, do not belong into a log file.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: 0,
  };
  return ['-D', dataFolder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** A small environment of our own, so that nothing of the operator's shell (PGDATA, LC_*, TZ) bends the database. */
export const postgresEnvironment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
