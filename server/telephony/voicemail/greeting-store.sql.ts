import { sql, type Selectable } from 'kysely';
import type { Database, Trx } from '../../storage/index.ts';
import type { VoicemailGreetingsTable } from '../../storage/schema.ts';
import type { GreetingStore, StoredGreeting } from './greeting-store.ts';

/** Greetings in PostgreSQL. */
export class SqlGreetingStore implements GreetingStore {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  list(tenantId: string, boxId: string): Promise<readonly StoredGreeting[]> {
    return this.#db.inTenant(tenantId, async (trx) =>
      (await rows(trx, tenantId).where('box_id', '=', boxId).orderBy('created_at').orderBy('id').execute()).map(greetingOf),
    );
  }

  get(tenantId: string, id: string): Promise<StoredGreeting | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await rows(trx, tenantId).where('id', '=', id).executeTakeFirst();
      return row && greetingOf(row);
    });
  }

  insert(tenantId: string, { id, boxId, name, kind, objectId, durationMs }: StoredGreeting, max: number): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // Of two at once the second counts what the first has added.
      const box = await trx
        .selectFrom('voicemail_boxes')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', boxId)
        .forUpdate()
        .executeTakeFirst();
      if (!box || (await rows(trx, tenantId).where('box_id', '=', boxId).execute()).length >= max) return false;
      const row = { tenant_id: tenantId, id, box_id: boxId, name, kind, object_id: objectId, duration_ms: durationMs };
      await trx.insertInto('voicemail_greetings').values(row).execute();
      return true;
    });
  }

  async delete(tenantId: string, id: string): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      await sql`update voicemail_boxes set version = version + 1,
          greeting_id = nullif(greeting_id, ${id}::uuid),
          busy_greeting_id = nullif(busy_greeting_id, ${id}::uuid),
          temporary_until = case when temporary_greeting_id = ${id}::uuid then null else temporary_until end,
          temporary_greeting_id = nullif(temporary_greeting_id, ${id}::uuid)
        where tenant_id = ${tenantId} and (${id}::uuid in (greeting_id, busy_greeting_id, temporary_greeting_id)
          or id in (select box_id from voicemail_greeting_rules where tenant_id = ${tenantId} and greeting_id = ${id}::uuid))`.execute(trx);
      await trx.deleteFrom('voicemail_greetings').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    });
  }
}

function rows(trx: Trx, tenantId: string) {
  return trx.selectFrom('voicemail_greetings').selectAll().where('tenant_id', '=', tenantId);
}

function greetingOf(row: Selectable<VoicemailGreetingsTable>): StoredGreeting {
  return { id: row.id, boxId: row.box_id, name: row.name, kind: row.kind, objectId: row.object_id, durationMs: row.duration_ms };
}
