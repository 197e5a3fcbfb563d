import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What `postmaster.pid` says (PostgreSQL's pidfile.h): process id, folder, start, port, socket folder, …, status. */
export interface PostmasterFacts {
  readonly pid: number;
  readonly port: number;
  readonly socketFolder: string;
  readonly isReady: boolean;
}

/** The living postmaster of a cluster's folder, if there is one. A file left by a crash does not count. */
export function findPostmaster(folder: string): PostmasterFacts | undefined {
  const text = readIfThere(join(folder, 'postmaster.pid'));
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostmaster(pid, folder)) return undefined;
  return { pid, port: Number(lines[3]), socketFolder: lines[4]?.trim() ?? '', isReady: lines[7]?.trim() === 'ready' };
}

/** A postmaster works in its data folder; another process that got the same id does not. Zombies are dead. */
function isPostmaster(pid: number, folder: string): boolean {
  return isAlive(pid) && workingFolder(pid) === realpathSync(folder);
}

/**
 * Living processes that work in a cluster's folder: its postmaster, and backends, which inherit the folder and may
 * outlive a killed postmaster by moments.
 */
export function processesIn(folder: string): number[] {
  const wanted = realpathSync(folder);
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => workingFolder(pid) === wanted && isAlive(pid));
}

/** Undefined for a process that is gone, a zombie, or somebody else's. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (isMissing(error) || isForeign(error)) return undefined;
    throw error;
  }
}

/** Whether a process lives: not gone and no zombie. */
export function isAlive(pid: number): boolean {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === undefined) return false;
  // The name in parentheses may itself hold spaces and parentheses; the state is the first field after the last one.
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  return state !== 'Z' && state !== 'X';
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isForeign(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
}
