import { type ClientConfig, type CustomTypesConfig, Pool, types } from 'pg';
import type { Logger } from '../platform/logger.ts';

/** Where and as whom to connect: fields of pg, or a URL. */
export type ConnectionTarget =
  | { readonly url: string }
  | { readonly socketFolder: string; readonly port: number; readonly user: string; readonly database: string };

/** Every limit of a connection, in milliseconds. Nothing that a request does may hold a row or a connection for long. */
export const limits = {
  connectMs: 3_000,
  statementMs: 10_000,
  lockMs: 5_000,
  idleInTransactionMs: 10_000,
  /** Client side, for a server that vanished without a word. */
  queryMs: 12_000,
  idleConnectionMs: 30_000,
} as const;

/** Connections per server process, some 5 MB of memory each while busy; the embedded PostgreSQL allows 40 in all. */
const poolSize = 8;

const schemaOptions = '-c search_path=deskline,pg_catalog -c timezone=UTC';

/** pg's client settings for a target. */
export function clientConfig(target: ConnectionTarget): ClientConfig {
  const address =
    'url' in target
      ? { connectionString: target.url }
      : { host: target.socketFolder, port: target.port, user: target.user, database: target.database };
  return {
    ...address,
    options: schemaOptions,
    application_name: 'deskline',
    connectionTimeoutMillis: limits.connectMs,
    keepAlive: true,
    types: parsers,
  };
}

/** The pool that the server works with. A broken idle connection is logged and replaced; it never ends the process. */
export function createPool(target: ConnectionTarget, logger: Logger): Pool {
  const pool = new Pool({
    ...clientConfig(target),
    max: poolSize,
    idleTimeoutMillis: limits.idleConnectionMs,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    query_timeout: limits.queryMs,
  });
  pool.on('error', (error) => logger.warn({ reason: error.message }, 'an idle database connection broke'));
  // The pool listens to idle connections only; one that breaks while it is lent out must not end the process either.
  pool.on('connect', (client) => client.on('error', (error) => logger.debug({ reason: error.message }, 'a database connection broke')));
  return pool;
}

const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database is beyond 2^53');
  return value;
};

/** bigint as number: our counters stay far below 2^53, and a count(*) as text is a trap. Everything else as pg does. */
const parsers: CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === types.builtins.INT8 && format !== 'binary') return parseInt8;
    return types.getTypeParser(oid, format);
  },
};
