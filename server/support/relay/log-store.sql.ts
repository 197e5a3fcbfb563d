import { sql } from 'kysely';
import { StorageError, type Database, type Shredding, type Trx } from '../../storage/index.ts';
import type { LogEntry, LogSize, LogStore } from './log-store.ts';

/** What sealing adds to a body (storage's sealed values: version, nonce, tag). */
const sealBytes = 29;

/** Logs in PostgreSQL: bodies come sealed by browsers, and are closed once more by their session's key, which ends with them. */
export class SqlLogStore implements LogStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #shredding: Pick<Shredding, 'seal' | 'open'>;

  constructor(db: Pick<Database, 'inTenant'>, shredding: Pick<Shredding, 'seal' | 'open'>) {
    this.#db = db;
    this.#shredding = shredding;
  }

  size(tenantId: string, sessionId: string): Promise<LogSize> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await trx
        .selectFrom('support_log')
        .where('tenant_id', '=', tenantId)
        .where('session_id', '=', sessionId)
        .select([
          sql<number>`coalesce(max(number), 0)`.as('last'),
          sql<string>`coalesce(sum(octet_length(body) - case when is_sealed then ${sealBytes}::integer else 0 end), 0)`.as('bytes'),
        ])
        .executeTakeFirstOrThrow();
      return { lastNumber: row.last, bytes: Number(row.bytes) };
    });
  }

  async known(
    tenantId: string,
    sessionId: string,
    keys: readonly { readonly seatId: string; readonly clientNumber: number }[],
  ): Promise<readonly LogEntry[]> {
    const found = await this.#db.inTenant(tenantId, (trx) =>
      rows(trx, tenantId, sessionId)
        .where(
          sql<boolean>`(seat_id, client_number) in (select * from unnest(
            ${keys.map(({ seatId }) => seatId)}::uuid[], ${keys.map(({ clientNumber }) => clientNumber)}::bigint[]))`,
        )
        .execute(),
    );
    return this.#opened(tenantId, sessionId, found);
  }

  async append(tenantId: string, sessionId: string, entries: readonly LogEntry[]): Promise<void> {
    const values = await Promise.all(
      entries.map(async (entry) => ({
        tenant_id: tenantId,
        session_id: sessionId,
        number: entry.number,
        seat_id: entry.seatId,
        client_number: entry.clientNumber,
        at: entry.at,
        body: await this.#shredding.seal({ tenantId, shredId: sessionId }, placeOf(entry.number), entry.body),
        is_sealed: true,
      })),
    );
    await this.#db.inTenant(tenantId, (trx) => trx.insertInto('support_log').values(values).execute());
  }

  async read(tenantId: string, sessionId: string, after: number, limit: number): Promise<readonly LogEntry[]> {
    const found = await this.#db.inTenant(tenantId, (trx) =>
      rows(trx, tenantId, sessionId).where('number', '>', after).orderBy('number').limit(limit).execute(),
    );
    return this.#opened(tenantId, sessionId, found);
  }

  /** @throws {StorageError} `refused` when the session's key was destroyed: these rows came out of a backup */
  #opened(tenantId: string, sessionId: string, found: readonly Row[]): Promise<readonly LogEntry[]> {
    return Promise.all(
      found.map(async (row) => {
        if (!row.is_sealed) return entryOf(row, row.body);
        const body = await this.#shredding.open({ tenantId, shredId: sessionId }, placeOf(row.number), row.body);
        if (!body) throw new StorageError('refused', 'the key of this session was destroyed');
        return entryOf(row, body);
      }),
    );
  }
}

function rows(trx: Trx, tenantId: string, sessionId: string) {
  return trx
    .selectFrom('support_log')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .select(['number', 'seat_id', 'client_number', 'at', 'body', 'is_sealed']);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function placeOf(number: number): string {
  return `log:${String(number)}`;
}

function entryOf(row: Row, body: Buffer): LogEntry {
  return { number: row.number, seatId: row.seat_id, clientNumber: Number(row.client_number), at: row.at, body };
}
