import { sql, type SelectQueryBuilder, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../../storage/index.ts';
import type { VoicemailMessagesTable } from '../../storage/schema.ts';
import type { Message } from './voicemail-store.ts';

const heardSchema = z.array(z.object({ userId: z.string(), name: z.string(), at: z.coerce.date() }));

/** Rows of messages with the name of their box and who heard them. */
export function messagesOf(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('voicemail_messages')
    .innerJoin('voicemail_boxes', (join) =>
      join
        .onRef('voicemail_boxes.tenant_id', '=', 'voicemail_messages.tenant_id')
        .onRef('voicemail_boxes.id', '=', 'voicemail_messages.box_id'),
    )
    .selectAll('voicemail_messages')
    .select('voicemail_boxes.name as box_name')
    .select(
      sql`(select coalesce(jsonb_agg(jsonb_build_object('userId', h.user_id, 'name', u.display_name, 'at', h.at) order by h.at), '[]')
        from voicemail_heard h join users u on u.tenant_id = h.tenant_id and u.id = h.user_id
        where h.tenant_id = voicemail_messages.tenant_id and h.message_id = voicemail_messages.id)`.as('heard'),
    )
    .where('voicemail_messages.tenant_id', '=', tenantId);
}

type Row = Selectable<VoicemailMessagesTable> & { readonly box_name: string; readonly heard: unknown };

export async function findMessages<DB, Tables extends keyof DB>(query: SelectQueryBuilder<DB, Tables, Row>): Promise<readonly Message[]> {
  return (await query.execute()).map(messageOf);
}

export async function messageById(trx: Trx, tenantId: string, id: string): Promise<Message | undefined> {
  const row = await messagesOf(trx, tenantId).where('voicemail_messages.id', '=', id).executeTakeFirst();
  return row && messageOf(row);
}

function messageOf(row: Row): Message {
  return {
    id: row.id,
    boxId: row.box_id,
    boxName: row.box_name,
    callId: row.call_id ?? undefined,
    caller: { userId: row.caller_user_id ?? undefined, displayName: row.caller_name, number: row.caller_number },
    receivedAt: row.received_at,
    state: row.state,
    objectId: row.object_id,
    durationMs: row.duration_ms,
    nodeId: row.node_id,
    deletedAt: row.deleted_at ?? undefined,
    heardBy: heardSchema.parse(row.heard),
  };
}
