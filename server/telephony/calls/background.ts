import type { Logger } from '../../platform/logger.ts';

/** Lets work run on its own; what it throws is logged as a mistake of ours, never swallowed and never fatal. */
export function inBackground(logger: Logger, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => logger.error({ err: error, what }, 'work in the background failed'));
}
