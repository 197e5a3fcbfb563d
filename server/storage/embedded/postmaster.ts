import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { StorageError } from '../errors.ts';
import { clientConfig } from '../pool.ts';
import type { Binaries } from './binaries.ts';
import { bootstrapUser } from './cluster.ts';
import { findPostmaster, isAlive, processesIn } from './postmaster-file.ts';
import { asCommand, type RunAs } from './run-as.ts';
import { embeddedPort, postgresEnvironment, postmasterArguments } from './settings.ts';

/** How long recovery after a crash may take before the start gives up. */
const readyLimitMs = 60_000;
const stopLimitMs = 20_000;
const pollMs = 25;
const largestLogBytes = 5_000_000;

export interface LaunchOptions {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly socketFolder: string;
  readonly logFile: string;
  readonly runAs: RunAs;
  readonly isDurable: boolean;
}

/** A postmaster that answers. `child` is absent when it was adopted from a server that died. */
export interface RunningPostmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly child: ChildProcess | undefined;
}

/**
 * Takes over the postmaster that a killed server left behind; undefined when there is none. One that does not answer
 * is stopped. The caller holds the server lock: nobody else is about to do the same.
 */
export async function adoptPostmaster(options: LaunchOptions): Promise<RunningPostmaster | undefined> {
  const found = findPostmaster(options.folder);
  if (!found) return undefined;
  const running = { pid: found.pid, socketFolder: found.socketFolder, child: undefined };
  const socket = join(found.socketFolder, `.s.PGSQL.${embeddedPort}`);
  if (existsSync(socket) && (await becomesReady(running))) return running;
  await stopPostmaster(found.pid);
  return undefined;
}

/** Starts a postmaster of our own, in its own process group so that Ctrl-C in the terminal does not reach it before us. */
export async function launchPostmaster(options: LaunchOptions): Promise<RunningPostmaster> {
  await clearStaleFiles(options);
  const log = openLog(options.logFile);
  const command = asCommand(options.runAs, options.binaries.postgres, postmasterArguments(options.folder, options));
  const child = spawn(command.file, command.arguments, {
    ...command.identity,
    cwd: options.folder,
    env: postgresEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let spawnError: Error | undefined;
  child.once('error', (error) => {
    spawnError = error;
  });
  child.unref();
  const running = { pid: child.pid ?? 0, socketFolder: options.socketFolder, child };
  if (child.pid !== undefined && (await becomesReady(running))) return running;
  if (child.exitCode === null && child.pid !== undefined) await stopPostmaster(child.pid);
  throw new StorageError('unavailable', `The embedded PostgreSQL did not start: ${spawnError?.message ?? lastComplaint(options.logFile)}`, {
    cause: spawnError,
  });
}

/**
 * PostgreSQL refuses to start while the process id in its lock files exists, be it a zombie that nobody collects or a
 * stranger that got the same number. Deleting them is right only when no process of that cluster lives any more,
 * backends of a killed postmaster included: two postmasters on one folder would destroy it.
 */
async function clearStaleFiles({ folder, socketFolder }: LaunchOptions): Promise<void> {
  const lockFiles = [join(folder, 'postmaster.pid'), join(socketFolder, `.s.PGSQL.${embeddedPort}.lock`)];
  if (!lockFiles.some((path) => existsSync(path))) return;
  const deadline = performance.now() + stopLimitMs;
  while (processesIn(folder).length > 0) {
    if (performance.now() > deadline)
      throw new StorageError(
        'refused',
        `Processes of a database that ended still work in ${folder} (${processesIn(folder).join(', ')}); stop them.`,
      );
    await sleep(pollMs);
  }
  for (const path of lockFiles) rmSync(path, { force: true });
}

/** Fast shutdown (SIGINT: no new clients, running transactions end, a checkpoint); after a limit an immediate one, which recovery heals. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!sendSignal(pid, signal)) return;
    if (await goesAway(pid)) return;
  }
  throw new StorageError('internal', `the database process ${pid} does not end`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  if (!isAlive(pid)) return false;
  process.kill(pid, signal);
  return true;
}

async function goesAway(pid: number): Promise<boolean> {
  const deadline = performance.now() + stopLimitMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(pollMs);
  }
  return true;
}

/** Asks until the server answers; false when it ended or the limit passed. */
async function becomesReady(running: RunningPostmaster): Promise<boolean> {
  const deadline = performance.now() + readyLimitMs;
  const hasEnded = (): boolean =>
    running.child ? running.child.exitCode !== null || running.child.signalCode !== null : !isAlive(running.pid);
  while (performance.now() < deadline && !hasEnded()) {
    if (await answers(running.socketFolder)) return true;
    await sleep(pollMs);
  }
  return false;
}

async function answers(socketFolder: string): Promise<boolean> {
  const client = new Client(clientConfig({ socketFolder, port: embeddedPort, user: bootstrapUser, database: 'postgres' }));
  const isUp = await client.connect().then(
    () => true,
    // Refused, no socket yet, or 57P03 "the database system is starting up": not yet is all that this asks.
    () => false,
  );
  if (isUp) await client.end();
  return isUp;
}

function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function lastComplaint(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  return lines.findLast((line) => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}
