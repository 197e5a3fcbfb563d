import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from '../platform/logger.ts';
import { createDirectory, type Directory } from './directory.ts';
import { StorageError, toStorageError } from './errors.ts';
import type { Schema } from './schema.ts';
import { createThrottles, type Throttles } from './throttles.ts';

/** A transaction bound to one tenant: the only thing that reads or writes a tenant's rows. */
export type Trx = Transaction<Schema>;

export interface TenantSummary {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly endedAt: Date | undefined;
}

export interface DatabaseOptions {
  readonly pool: Pool;
  readonly directoryKey: Buffer;
  readonly logger: Logger;
}

export interface TransactionOptions {
  /** One snapshot for all statements, and no writing. */
  readonly isSnapshot?: boolean;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The front door to the database. Every method throws StorageError, whatever broke below. */
export class Database {
  readonly directory: Directory;
  readonly throttles: Throttles;
  readonly #kysely: Kysely<Schema>;
  readonly #logger: Logger;
  /** What runs after the commit of a transaction that is still open. */
  readonly #afterCommit = new WeakMap<Trx, (() => void)[]>();

  constructor(options: DatabaseOptions) {
    this.#kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: options.pool }) });
    this.#logger = options.logger;
    this.directory = createDirectory(this.#kysely, options.directoryKey, guarded);
    this.throttles = createThrottles(this.#kysely, options.directoryKey, guarded);
  }

  /**
   * Runs `work` in one transaction that sees and writes only the rows of `tenantId`. When it throws, nothing stays;
   * when it returns, everything is on disk. A new tenant is made by inserting it under its own id.
   */
  async inTenant<T>(tenantId: string, work: (trx: Trx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    if (!uuid.test(tenantId)) throw new StorageError('invalid', 'the tenant id is not a UUID');
    const callbacks: (() => void)[] = [];
    const begin = options.isSnapshot
      ? this.#kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
      : this.#kysely.transaction();
    const result = await guarded(() =>
      begin.execute(async (trx) => {
        await sql`select set_config('app.tenant', ${tenantId}, true)`.execute(trx);
        this.#afterCommit.set(trx, callbacks);
        return work(trx);
      }),
    );
    for (const callback of callbacks) this.#run(callback);
    return result;
  }

  /** Runs `callback` once the transaction is on disk, and never when it is not: the place to tell others what happened. */
  afterCommit(trx: Trx, callback: () => void): void {
    const callbacks = this.#afterCommit.get(trx);
    if (!callbacks) throw new StorageError('internal', 'afterCommit() needs the transaction that inTenant() gave');
    callbacks.push(callback);
  }

  /** All tenants, oldest first. */
  async listTenants(): Promise<TenantSummary[]> {
    const found = await guarded(() =>
      sql<{ id: string; slug: string; name: string; created_at: Date; ended_at: Date | null }>`select * from list_tenants()`.execute(
        this.#kysely,
      ),
    );
    return found.rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      createdAt: row.created_at,
      endedAt: row.ended_at ?? undefined,
    }));
  }

  /** One round trip to the database; throws StorageError `unavailable` when there is none. */
  async ping(): Promise<void> {
    await guarded(() => sql`select 1`.execute(this.#kysely));
  }

  /** Makes the monthly partitions of call events from `at` for `months` months. */
  async ensureCallEventPartitions(at: Date, months: number): Promise<void> {
    await guarded(() => sql`select ensure_call_event_partitions(${at}, ${months})`.execute(this.#kysely));
  }

  /** Remembers `value` under `key` for the whole installation, the first time; gives what is remembered. */
  async rememberOnce(key: string, value: string): Promise<string> {
    const found = await guarded(async () => {
      await sql`insert into installation (key, value) values (${key}, ${value}) on conflict do nothing`.execute(this.#kysely);
      return sql<{ value: string }>`select value from installation where key = ${key}`.execute(this.#kysely);
    });
    return found.rows[0]?.value ?? value;
  }

  /** Closes all connections; running transactions finish first. */
  async close(): Promise<void> {
    await this.#kysely.destroy();
  }

  #run(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#logger.error({ err: error }, 'a callback after a commit failed');
    }
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}
