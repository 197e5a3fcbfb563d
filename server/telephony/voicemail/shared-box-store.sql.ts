import { sql } from 'kysely';
import { z } from 'zod';
import type { SharedBoxFields } from '../../../protocol/telephony/shared-boxes.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import { boxFacts, boxOf, boxRows, byName } from './box-rows.sql.ts';
import type { SharedBoxRow, SharedBoxStore } from './shared-box-store.ts';
import type { Changer } from './voicemail-store.ts';

type AuditEvent = Parameters<Audit['append']>[2];
const membersSchema = z.array(z.string());

/** Boxes of teams in PostgreSQL. */
export class SqlSharedBoxStore implements SharedBoxStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  list(tenantId: string): Promise<readonly SharedBoxRow[]> {
    return this.#db.inTenant(tenantId, async (trx) => (await sharedRows(trx, tenantId).orderBy(byName).execute()).map(rowOf));
  }

  get(tenantId: string, id: string): Promise<SharedBoxRow | undefined> {
    return this.#db.inTenant(tenantId, (trx) => read(trx, tenantId, id));
  }

  insert(tenantId: string, box: SharedBoxFields & { readonly id: string }, by: Changer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      if (await isTaken(trx, tenantId, box)) return false;
      await trx
        .insertInto('voicemail_boxes')
        .values({ tenant_id: tenantId, id: box.id, ...columnsOf(box) })
        .execute();
      await writeMembers(trx, tenantId, box);
      await this.#note(trx, tenantId, box.id, { by, action: 'voicemail-box.created', after: factsOf(await read(trx, tenantId, box.id)) });
      return true;
    });
  }

  update(
    tenantId: string,
    box: SharedBoxFields & { readonly id: string; readonly version: number },
    by: Changer,
  ): Promise<'done' | 'taken' | 'changed'> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await read(trx, tenantId, box.id);
      if (!before) return 'changed';
      if (await isTaken(trx, tenantId, box)) return 'taken';
      const result = await trx
        .updateTable('voicemail_boxes')
        .set({ ...columnsOf(box), version: box.version + 1 })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', box.id)
        .where('version', '=', box.version)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return 'changed';
      await trx.deleteFrom('voicemail_members').where('tenant_id', '=', tenantId).where('box_id', '=', box.id).execute();
      await writeMembers(trx, tenantId, box);
      const after = factsOf(await read(trx, tenantId, box.id));
      await this.#note(trx, tenantId, box.id, { by, action: 'voicemail-box.updated', before: factsOf(before), after });
      return 'done';
    });
  }

  delete(tenantId: string, id: string, by: Changer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await read(trx, tenantId, id);
      if (!before) return false;
      await trx.deleteFrom('voicemail_boxes').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
      const facts = { ...factsOf(before), messages: before.messageCount };
      await this.#note(trx, tenantId, id, { by, action: 'voicemail-box.deleted', before: facts });
      return true;
    });
  }

  async #note(
    trx: Trx,
    tenantId: string,
    subjectId: string,
    { by, ...change }: { readonly by: Changer } & Pick<AuditEvent, 'action' | 'before' | 'after'>,
  ): Promise<void> {
    const subject = { actorUserId: by.userId, address: by.address, subjectKind: 'voicemail-box', subjectId };
    await this.#audit.append(tenantId, trx, { ...subject, ...change });
  }
}

function sharedRows(trx: Trx, tenantId: string) {
  return boxRows(trx, tenantId)
    .where('user_id', 'is', null)
    .select(
      sql`(select coalesce(jsonb_agg(m.user_id order by u.display_name collate "de-x-icu"), '[]') from voicemail_members m
        join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
        where m.tenant_id = voicemail_boxes.tenant_id and m.box_id = voicemail_boxes.id)`.as('members'),
    )
    .select(
      sql<number>`(select count(*)::integer from voicemail_messages m where m.tenant_id = voicemail_boxes.tenant_id
        and m.box_id = voicemail_boxes.id and m.deleted_at is null and m.state <> 'recording')`.as('message_count'),
    );
}

type Row = Parameters<typeof boxOf>[0] & { readonly members: unknown; readonly message_count: number };

function rowOf(row: Row): SharedBoxRow {
  return { ...boxOf(row), members: membersSchema.parse(row.members), messageCount: row.message_count };
}

async function read(trx: Trx, tenantId: string, id: string): Promise<SharedBoxRow | undefined> {
  const row = await sharedRows(trx, tenantId).where('id', '=', id).executeTakeFirst();
  return row && rowOf(row);
}

async function isTaken(trx: Trx, tenantId: string, { id, name }: { readonly id: string; readonly name: string }): Promise<boolean> {
  const found = await trx
    .selectFrom('voicemail_boxes')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'is', null)
    .where('id', '<>', id)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst();
  return found !== undefined;
}

async function writeMembers(trx: Trx, tenantId: string, { id, members }: { readonly id: string; readonly members: readonly string[] }) {
  const rows = members.map((userId) => ({ tenant_id: tenantId, box_id: id, user_id: userId }));
  if (rows.length > 0) await trx.insertInto('voicemail_members').values(rows).execute();
}

function columnsOf({ name, maxMessageSeconds, maxMessages, emailNotice }: SharedBoxFields) {
  return { name, max_message_seconds: maxMessageSeconds, max_messages: maxMessages, email_notice: emailNotice };
}

function factsOf(box: SharedBoxRow | undefined) {
  return box === undefined ? {} : { name: box.name, ...boxFacts(box), members: [...box.members] };
}
