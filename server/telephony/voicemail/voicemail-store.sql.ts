import { sql } from 'kysely';
import type { GreetingChoice, GreetingRule } from '../../../protocol/telephony/greetings.ts';
import type { UpdateVoicemailBox, VoicemailQuery } from '../../../protocol/telephony/voicemail.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import { newId } from '../../platform/ids.ts';
import { TenantCache } from '../../platform/tenant-cache.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import { boxFacts, boxOf, boxRows, byName, readBox } from './box-rows.sql.ts';
import { findMessages, messageById, messagesOf } from './message-rows.sql.ts';
import type { Box, Changer, Message, NewMessage, TakenMessage, VoicemailStore } from './voicemail-store.ts';

/** Voicemail in PostgreSQL. */
export class SqlVoicemailStore implements VoicemailStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #switches = new TenantCache<boolean>();

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
      const row = await boxRows(trx, tenantId).where('user_id', '=', userId).executeTakeFirst();
      return row && boxOf(row);
    });
  }

  /** Kept in memory, because every call to a person asks; what is set here is known at once. */
  async isOnFor(tenantId: string, userId: string): Promise<boolean> {
    const isOn = await this.#switches.get(tenantId, userId, async () => (await this.boxOfUser(tenantId, userId))?.isOn);
    return isOn ?? false;
  }

  box(tenantId: string, boxId: string): Promise<Box | undefined> {
    return this.#db.inTenant(tenantId, (trx) => readBox(trx, tenantId, boxId));
  }

  boxesFor(tenantId: string, userId: string): Promise<readonly Box[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await boxRows(trx, tenantId)
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

  async updateBox(tenantId: string, boxId: string, { version, ...change }: UpdateVoicemailBox, by: Changer): Promise<Box | undefined> {
    const updated = await this.#db.inTenant(tenantId, async (trx) => {
      const before = await readBox(trx, tenantId, boxId);
      if (!before) return undefined;
      const { isOn = before.isOn, maxMessageSeconds = before.maxMessageSeconds, emailNotice = before.emailNotice } = change;
      const greetings = choiceAfter(before.greetings, change.greetings ?? {});
      const result = await trx
        .updateTable('voicemail_boxes')
        .set({
          is_on: isOn,
          max_message_seconds: maxMessageSeconds,
          email_notice: emailNotice,
          greeting_id: greetings.greetingId,
          busy_greeting_id: greetings.busyGreetingId,
          greeting_schedule_id: greetings.scheduleId,
          temporary_greeting_id: greetings.temporary?.greetingId ?? null,
          temporary_until: greetings.temporary === null ? null : new Date(greetings.temporary.until),
          version: version + 1,
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', boxId)
        .where('version', '=', version)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) return undefined;
      if (change.greetings?.rules) await writeRules(trx, tenantId, boxId, change.greetings.rules);
      const after = await readBox(trx, tenantId, boxId);
      const fact = { actorUserId: by.userId, address: by.address, subjectKind: 'voicemail-box', subjectId: boxId };
      const facts = { before: boxFacts(before), ...(after && { after: boxFacts(after) }) };
      await this.#audit.append(tenantId, trx, { ...fact, action: 'voicemail-box.updated', ...facts });
      return after;
    });
    this.#switches.forget(tenantId);
    return updated;
  }

  boxesBySchedule(tenantId: string, scheduleId: string): Promise<readonly string[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await boxRows(trx, tenantId).where('greeting_schedule_id', '=', scheduleId).orderBy(byName).execute();
      return found.map(({ name }) => name);
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

  countHeard(tenantId: string, boxIds: readonly string[]): Promise<{ readonly newCount: number; readonly oldCount: number }> {
    if (boxIds.length === 0) return Promise.resolve({ newCount: 0, oldCount: 0 });
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ is_heard: boolean; count: number }>`
        select is_heard, count(*)::integer as count from (
          select exists (select from voicemail_heard h where h.tenant_id = m.tenant_id and h.message_id = m.id) as is_heard
          from voicemail_messages m
          where tenant_id = ${tenantId} and box_id = any(${[...boxIds]}::uuid[]) and deleted_at is null and state <> 'recording'
        ) messages group by is_heard`.execute(trx);
      const countOf = (isHeard: boolean): number => found.rows.find((row) => row.is_heard === isHeard)?.count ?? 0;
      return { newCount: countOf(false), oldCount: countOf(true) };
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

  abandoned(tenantId: string, at: Date, limit: number): Promise<readonly string[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const found = await sql<{ id: string }>`
        select o.id from stored_objects o
        where o.tenant_id = ${tenantId} and o.retention_class in ('voicemail', 'greetings') and o.created_at < ${at}
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

function choiceAfter(before: GreetingChoice, change: NonNullable<UpdateVoicemailBox['greetings']>): GreetingChoice {
  const { greetingId = before.greetingId, busyGreetingId = before.busyGreetingId, scheduleId = before.scheduleId } = change;
  const { rules = before.rules, temporary = before.temporary } = change;
  return { greetingId, busyGreetingId, scheduleId, rules, temporary };
}

async function writeRules(trx: Trx, tenantId: string, boxId: string, rules: readonly GreetingRule[]): Promise<void> {
  await trx.deleteFrom('voicemail_greeting_rules').where('tenant_id', '=', tenantId).where('box_id', '=', boxId).execute();
  const rows = rules.map(({ when, name, greetingId }) => ({
    tenant_id: tenantId,
    box_id: boxId,
    kind: when,
    name,
    greeting_id: greetingId,
  }));
  if (rows.length > 0) await trx.insertInto('voicemail_greeting_rules').values(rows).execute();
}
