import type { EventEmitter } from 'node:events';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

/** One press of Ctrl-C reaches us twice: from the terminal, and from the program that started us. */
const samePressMs = 1_000;

export interface StopOnSignals {
  /** The process, or in tests an emitter. */
  readonly source: EventEmitter;
  readonly clock: Clock;
  /** Closes everything; while the server still starts it waits for that first. */
  readonly stop: (why: string) => Promise<void>;
  readonly exit: (code: number) => void;
}

/** The first signal stops the server cleanly; who asks again, later than a moment after, gets the end at once. */
export function stopOnSignals({ source, clock, stop, exit }: StopOnSignals): void {
  let firstAtMs: number | undefined;
  const onSignal = (signal: string): void => {
    if (firstAtMs !== undefined) {
      if (clock.monotonicMs() - firstAtMs >= samePressMs) exit(1);
      return;
    }
    firstAtMs = clock.monotonicMs();
    stop(signal).then(
      () => exit(0),
      (error: unknown) => {
        say(error);
        exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) source.on(signal, onSignal);
}

export interface LastResort {
  readonly source: EventEmitter;
  readonly logger: Logger;
  readonly stop: (why: string) => Promise<void>;
  readonly exit: (code: number) => void;
}

/**
 * What nobody caught. A rejected promise that nobody awaited is a mistake of ours, but everybody else's call goes on: Node
 * would end the process. After an exception in a callback nobody knows what was left half done: talks may end, then we do.
 */
export function lastResort({ source, logger, stop, exit }: LastResort): void {
  const endBadly = async (): Promise<void> => {
    await stopAnyway(stop);
    exit(1);
  };
  source.on('unhandledRejection', (reason: unknown) => logger.error({ err: reason }, 'a promise was rejected and nobody listened'));
  source.on('uncaughtException', (error: unknown) => {
    logger.fatal({ err: error }, 'a mistake of ours ends the server');
    void endBadly();
  });
}

async function stopAnyway(stop: LastResort['stop']): Promise<void> {
  try {
    await stop('a mistake of ours');
  } catch (error) {
    say(error);
  }
}

/** On the terminal: the log may be closed already. */
function say(error: unknown): void {
  process.stderr.write(`deskline did not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`);
}
