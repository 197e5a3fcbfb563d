import { sql, type SqlBool } from 'kysely';
import type { ReceiptFacts } from '../../../protocol/support/retention.ts';
import { beginDeletion } from '../../identity/index.ts';
import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import { deleteLeftovers } from '../sessions/session-leftovers.sql.ts';
import { readSession } from '../sessions/session-rows.sql.ts';
import type { SupportSession } from '../sessions/session-store.ts';
import { SessionWords } from '../sessions/session-words.ts';
import { digestLog } from './log-digest.sql.ts';
import { insertReceipt, receiptFromRow, receiptRows } from './receipt-rows.sql.ts';
import type { StoredReceipt } from './receipt.ts';
import { cameraKeptMs, endedTenantKeptMs, isContentGone, vanishTimeOf } from './retention-rules.ts';
import type { SessionRows, VanishStore } from './vanish-store.ts';

export interface VanishStoreParts {
  readonly db: Pick<Database, 'inTenant' | 'directory'>;
  readonly audit: Pick<Audit, 'append' | 'eraseStrangers'>;
  readonly keys: Pick<Shredding, 'seal' | 'open'>;
}

/** Vanishing in PostgreSQL. */
export class SqlVanishStore implements VanishStore {
  readonly #parts: VanishStoreParts;
  readonly #words: SessionWords;

  constructor(parts: VanishStoreParts) {
    this.#parts = parts;
    this.#words = new SessionWords(parts.keys);
  }

  async due(tenantId: string, at: Date, { limit, except }: Parameters<VanishStore['due']>[2]): Promise<readonly string[]> {
    const rows = await this.#parts.db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('support_sessions as s')
        .where('s.tenant_id', '=', tenantId)
        .where('s.vanished_at', 'is', null)
        .where('s.ended_at', 'is not', null)
        .where(isDue(at))
        .where(sql<SqlBool>`s.id <> all(${[...except]}::uuid[])`)
        .orderBy(sql`s.vanishing_at nulls last`)
        .orderBy('s.ended_at')
        .select('s.id')
        .limit(limit)
        .execute(),
    );
    return rows.map(({ id }) => id);
  }

  begin(tenantId: string, sessionId: string, at: Date): Promise<SupportSession | undefined> {
    return this.#parts.db.inTenant(tenantId, async (trx) => {
      // Whoever sets a hold locks the session too: one of us comes first, and the other sees it.
      await sessionRow(trx, tenantId, sessionId).select('id').forUpdate().execute();
      const session = await readSession(trx, { tenantId, id: sessionId }, this.#words);
      if (!session || session.keeping.vanishedAt || !isContentGone(session, at.getTime())) return undefined;
      const isByEnd = !session.keeping.vanishingAt && vanishTimeOf(session)?.rule === 'tenant-ended';
      if (isByEnd && !(await isEndFinal(trx, tenantId, at))) return undefined;
      if (!session.keeping.vanishingAt) await updating(trx, tenantId, sessionId).set({ vanishing_at: at }).execute();
      return session;
    });
  }

  rowsOf(tenantId: string, sessionId: string): Promise<SessionRows> {
    return this.#parts.db.inTenant(tenantId, async (trx) => {
      const files = await filesOf(trx, tenantId, sessionId)
        .orderBy('created_at')
        .orderBy('id')
        .select(['id', 'object_id', 'kind'])
        .execute();
      const parts = await trx
        .selectFrom('support_artefact_parts as part')
        .innerJoin('support_artefacts as a', (join) =>
          join.onRef('a.tenant_id', '=', 'part.tenant_id').onRef('a.id', '=', 'part.artefact_id'),
        )
        .where('a.tenant_id', '=', tenantId)
        .where('a.session_id', '=', sessionId)
        .orderBy('part.artefact_id')
        .orderBy('part.number')
        .select(['part.object_id', 'a.kind'])
        .execute();
      const notes = await sessionRow(trx, tenantId, sessionId)
        .where((or) => or.or([or('sealed_notes', 'is not', null), or('closed_notes', 'is not', null)]))
        .select('id')
        .execute();
      return {
        files: [...files, ...parts].map(({ object_id: objectId, kind }) => ({ objectId, kind })),
        log: await digestLog(trx, tenantId, sessionId),
        notes: notes.length,
        seats: await countOf(trx, 'support_seats', { tenantId, sessionId }),
        invites: await countOf(trx, 'support_invites', { tenantId, sessionId }),
      };
    });
  }

  async receiptOf(tenantId: string, sessionId: string): Promise<StoredReceipt | undefined> {
    const row = await this.#parts.db.inTenant(tenantId, (trx) =>
      receiptRows(trx, tenantId).where('session_id', '=', sessionId).executeTakeFirst(),
    );
    return row && receiptFromRow(row);
  }

  addReceipt(tenantId: string, facts: ReceiptFacts): Promise<StoredReceipt> {
    return this.#parts.db.inTenant(tenantId, async (trx) => {
      await insertReceipt(trx, tenantId, facts);
      return receiptFromRow(await receiptRows(trx, tenantId).where('session_id', '=', facts.sessionId).executeTakeFirstOrThrow());
    });
  }

  async finish(tenantId: string, receipt: StoredReceipt, at: Date): Promise<void> {
    const { id, sessionId, rule, counts } = receipt.facts;
    await this.#parts.db.inTenant(tenantId, async (trx) => {
      const done = await updating(trx, tenantId, sessionId)
        .set({
          customer_name: '',
          sealed_customer_name: null,
          sealed_notes: null,
          closed_notes: null,
          notes_at: null,
          notes_by_name: null,
          vanished_at: at,
          purged_at: at,
          version: sql<number>`version + 1`,
        })
        .where('vanished_at', 'is', null)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) return;
      await this.#deleteRows(trx, tenantId, sessionId);
      // With its tenant a session ends whole, figures and names of staff too.
      if (rule === 'tenant-ended') await deleting(trx, 'support_sessions', tenantId).where('id', '=', sessionId).execute();
      await trx
        .updateTable('support_deletion_receipts')
        .set({ completed_at: at })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute();
      await this.#parts.audit.eraseStrangers(tenantId, trx, { kind: 'support-session', id: sessionId });
      await this.#parts.audit.append(tenantId, trx, {
        action: 'support.content-vanished',
        subjectKind: 'support-session',
        subjectId: sessionId,
        after: { receipt: id, rule, files: counts.files, logEntries: counts.logEntries, sha256: receipt.sha256.toString('hex') },
      });
    });
  }

  async withoutContent(tenantId: string, sessionIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#parts.db.inTenant(tenantId, (trx) =>
      receiptRows(trx, tenantId)
        .where(sql<SqlBool>`session_id = any(${[...sessionIds]}::uuid[])`)
        .where('completed_at', 'is not', null)
        .execute(),
    );
    return rows.map(({ session_id: sessionId }) => sessionId);
  }

  endTenant(tenantId: string, at: Date): Promise<boolean> {
    return this.#parts.db.inTenant(tenantId, async (trx) => {
      if (!(await isEndFinal(trx, tenantId, at))) return false;
      // While one session is held, or could not be deleted, the rest waits for it.
      const left = await trx
        .selectFrom('support_sessions')
        .where('tenant_id', '=', tenantId)
        .where('vanished_at', 'is', null)
        .select('id')
        .limit(1)
        .execute();
      if (left.length > 0) return false;
      const figures = await deleting(trx, 'support_sessions', tenantId).executeTakeFirst();
      const replies = await deleting(trx, 'support_replies', tenantId).executeTakeFirst();
      const settings = await deleting(trx, 'support_retention', tenantId).executeTakeFirst();
      if (figures.numDeletedRows + replies.numDeletedRows + settings.numDeletedRows === 0n) return false;
      await this.#parts.audit.append(tenantId, trx, { action: 'support.tenant-ended', subjectKind: 'tenant', subjectId: tenantId });
      return true;
    });
  }

  async #deleteRows(trx: Trx, tenantId: string, sessionId: string): Promise<void> {
    await deleteLeftovers(trx, this.#parts.db.directory, tenantId, sessionId);
    await trx
      .deleteFrom('support_artefact_parts')
      .where('tenant_id', '=', tenantId)
      .where('artefact_id', 'in', filesOf(trx, tenantId, sessionId).select('id'))
      .execute();
    await deleting(trx, 'support_artefacts', tenantId).where('session_id', '=', sessionId).execute();
    await deleting(trx, 'support_seats', tenantId).where('session_id', '=', sessionId).execute();
  }
}

/** Whether the tenant's time has been over for long enough; from then on its end cannot be taken back (ID75). */
async function isEndFinal(trx: Trx, tenantId: string, at: Date): Promise<boolean> {
  const endedBefore = new Date(at.getTime() - endedTenantKeptMs);
  return (await beginDeletion(trx, tenantId, { at, endedBefore })) !== 'not-ended';
}

/** The same as `vanishTimeOf`, said to the database; `begin` asks that again for each session. */
function isDue(at: Date) {
  const cameraBefore = new Date(at.getTime() - cameraKeptMs);
  const tenantBefore = new Date(at.getTime() - endedTenantKeptMs);
  return sql<SqlBool>`(s.vanishing_at is not null or (
    not exists (select from support_holds hold where hold.tenant_id = s.tenant_id and hold.session_id = s.id) and (
      (s.kind = 'camera' and s.ended_at <= ${cameraBefore})
      or (s.kind = 'screen' and s.ended_at <= ${at}::timestamptz - make_interval(hours => 24 * (
        select screen_days from support_retention kept where kept.tenant_id = s.tenant_id)))
      or exists (select from tenants where tenants.id = s.tenant_id and tenants.ended_at <= ${tenantBefore}))))`;
}

type TenantTable = 'support_sessions' | 'support_artefacts' | 'support_seats' | 'support_replies' | 'support_retention';

function deleting(trx: Trx, table: TenantTable, tenantId: string) {
  return trx.deleteFrom(table).where('tenant_id', '=', tenantId);
}

function filesOf(trx: Trx, tenantId: string, sessionId: string) {
  return trx.selectFrom('support_artefacts').where('tenant_id', '=', tenantId).where('session_id', '=', sessionId);
}

function sessionRow(trx: Trx, tenantId: string, id: string) {
  return trx.selectFrom('support_sessions').where('tenant_id', '=', tenantId).where('id', '=', id);
}

function updating(trx: Trx, tenantId: string, id: string) {
  return trx.updateTable('support_sessions').where('tenant_id', '=', tenantId).where('id', '=', id);
}

async function countOf(
  trx: Trx,
  table: 'support_seats' | 'support_invites',
  { tenantId, sessionId }: { readonly tenantId: string; readonly sessionId: string },
): Promise<number> {
  const { count } = await trx
    .selectFrom(table)
    .where('tenant_id', '=', tenantId)
    .where('session_id', '=', sessionId)
    .select((select) => select.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
