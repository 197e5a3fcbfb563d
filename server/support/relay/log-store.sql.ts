import { sql } from 'kysely';
import type { Database, Trx } from '../../storage/index.ts';
import type { LogEntry, LogSize, LogStore } from './log-store.ts';

/** Logs in PostgreSQL. */
export class SqlLogStore implements LogStore {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  size(tenantId: string, sessionId: string): Promise<LogSize> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await trx
        .selectFrom('support_log')
        .where('tenant_id', '=', tenantId)
        .where('session_id', '=', sessionId)
        .select([sql<number>`coalesce(max(number), 0)`.as('last'), sql<string>`coalesce(sum(octet_length(body)), 0)`.as('bytes')])
        .executeTakeFirstOrThrow();
      return { lastNumber: row.last, bytes: Number(row.bytes) };
    });
  }

  known(
    tenantId: string,
    sessionId: string,
    keys: readonly { readonly seatId: string; readonly clientNumber: number }[],
  ): Promise<readonly LogEntry[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await rows(trx, tenantId, sessionId)
        .where(
          sql<boolean>`(seat_id, client_number) in (select * from unnest(
            ${keys.map(({ seatId }) => seatId)}::uuid[], ${keys.map(({ clientNumber }) => clientNumber)}::bigint[]))`,
        )
        .execute();
      return found.map(entryOf);
    });
  }

  async append(tenantId: string, sessionId: string, entries: readonly LogEntry[]): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .insertInto('support_log')
        .values(
          entries.map((entry) => ({
            tenant_id: tenantId,
            session_id: sessionId,
            number: entry.number,
            seat_id: entry.seatId,
            client_number: entry.clientNumber,
            at: entry.at,
            body: entry.body,
          })),
        )
        .execute(),
    );
  }

  read(tenantId: string, sessionId: string, after: number, limit: number): Promise<readonly LogEntry[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await rows(trx, tenantId, sessionId).where('number', '>', after).orderBy('number').limit(limit).execute();
      return found.map(entryOf);
    });
  }
}

function rows(trx: Trx, tenantId: string, sessionId: string) {
  return trx
    .selectFrom('support_log')
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .select(['number', 'seat_id', 'client_number', 'at', 'body']);
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

function entryOf(row: Row): LogEntry {
  return { number: row.number, seatId: row.seat_id, clientNumber: Number(row.client_number), at: row.at, body: row.body };
}
