import { accessSync, constants } from 'node:fs';
import { constants as osConstants, setPriority } from 'node:os';
import path from 'node:path';
import * as mediasoup from 'mediasoup';
import type { types } from 'mediasoup';
import { StartError } from '../../platform/start-error.ts';

/** Shields the worker from signals to its process group; see there. */
const starter = path.join(import.meta.dirname, 'start-worker.sh');
const programVariable = 'DESKLINE_SFU_WORKER';

/** Starts one worker process. @throws {StartError} when the program does not run. */
export async function startProgram(workerBin: string | undefined): Promise<types.Worker> {
  const program = workerBin ?? mediasoup.workerBin;
  try {
    accessSync(program, constants.X_OK);
    const worker = await withoutSignalHandlers(() => createWith(program));
    favour(worker);
    return worker;
  } catch (error) {
    throw new StartError(`the SFU worker ${program} does not run, ${reasonOf(error)}: "npm start" gets it, or set MEDIASOUP_WORKER_BIN`, {
      cause: error,
    });
  }
}

/**
 * A packet that waits for the processor is a packet that is late, and of what browsers measure their lines with it spoils the measurement. Who may
 * not raise a priority runs without.
 */
function favour({ pid }: types.Worker): void {
  try {
    setPriority(pid, osConstants.priority.PRIORITY_ABOVE_NORMAL);
  } catch {
    // Not root, and without CAP_SYS_NICE.
  }
}

/** mediasoup takes the name of one program and hands its environment on; it starts the process before it returns. */
function createWith(program: string): Promise<types.Worker> {
  process.env[programVariable] = program;
  try {
    return mediasoup.createWorker({ logLevel: 'warn', workerBin: starter });
  } finally {
    Reflect.deleteProperty(process.env, programVariable);
  }
}

/** mediasoup says `what failed [details]: why`, or only what failed. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const reason = /\]: (.+)$/.exec(message)?.[1] ?? message.replace(/ ?\[.*\]/, '');
  return reason === '' ? 'it ended at once' : reason;
}

/**
 * mediasoup closes its workers on SIGINT and SIGTERM by itself. Our stop is graceful and does it at the end, so its
 * handlers are taken off again.
 */
async function withoutSignalHandlers<Result>(create: () => Promise<Result>): Promise<Result> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = new Map(signals.map((signal) => [signal, new Set(process.listeners(signal))]));
  const starting = create();
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (!before.get(signal)?.has(listener)) process.off(signal, listener);
    }
  }
  return starting;
}
