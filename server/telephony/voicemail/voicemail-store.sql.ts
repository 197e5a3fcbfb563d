import { sql, type Selectable } from 'kysely';
import type { UpdateVoicemailBox, VoicemailQuery } from '../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { newId } from '../../platform/ids.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { VoicemailBoxesTable, VoicemailGreetingsTable } from '../../storage/schema.ts';
import { findMessages, messageById, messagesOf } from './message-rows.sql.ts';
import type { Box, Changer, Message, NewMessage, StoredGreeting, TakenMessage, VoicemailStore } from './voicemail-store.ts';

const byName = sql`name collate "de-x-icu"`;

/** Voicemail in PostgreSQL. */
export class SqlVoicemailStore implements VoicemailStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  boxOfUser(tenantId: string, userId: string): Promise<Box | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // Of two that make it at once, one does; both read it.
      await sql`insert into voicemail_boxes (tenant_id, id, user_id, name)
        select tenant_id, ${newId()}, id, display_name from users where tenant_id = ${tenantId} and id = ${userId}
        on conflict (tenant_id, user_id) do nothing`.execute(trx);
      const row = await boxes(trx, tenantId).where('user_id', '=', userId).executeTakeFirst();
      return row && boxOf(row);
    });
  }

  box(tenantId: string, boxId: string): Promise<Box | undefined> {
    return this.#db.inTenant(tenantId, (trx) => readBox(trx, tenantId, boxId));
  }

  boxesFor(tenantId: string, userId: string): Promise<readonly Box[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await boxes(trx, tenantId)
        .where(
          sql<boolean>`(user_id = ${userId} or exists (select from voicemail_members m
            where m.tenant_id = voicemail_boxes.tenant_id and m.box_id = voicemail_boxes.id and m.user_id = ${userId}))`,
        )
        .orderBy(sql`user_id is null`)
        .orderBy(byName)
        .execute();
      return rows.map(boxOf);
    });
  }

  sharedBoxes(tenantId: string): Promise<readonly Box[]> {
    return this.#db.inTenant(tenantId, async (trx) =>
      (await boxes(trx, tenantId).where('user_id', 'is', null).orderBy(byName).execute()).map(boxOf),
    );
  }

  createShared(
    tenantId: string,
    { id, name, members }: { readonly id: string; readonly name: string; readonly members: readonly string[] },
    by: Changer,
  ): Promise<void> {
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx.insertInto('voicemail_boxes').values({ tenant_id: tenantId, id, name }).execute();
      const rows = members.map((userId) => ({ tenant_id: tenantId, box_id: id, user_id: userId }));
      if (rows.length > 0) await trx.insertInto('voicemail_members').values(rows).execute();
      const fact = { actorUserId: by.userId, address: by.address, subjectKind: 'voicemail-box', subjectId: id };
      await this.#audit.append(tenantId, trx, { ...fact, action: 'voicemail-box.created', after: { name, members: [...members] } });
    });
  }

  updateBox(tenantId: string, boxId: string, { version, ...change }: UpdateVoicemailBox, by: Changer): Promise<Box | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await readBox(trx, tenantId, boxId);
      if (!before) return undefined;
      const { isOn = before.isOn, maxMessageSeconds = before.maxMessageSeconds, emailNotice = before.emailNotice } = change;
      const greetingId = change.greetingId === undefined ? (before.greetingId ?? null) : change.greetingId;
      const busyGreetingId = change.busyGreetingId === undefined ? (before.busyGreetingId ?? null) : change.busyGreetingId;
      const result = await trx
        .updateTable('voicemail_boxes')
        .set({
          is_on: isOn,
          max_message_seconds: maxMessageSeconds,
          email_notice: emailNotice,
          greeting_id: greetingId,
          busy_greeting_id: busyGreetingId,
          version: version + 1,
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', boxId)
        .where('version', '=', version)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return undefined;
      const fact = { actorUserId: by.userId, address: by.address, subjectKind: 'voicemail-box', subjectId: boxId };
      const after = { isOn, maxMessageSeconds, emailNotice, greetingId, busyGreetingId };
      await this.#audit.append(tenantId, trx, { ...fact, action: 'voicemail-box.updated', before: factsOf(before), after });
      return readBox(trx, tenantId, boxId);
    });
  }

  listeners(tenantId: string, boxId: string): Promise<readonly string[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ user_id: string }>`
        select user_id from voicemail_boxes where tenant_id = ${tenantId} and id = ${boxId} and user_id is not null
        union select user_id from voicemail_members where tenant_id = ${tenantId} and box_id = ${boxId}`.execute(trx);
      return found.rows.map((row) => row.user_id);
    });
  }

  greetings(tenantId: string, boxId: string): Promise<readonly StoredGreeting[]> {
    return this.#db.inTenant(tenantId, async (trx) =>
      (await greetings(trx, tenantId).where('box_id', '=', boxId).orderBy('created_at').execute()).map(greetingOf),
    );
  }

  greeting(tenantId: string, id: string): Promise<StoredGreeting | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await greetings(trx, tenantId).where('id', '=', id).executeTakeFirst();
      return row && greetingOf(row);
    });
  }

  async insertGreeting(tenantId: string, { id, boxId, name, kind, objectId, durationMs }: StoredGreeting): Promise<void> {
    const row = { tenant_id: tenantId, id, box_id: boxId, name, kind, object_id: objectId, duration_ms: durationMs };
    await this.#db.inTenant(tenantId, (trx) => trx.insertInto('voicemail_greetings').values(row).execute());
  }

  async deleteGreeting(tenantId: string, id: string): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      for (const column of ['greeting_id', 'busy_greeting_id'] as const)
        await trx
          .updateTable('voicemail_boxes')
          .set({ [column]: null, version: sql`version + 1` })
          .where('tenant_id', '=', tenantId)
          .where(column, '=', id)
          .execute();
      await trx.deleteFrom('voicemail_greetings').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    });
  }

  countMessages(tenantId: string, boxId: string): Promise<number> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const { count } = await messagesOf(trx, tenantId)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('voicemail_messages.box_id', '=', boxId)
        .where('voicemail_messages.deleted_at', 'is', null)
        .executeTakeFirstOrThrow();
      return count;
    });
  }

  countNew(tenantId: string, boxIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (boxIds.length === 0) return Promise.resolve(new Map());
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ box_id: string; count: number }>`
        select box_id, count(*)::integer as count from voicemail_messages m
        where tenant_id = ${tenantId} and box_id = any(${[...boxIds]}::uuid[]) and deleted_at is null and state <> 'recording'
          and not exists (select from voicemail_heard h where h.tenant_id = m.tenant_id and h.message_id = m.id)
        group by box_id`.execute(trx);
      return new Map(found.rows.map((row) => [row.box_id, row.count]));
    });
  }

  async beginMessage(tenantId: string, message: NewMessage): Promise<void> {
    const { id, boxId, callId, caller, receivedAt, objectId, nodeId } = message;
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .insertInto('voicemail_messages')
        .values({
          tenant_id: tenantId,
          id,
          box_id: boxId,
          call_id: callId ?? null,
          caller_user_id: caller.userId ?? null,
          caller_name: caller.displayName,
          caller_number: caller.number,
          received_at: receivedAt,
          state: 'recording',
          object_id: objectId,
          node_id: nodeId,
        })
        .execute(),
    );
  }

  async finishMessage(tenantId: string, { id, state, objectId, durationMs }: TakenMessage): Promise<void> {
    await this.#update(tenantId, id, { state, object_id: objectId, duration_ms: durationMs });
  }

  async removeMessage(tenantId: string, id: string): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx.deleteFrom('voicemail_messages').where('tenant_id', '=', tenantId).where('id', '=', id).execute(),
    );
  }

  unfinished(tenantId: string, nodeId: string): Promise<readonly Message[]> {
    return this.#db.inTenant(tenantId, (trx) =>
      findMessages(messagesOf(trx, tenantId).where('voicemail_messages.state', '=', 'recording').where('node_id', '=', nodeId)),
    );
  }

  message(tenantId: string, id: string): Promise<Message | undefined> {
    return this.#db.inTenant(tenantId, (trx) => messageById(trx, tenantId, id));
  }

  messages(tenantId: string, boxIds: readonly string[], query: VoicemailQuery): Promise<Page<Message>> {
    if (boxIds.length === 0) return Promise.resolve({ items: [], total: 0 });
    return this.#db.inTenant(tenantId, async (trx) => {
      const text = sql`lower(voicemail_messages.caller_name || ' ' || voicemail_messages.caller_number)`;
      const found = messagesOf(trx, tenantId)
        .where('voicemail_messages.box_id', 'in', [...boxIds])
        .where('voicemail_messages.state', '<>', 'recording')
        .where('voicemail_messages.deleted_at', query.state === 'deleted' ? 'is not' : 'is', null)
        .where(sql<boolean>`position(lower(${query.query}) in ${text}) > 0`);
      const { total } = await found
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const page = found.orderBy('received_at', 'desc').orderBy('voicemail_messages.id', 'desc');
      return { items: await findMessages(page.offset((query.page - 1) * query.pageSize).limit(query.pageSize)), total };
    });
  }

  async setHeard(
    tenantId: string,
    messageId: string,
    { userId, at }: { readonly userId: string; readonly at: Date | undefined },
  ): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      const row = { tenant_id: tenantId, message_id: messageId, user_id: userId };
      if (at === undefined) {
        // Taken back for everybody: a message that one of them marks as new is new for all.
        await trx.deleteFrom('voicemail_heard').where('tenant_id', '=', tenantId).where('message_id', '=', messageId).execute();
        return;
      }
      await trx
        .insertInto('voicemail_heard')
        .values({ ...row, at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    });
  }

  async setDeleted(tenantId: string, messageId: string, at: Date | undefined): Promise<void> {
    await this.#update(tenantId, messageId, { deleted_at: at ?? null });
  }

  deletedBefore(tenantId: string, at: Date): Promise<readonly Message[]> {
    return this.#db.inTenant(tenantId, (trx) => findMessages(messagesOf(trx, tenantId).where('voicemail_messages.deleted_at', '<', at)));
  }

  purge(
    tenantId: string,
    { id, before }: { readonly id: string; readonly before: Date },
    deleteBytes: () => Promise<unknown>,
  ): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const gone = await trx
        .deleteFrom('voicemail_messages')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .where('deleted_at', '<', before)
        .returning(['box_id', 'received_at', 'duration_ms'])
        .executeTakeFirst();
      if (!gone) return false;
      await deleteBytes();
      const after = {
        why: 'deleted-30-days',
        boxId: gone.box_id,
        receivedAt: gone.received_at.toISOString(),
        durationMs: gone.duration_ms,
      };
      const subject = { subjectKind: 'voicemail-message', subjectId: id };
      await this.#audit.append(tenantId, trx, { action: 'voicemail-message.purged', ...subject, after });
      return true;
    });
  }

  abandoned(...[tenantId, at, { limit, except }]: Parameters<VoicemailStore['abandoned']>): Promise<readonly string[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ id: string }>`
        select o.id from stored_objects o
        where o.tenant_id = ${tenantId} and o.retention_class in ('voicemail', 'greetings') and o.created_at < ${at}
          and not (o.id = any(${[...except]}::uuid[]))
          and not exists (select from voicemail_messages m where m.tenant_id = o.tenant_id and m.object_id = o.id::text)
          and not exists (select from voicemail_greetings g where g.tenant_id = o.tenant_id and g.object_id = o.id::text)
        order by o.created_at limit ${limit}`.execute(trx);
      return found.rows.map((row) => row.id);
    });
  }

  async #update(
    tenantId: string,
    id: string,
    change: { state?: 'whole' | 'cut'; object_id?: string; duration_ms?: number; deleted_at?: Date | null },
  ): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx.updateTable('voicemail_messages').set(change).where('tenant_id', '=', tenantId).where('id', '=', id).execute(),
    );
  }
}

function boxes(trx: Trx, tenantId: string) {
  return trx.selectFrom('voicemail_boxes').selectAll().where('tenant_id', '=', tenantId);
}

function greetings(trx: Trx, tenantId: string) {
  return trx.selectFrom('voicemail_greetings').selectAll().where('tenant_id', '=', tenantId);
}

async function readBox(trx: Trx, tenantId: string, boxId: string): Promise<Box | undefined> {
  const row = await boxes(trx, tenantId).where('id', '=', boxId).executeTakeFirst();
  return row && boxOf(row);
}

function factsOf({ isOn, maxMessageSeconds, emailNotice, greetingId, busyGreetingId }: Box) {
  return { isOn, maxMessageSeconds, emailNotice, greetingId: greetingId ?? null, busyGreetingId: busyGreetingId ?? null };
}

function boxOf(row: Selectable<VoicemailBoxesTable>): Box {
  return {
    id: row.id,
    userId: row.user_id ?? undefined,
    name: row.name,
    isOn: row.is_on,
    maxMessageSeconds: row.max_message_seconds,
    maxMessages: row.max_messages,
    emailNotice: row.email_notice,
    greetingId: row.greeting_id ?? undefined,
    busyGreetingId: row.busy_greeting_id ?? undefined,
    hasPin: row.pin_hash !== null,
    version: row.version,
  };
}

function greetingOf(row: Selectable<VoicemailGreetingsTable>): StoredGreeting {
  return { id: row.id, boxId: row.box_id, name: row.name, kind: row.kind, objectId: row.object_id, durationMs: row.duration_ms };
}
