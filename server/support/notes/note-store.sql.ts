import { sql } from 'kysely';
import type { Audit, Database, Shredding, Trx } from '../../storage/index.ts';
import type { Doer } from '../sessions/session-store.ts';
import { SessionWords } from '../sessions/session-words.ts';
import type { NoteStore, StoredNotes } from './note-store.ts';

/** Notes in PostgreSQL, beside their session: sealed by a browser, and closed once more by the session's key. */
export class SqlNoteStore implements NoteStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #words: SessionWords;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>, keys: Pick<Shredding, 'seal' | 'open'>) {
    this.#db = db;
    this.#words = new SessionWords(keys);
    this.#audit = audit;
  }

  read(tenantId: string, sessionId: string, by: Doer): Promise<StoredNotes | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const notes = await this.#read(trx, tenantId, sessionId);
      if (notes?.sealed) await this.#note(trx, tenantId, { action: 'support.notes-opened', sessionId, by });
      return notes;
    });
  }

  async write(
    tenantId: string,
    sessionId: string,
    { sealed, version, at, byName }: Parameters<NoteStore['write']>[2],
    by: Doer,
  ): Promise<StoredNotes | undefined> {
    const closed = await this.#words.sealNotes({ tenantId, shredId: sessionId }, sealed);
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await this.#read(trx, tenantId, sessionId);
      const changed = await trx
        .updateTable('support_sessions')
        .set({
          sealed_notes: null,
          closed_notes: closed,
          notes_version: sql<number>`notes_version + 1`,
          notes_at: at,
          notes_by_name: byName,
        })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', sessionId)
        .where('notes_version', '=', version)
        .where('vanishing_at', 'is', null)
        .executeTakeFirst();
      if (changed.numUpdatedRows === 0n) return undefined;
      // They are kept while somebody writes: whoever goes on is not written down with each word.
      if (before?.changedBy !== byName) await this.#note(trx, tenantId, { action: 'support.notes-changed', sessionId, by });
      return this.#read(trx, tenantId, sessionId);
    });
  }

  async #read(trx: Trx, tenantId: string, sessionId: string): Promise<StoredNotes | undefined> {
    const row = await readNotes(trx, tenantId, sessionId);
    if (!row) return undefined;
    const { sealed_notes: clear, closed_notes: closed } = row;
    return {
      sealed: closed ? await this.#words.openNotes({ tenantId, shredId: sessionId }, closed) : (clear ?? undefined),
      version: row.notes_version,
      changedAt: row.notes_at ?? undefined,
      changedBy: row.notes_by_name ?? undefined,
    };
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

function readNotes(trx: Trx, tenantId: string, sessionId: string) {
  return trx
    .selectFrom('support_sessions')
    .select(['sealed_notes', 'closed_notes', 'notes_version', 'notes_at', 'notes_by_name'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
}
