import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ConnectionTarget } from '../pool.ts';
import { findBinaries } from './binaries.ts';
import { bootstrapUser, ensureCluster } from './cluster.ts';
import { isAlive } from './postmaster-file.ts';
import { adoptPostmaster, launchPostmaster, stopPostmaster, type LaunchOptions, type RunningPostmaster } from './postmaster.ts';
import { chooseRunAs, handOver, letThrough, type RunAs } from './run-as.ts';
import { embeddedPort, prepareSocketFolder } from './settings.ts';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** For tests that throw the data away. */
  readonly isDurable?: boolean;
  /** How to avoid being root; found out when absent. */
  readonly runAs?: RunAs;
}

/** An adopted postmaster is not our child: only looking tells that it died. */
const watchMs = 500;
/** Waiting times between attempts to start a crashed database again; the last one repeats. */
const restartDelaysMs = [0, 250, 1_000, 3_000] as const;

/**
 * What the database is doing, and what goes with it:
 *
 *   running ──(process ended)──▶ restarting ──(answers again)──▶ running
 *      └────────────(stop())────────┴──────────▶ stopped
 */
type State =
  | { readonly kind: 'running'; readonly postmaster: RunningPostmaster; readonly watch: Timer | undefined }
  | { readonly kind: 'restarting'; readonly retry: Timer }
  | { readonly kind: 'stopped' };

/** The folder of the cluster inside a data folder. */
export function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres', '18');
}

/** The PostgreSQL inside our package, kept running as long as the server lives. */
export class EmbeddedPostgres {
  readonly socketFolder: string;
  /** True when the database survived the server before this one. */
  readonly isAdopted: boolean;
  readonly #launch: LaunchOptions;
  readonly #options: EmbeddedOptions;
  #state: State;
  /** An attempt to start again that is under way; stop() waits for it. */
  #attempt: Promise<void> = Promise.resolve();

  private constructor(options: EmbeddedOptions, launch: LaunchOptions, first: RunningPostmaster) {
    this.#options = options;
    this.#launch = launch;
    this.socketFolder = first.socketFolder;
    this.isAdopted = first.child === undefined;
    this.#state = this.#watched(first);
  }

  /** Makes the cluster when there is none, then adopts or starts its server. The caller holds the server lock. */
  static async start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const launch = await prepare(options);
    const postmaster = (await adoptPostmaster(launch)) ?? (await launchPostmaster(launch));
    const embedded = new EmbeddedPostgres(options, { ...launch, socketFolder: postmaster.socketFolder }, postmaster);
    options.logger.info({ pid: postmaster.pid, adopted: embedded.isAdopted }, 'embedded PostgreSQL is running');
    return embedded;
  }

  get status(): State['kind'] {
    return this.#state.kind;
  }

  /** Process id of the postmaster, while it runs. */
  get pid(): number | undefined {
    return this.#state.kind === 'running' ? this.#state.postmaster.pid : undefined;
  }

  target(user: string = bootstrapUser, database = 'postgres'): ConnectionTarget {
    return { socketFolder: this.socketFolder, port: embeddedPort, user, database };
  }

  /** Stops the database and waits until it is down. Idempotent. */
  async stop(): Promise<void> {
    const before = this.#state;
    this.#state = { kind: 'stopped' };
    if (before.kind === 'restarting') before.retry.stop();
    await this.#attempt;
    if (before.kind !== 'running') return;
    before.watch?.stop();
    await stopPostmaster(before.postmaster.pid);
    rmSync(this.socketFolder, { recursive: true, force: true });
    this.#options.logger.info('embedded PostgreSQL is stopped');
  }

  #watched(postmaster: RunningPostmaster): State {
    if (postmaster.child) {
      postmaster.child.once('exit', () => this.#handleEnd(postmaster));
      // It may have ended before we listened.
      if (!isAlive(postmaster.pid)) queueMicrotask(() => this.#handleEnd(postmaster));
      return { kind: 'running', postmaster, watch: undefined };
    }
    const watch = this.#options.clock.every(watchMs, () => {
      if (!isAlive(postmaster.pid)) this.#handleEnd(postmaster);
    });
    return { kind: 'running', postmaster, watch };
  }

  #handleEnd(postmaster: RunningPostmaster): void {
    if (this.#state.kind !== 'running' || this.#state.postmaster !== postmaster) return;
    this.#state.watch?.stop();
    this.#options.logger.error(
      { pid: postmaster.pid, log: this.#launch.logFile },
      'embedded PostgreSQL ended by itself; starting it again',
    );
    this.#restartLater(0);
  }

  #restartLater(attempt: number): void {
    const delayMs = restartDelaysMs[attempt] ?? restartDelaysMs[restartDelaysMs.length - 1] ?? 0;
    const retry = this.#options.clock.after(delayMs, () => {
      this.#attempt = this.#restart(attempt);
    });
    this.#state = { kind: 'restarting', retry };
  }

  async #restart(attempt: number): Promise<void> {
    try {
      const postmaster = await launchPostmaster(this.#launch);
      if (this.#state.kind === 'stopped') return await stopPostmaster(postmaster.pid);
      this.#state = this.#watched(postmaster);
      this.#options.logger.info({ pid: postmaster.pid }, 'embedded PostgreSQL is running again');
    } catch (error) {
      if (this.#state.kind === 'stopped') return;
      this.#options.logger.error({ err: error, attempt }, 'embedded PostgreSQL could not be started again');
      this.#restartLater(attempt + 1);
    }
  }
}

async function prepare(options: EmbeddedOptions): Promise<LaunchOptions> {
  const binaries = await findBinaries();
  const runAs = options.runAs ?? chooseRunAs();
  const dataDir = realpathSync(options.dataDir);
  const folder = clusterFolder(dataDir);
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  for (const path of [dataDir, dirname(folder)]) letThrough(runAs, path);
  await ensureCluster(binaries, folder, runAs);
  const socketFolder = prepareSocketFolder(dataDir);
  for (const path of [folder, socketFolder]) handOver(runAs, path);
  return { binaries, folder, socketFolder, runAs, logFile: join(dataDir, 'logs', 'postgres.log'), isDurable: options.isDurable ?? true };
}
