import { sql } from 'kysely';
import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { Database } from '../../storage/index.ts';
import type { MailReader, NoticeStore } from './notice-store.ts';

/** Notices in the rows of their messages. */
export class SqlNoticeStore implements NoticeStore {
  readonly #db: Pick<Database, 'inTenant'>;

  constructor(db: Pick<Database, 'inTenant'>) {
    this.#db = db;
  }

  async setNotice(tenantId: string, messageId: string, notice: 'due' | 'sent' | 'failed'): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx.updateTable('voicemail_messages').set({ notice }).where('tenant_id', '=', tenantId).where('id', '=', messageId).execute(),
    );
  }

  async due(tenantId: string, nodeId: string): Promise<readonly string[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('voicemail_messages')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('node_id', '=', nodeId)
        .where('notice', '=', 'due')
        .execute(),
    );
    return rows.map(({ id }) => id);
  }

  readers(tenantId: string, boxId: string): Promise<readonly MailReader[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // Of several PBXs that of the lowest number, which is the one that the person is shown with.
      const found = await sql<{ email: string; language: Language | null }>`
        select distinct u.email, coalesce(u.language, (
          select p.language from extensions e join pbxs p on p.tenant_id = e.tenant_id and p.id = e.pbx_id
          where e.tenant_id = u.tenant_id and e.user_id = u.id order by e.number, e.id limit 1)) as language
        from users u
        left join voicemail_boxes b on b.tenant_id = u.tenant_id and b.user_id = u.id and b.id = ${boxId}
        left join voicemail_members m on m.tenant_id = u.tenant_id and m.user_id = u.id and m.box_id = ${boxId}
        where u.tenant_id = ${tenantId} and (b.id is not null or m.box_id is not null)
          and u.disabled_at is null and u.email is not null`.execute(trx);
      return found.rows.map(({ email, language }) => ({ email, language: language ?? undefined }));
    });
  }
}
