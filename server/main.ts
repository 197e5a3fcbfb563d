import { ConfigError } from './config/environment.ts';
import { readConfig, type Config } from './config/config.ts';
import { clearUpAfterStart } from './composition/clear-up.ts';
import { lastResort, stopOnSignals } from './composition/process-end.ts';
import { compose, type Running } from './compose.ts';
import { systemClock } from './platform/clock.ts';
import { StartError } from './platform/start-error.ts';

/** Ends the process with readable lines on the terminal; stack traces are for mistakes of ours only. */
function refuse(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`deskline cannot start: ${line}\n`);
  process.exit(1);
}

function configuration(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) return refuse(error.lines);
    throw error;
  }
}

async function start(config: Config): Promise<Running> {
  try {
    return await compose(config);
  } catch (error) {
    if (error instanceof StartError) return refuse([error.message]);
    throw error;
  }
}

const starting = start(configuration());
const stop = async (why: string): Promise<void> => (await starting).stop(why);
const exit = (code: number): void => process.exit(code);
// Also while it starts: what was begun is closed again, the database too.
stopOnSignals({ source: process, clock: systemClock, stop, exit });
const { logger } = await starting;
lastResort({ source: process, logger, stop, exit });
clearUpAfterStart(systemClock);
