import { DatabaseError } from 'pg';

/**
 * What went wrong in the database, in words that a caller can act on:
 * - `unavailable`: the database cannot be reached now; try again later (HTTP 503, SIP 503)
 * - `conflict`: another row already has this unique value; `constraint` says which
 * - `reference`: a row that this one points at does not exist, or is still pointed at
 * - `invalid`: a value breaks a check, a type or a length
 * - `forbidden`: row-level security or a missing grant refused it; always a bug of ours
 * - `timeout`: the statement or a lock took too long
 * - `retry`: a deadlock or serialization failure; the same call may succeed
 * - `refused`: the storage refuses to open, or content that was tampered with; the message is one sentence
 * - `full`: there is no room left for content; what was written before stays
 * - `internal`: anything else
 */
export type StorageErrorCode =
  | 'unavailable'
  | 'conflict'
  | 'reference'
  | 'invalid'
  | 'forbidden'
  | 'timeout'
  | 'retry'
  | 'refused'
  | 'full'
  | 'internal';

export interface StorageErrorDetails {
  readonly cause?: unknown;
  /** Name of the constraint or unique index that said no. */
  readonly constraint?: string | undefined;
  readonly table?: string | undefined;
}

/** The only error that leaves the storage. Its message holds no row values. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;
  readonly constraint: string | undefined;
  readonly table: string | undefined;

  constructor(code: StorageErrorCode, message: string, details: StorageErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.constraint = details.constraint;
    this.table = details.table;
  }
}

/** SQLSTATE → code; the most exact entry first (PostgreSQL documentation, appendix A). */
const sqlStates: readonly (readonly [prefix: string, code: StorageErrorCode, message: string])[] = [
  ['23505', 'conflict', 'the value is already taken'],
  ['23503', 'reference', 'a row that this one belongs to does not exist, or is still in use'],
  ['42501', 'forbidden', 'the database refused access'],
  ['57014', 'timeout', 'the database took too long'],
  ['55P03', 'timeout', 'a row stayed locked too long'],
  ['25P03', 'timeout', 'the transaction stood idle too long'],
  ['25P04', 'timeout', 'the transaction took too long'],
  ['40', 'retry', 'two transactions collided'],
  ['23', 'invalid', 'a value breaks a rule of its column'],
  ['22', 'invalid', 'a value does not fit its column'],
  ['08', 'unavailable', 'the connection to the database broke'],
  ['53', 'unavailable', 'the database has no room left'],
  ['57P', 'unavailable', 'the database is stopping or starting'],
];

/** System calls of a connection: an ENOENT of `connect` is a missing socket, one of `open` is a missing file of somebody else. */
const networkCalls = new Set(['connect', 'read', 'write', 'getaddrinfo']);

/** Sentences of pg's client and pool, which carry no code. */
const networkSentences =
  /timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|Connection ended|Query read timeout|not queryable|Cannot use a pool after calling end/i;

/** Turns whatever `pg` or a transaction's function threw into a StorageError; our own errors and foreign ones pass unchanged. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof DatabaseError) return fromSqlState(error);
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const call = 'syscall' in error ? error.syscall : undefined;
  const isNetwork = (typeof call === 'string' && networkCalls.has(call)) || networkSentences.test(error.message);
  return isNetwork ? new StorageError('unavailable', 'the database cannot be reached', { cause: error }) : error;
}

function fromSqlState(error: DatabaseError): StorageError {
  const state = error.code ?? '';
  // Of classes 22 and 23, PostgreSQL's own words hold the values that did not fit: no log may print them by way of the cause.
  const holdsValues = state.startsWith('22') || state.startsWith('23');
  const details = { cause: holdsValues ? undefined : error, constraint: error.constraint, table: error.table };
  const known = sqlStates.find(([prefix]) => state.startsWith(prefix));
  if (!known) return new StorageError('internal', `the database answered ${state || 'an error without a code'}`, details);
  const [, code, message] = known;
  return new StorageError(code, `${message} (${error.constraint ?? state})`, details);
}
