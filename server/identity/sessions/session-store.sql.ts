import type { Selectable } from 'kysely';
import type { WebSessionsTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { Session } from '../entities.ts';
import type { SessionStore } from './session-store.ts';

function sessionOf(row: Selectable<WebSessionsTable>): Session {
  return {
    id: row.id,
    userId: row.user_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    userAgent: row.user_agent,
    address: row.address,
  };
}

/** Web sessions in PostgreSQL; one instance per transaction. */
export class SqlSessionStore implements SessionStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(session: Session, tokenHash: Buffer): Promise<void> {
    await this.#trx
      .insertInto('web_sessions')
      .values({
        tenant_id: this.#tenantId,
        id: session.id,
        user_id: session.userId,
        token_hash: tokenHash,
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        expires_at: session.expiresAt,
        user_agent: session.userAgent,
        address: session.address,
      })
      .execute();
  }

  async byId(id: string): Promise<Session | undefined> {
    const row = await this.#live().where('id', '=', id).executeTakeFirst();
    return row && sessionOf(row);
  }

  async ofUser(userId: string): Promise<readonly Session[]> {
    return (await this.#live().where('user_id', '=', userId).orderBy('created_at', 'desc').execute()).map(sessionOf);
  }

  async all(): Promise<readonly Session[]> {
    return (await this.#live().execute()).map(sessionOf);
  }

  async touch(id: string, at: Date): Promise<void> {
    await this.#trx
      .updateTable('web_sessions')
      .set({ last_seen_at: at })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .execute();
  }

  async end(id: string, at: Date): Promise<Buffer | undefined> {
    const ended = await this.#trx
      .updateTable('web_sessions')
      .set({ revoked_at: at })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('token_hash')
      .executeTakeFirst();
    return ended?.token_hash;
  }

  async expired(idleSince: Date, now: Date): Promise<readonly Session[]> {
    const rows = await this.#live()
      .where((eb) => eb.or([eb('last_seen_at', '<', idleSince), eb('expires_at', '<=', now)]))
      .limit(1000)
      .execute();
    return rows.map(sessionOf);
  }

  async knowsAddress(userId: string, address: string, since: Date): Promise<boolean> {
    const row = await this.#trx
      .selectFrom('web_sessions')
      .select('id')
      .where('tenant_id', '=', this.#tenantId)
      .where('user_id', '=', userId)
      .where('address', '=', address)
      .where('created_at', '>=', since)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async purge(before: Date): Promise<void> {
    await this.#trx.deleteFrom('web_sessions').where('tenant_id', '=', this.#tenantId).where('revoked_at', '<', before).execute();
  }

  #live() {
    return this.#trx.selectFrom('web_sessions').selectAll().where('tenant_id', '=', this.#tenantId).where('revoked_at', 'is', null);
  }
}
