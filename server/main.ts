import { ConfigError } from './config/environment.ts';
import { readConfig, type Config } from './config/config.ts';
import { compose, type Running } from './compose.ts';
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

const config = configuration();
const running = await start(config);

let isStopping = false;
function stop(signal: string): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  running
    .stop(signal)
    .then(() => process.exit(0))
    .catch((error: unknown) => {
      process.stderr.write(`deskline did not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
