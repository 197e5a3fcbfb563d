import { sql, type Kysely } from 'kysely';
import { hashKey, type Guarded } from './directory.ts';
import type { Schema } from './schema.ts';

export interface ThrottleState {
  /** Failures in the running window. */
  readonly failures: number;
  readonly firstFailureAt: Date;
  readonly lastFailureAt: Date;
  readonly blockedUntil: Date | undefined;
}

/** Counters of failed sign-ins per account or address, shared by all nodes. The policy belongs to identity. */
export interface Throttles {
  /** The states of those keys that have one. */
  get(keys: readonly string[]): Promise<Map<string, ThrottleState>>;
  /** Counts a failure; gives the failures of the running window, which ends after a quiet `forgetAfterSeconds`. */
  fail(key: string, at: Date, forgetAfterSeconds: number): Promise<number>;
  block(key: string, until: Date): Promise<void>;
  clear(key: string): Promise<void>;
  /** Removes keys without a failure since `before`; gives how many. */
  purge(before: Date): Promise<number>;
}

interface ThrottleRow {
  key_hash: Buffer;
  failures: number;
  first_failure_at: Date;
  last_failure_at: Date;
  blocked_until: Date | null;
}

export function createThrottles(kysely: Kysely<Schema>, secret: Buffer, guarded: Guarded): Throttles {
  const hash = (key: string): Buffer => hashKey(secret, 'throttle', key);
  return {
    get: (keys) =>
      guarded(async () => {
        const byHash = new Map(keys.map((key) => [hash(key).toString('hex'), key]));
        const wanted = keys.map(hash);
        const found = await sql<ThrottleRow>`select * from sign_in_throttle_get(${wanted}::bytea[])`.execute(kysely);
        return new Map(
          found.rows.flatMap((row) => {
            const key = byHash.get(row.key_hash.toString('hex'));
            return key === undefined ? [] : [[key, toState(row)] as const];
          }),
        );
      }),
    fail: (key, at, forgetAfterSeconds) =>
      guarded(async () => {
        const done = await sql<{ failures: number }>`
          select sign_in_throttle_fail(${hash(key)}, ${at}, make_interval(secs => ${forgetAfterSeconds})) as failures`.execute(kysely);
        return done.rows[0]?.failures ?? 0;
      }),
    block: (key, until) =>
      guarded(async () => {
        await sql`select sign_in_throttle_block(${hash(key)}, ${until})`.execute(kysely);
      }),
    clear: (key) =>
      guarded(async () => {
        await sql`select sign_in_throttle_clear(${hash(key)})`.execute(kysely);
      }),
    purge: (before) =>
      guarded(async () => {
        const done = await sql<{ gone: number }>`select sign_in_throttle_purge(${before}) as gone`.execute(kysely);
        return done.rows[0]?.gone ?? 0;
      }),
  };
}

function toState(row: ThrottleRow): ThrottleState {
  return {
    failures: row.failures,
    firstFailureAt: row.first_failure_at,
    lastFailureAt: row.last_failure_at,
    blockedUntil: row.blocked_until ?? undefined,
  };
}
