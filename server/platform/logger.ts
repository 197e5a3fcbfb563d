import { pino, type Logger as PinoLogger, type DestinationStream } from 'pino';

/** What the whole server logs through; see docs/logging.md for what each level means. */
export type Logger = PinoLogger;

/** Fields whose values never reach a log, wherever they stand. */
const secretFields = ['password', 'token', 'cookie', 'authorization', 'sdp', 'key', 'secret', 'ha1', 'nonce'];

export interface LoggerOptions {
  readonly level: string;
  readonly destination?: DestinationStream;
}

/** Makes the root logger. Domains get a child with `{ domain }`. */
export function createLogger(options: LoggerOptions): Logger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({ level: options.level, redact: { paths, censor: '[redacted]' }, base: null }, options.destination ?? pino.destination(2));
}

/** A logger that says nothing, for tests. */
export const silentLogger: Logger = pino({ level: 'silent' });
