import { sql, type Selectable } from 'kysely';
import { greetingRulesSchema } from '../../../protocol/telephony/greetings.ts';
import type { Trx } from '../../storage/index.ts';
import type { VoicemailBoxesTable } from '../../storage/schema.ts';
import type { Box } from './voicemail-store.ts';

/** Orders names as people read them. */
export const byName = sql`name collate "de-x-icu"`;

/** Rows of boxes with the rules by which they greet. */
export function boxRows(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('voicemail_boxes')
    .selectAll()
    .select(
      sql`(select coalesce(jsonb_agg(jsonb_build_object('when', r.kind, 'name', r.name, 'greetingId', r.greeting_id)
          order by r.kind desc, r.name), '[]')
        from voicemail_greeting_rules r
        where r.tenant_id = voicemail_boxes.tenant_id and r.box_id = voicemail_boxes.id)`.as('rules'),
    )
    .where('tenant_id', '=', tenantId);
}

export async function readBox(trx: Trx, tenantId: string, boxId: string): Promise<Box | undefined> {
  const row = await boxRows(trx, tenantId).where('id', '=', boxId).executeTakeFirst();
  return row && boxOf(row);
}

export function boxOf(row: Selectable<VoicemailBoxesTable> & { readonly rules: unknown }): Box {
  const { temporary_greeting_id: temporaryId, temporary_until: until } = row;
  return {
    id: row.id,
    userId: row.user_id ?? undefined,
    name: row.name,
    isOn: row.is_on,
    maxMessageSeconds: row.max_message_seconds,
    maxMessages: row.max_messages,
    emailNotice: row.email_notice,
    greetings: {
      greetingId: row.greeting_id,
      busyGreetingId: row.busy_greeting_id,
      scheduleId: row.greeting_schedule_id,
      rules: greetingRulesSchema.parse(row.rules),
      temporary: temporaryId !== null && until !== null ? { greetingId: temporaryId, until: until.toISOString() } : null,
    },
    hasPin: row.pin_hash !== null,
    version: row.version,
  };
}

/** What is said of a box in the audit log; not its name, which of a person's own box is the person's. */
export function boxFacts({ isOn, maxMessageSeconds, maxMessages, emailNotice, greetings }: Box) {
  return { isOn, maxMessageSeconds, maxMessages, emailNotice, ...greetings };
}
