import { sql } from 'kysely';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { Doer } from '../sessions/session-store.ts';
import type { NoteStore, StoredNotes } from './note-store.ts';

/** Notes in PostgreSQL, beside their session. */
export class SqlNoteStore implements NoteStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  read(tenantId: string, sessionId: string, by: Doer): Promise<StoredNotes | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const notes = await readNotes(trx, tenantId, sessionId);
      if (notes?.sealed) await this.#note(trx, tenantId, { action: 'support.notes-opened', sessionId, by });
      return notes;
    });
  }

  write(
    tenantId: string,
    sessionId: string,
    { sealed, version, at, byName }: Parameters<NoteStore['write']>[2],
    by: Doer,
  ): Promise<StoredNotes | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await readNotes(trx, tenantId, sessionId);
      const changed = await trx
        .updateTable('support_sessions')
        .set({ sealed_notes: sealed, notes_version: sql<number>`notes_version + 1`, notes_at: at, notes_by_name: byName })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', sessionId)
        .where('notes_version', '=', version)
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) return undefined;
      // They are kept while somebody writes: whoever goes on is not written down with each word.
      if (before?.changedBy !== byName) await this.#note(trx, tenantId, { action: 'support.notes-changed', sessionId, by });
      return readNotes(trx, tenantId, sessionId);
    });
  }

  #note(trx: Trx, tenantId: string, entry: { readonly action: string; readonly sessionId: string; readonly by: Doer }): Promise<void> {
    const { action, sessionId, by } = entry;
    return this.#audit.append(tenantId, trx, {
      actorUserId: by.userId,
      address: by.address,
      action,
      subjectKind: 'support-session',
      subjectId: sessionId,
    });
  }
}

async function readNotes(trx: Trx, tenantId: string, sessionId: string): Promise<StoredNotes | undefined> {
  const row = await trx
    .selectFrom('support_sessions')
    .select(['sealed_notes', 'notes_version', 'notes_at', 'notes_by_name'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return (
    row && {
      sealed: row.sealed_notes ?? undefined,
      version: row.notes_version,
      changedAt: row.notes_at ?? undefined,
      changedBy: row.notes_by_name ?? undefined,
    }
  );
}
