import type { Selectable } from 'kysely';
import { ServiceError } from '../../platform/service-error.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { SupportArtefactsTable } from '../../storage/schema.ts';
import { isNotHeld } from '../sessions/session-leftovers.sql.ts';
import type { Doer } from '../sessions/session-store.ts';
import { maxArtefacts, type ArtefactStore, type StoredArtefact } from './artefact-store.ts';

/** Artefacts in PostgreSQL. */
export class SqlArtefactStore implements ArtefactStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  add(tenantId: string, artefact: StoredArtefact, by: Doer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // One after the other, so that the count holds.
      const session = await trx
        .selectFrom('support_sessions')
        .select('vanishing_at')
        .where('id', '=', artefact.sessionId)
        .forUpdate()
        .executeTakeFirst();
      if (!session || session.vanishing_at) throw new ServiceError('content-gone');
      const { count } = await trx
        .selectFrom('support_artefacts')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('session_id', '=', artefact.sessionId)
        .executeTakeFirstOrThrow();
      if (count >= maxArtefacts) return false;
      await trx
        .insertInto('support_artefacts')
        .values({
          tenant_id: tenantId,
          id: artefact.id,
          session_id: artefact.sessionId,
          kind: artefact.kind,
          name: artefact.name,
          object_id: artefact.objectId,
          bytes: artefact.bytes,
          created_at: artefact.createdAt,
          created_by: artefact.createdBy,
          created_by_name: artefact.createdByName,
        })
        .execute();
      await this.#note(trx, tenantId, { action: 'support.artefact-kept', artefact, by });
      return true;
    });
  }

  async ofSession(tenantId: string, sessionId: string): Promise<readonly StoredArtefact[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) => rowsOf(trx, tenantId, sessionId).orderBy('created_at').orderBy('id').execute());
    return rows.map(artefactOf);
  }

  async find(tenantId: string, sessionId: string, id: string): Promise<StoredArtefact | undefined> {
    const row = await this.#db.inTenant(tenantId, (trx) => rowsOf(trx, tenantId, sessionId).where('id', '=', id).executeTakeFirst());
    return row && artefactOf(row);
  }

  remove(tenantId: string, artefact: StoredArtefact, by: Doer, deleteBytes: () => Promise<void>): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // Whoever holds the session locks it too: what is held then stays.
      const session = await trx
        .selectFrom('support_sessions')
        .select('id')
        .where('id', '=', artefact.sessionId)
        .where(isNotHeld)
        .forUpdate()
        .executeTakeFirst();
      if (!session) throw new ServiceError('on-hold');
      const gone = await trx
        .deleteFrom('support_artefacts')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', artefact.id)
        .executeTakeFirst();
      if (gone.numDeletedRows === 0n) return false;
      await deleteBytes();
      await this.#note(trx, tenantId, { action: 'support.artefact-deleted', artefact, by });
      return true;
    });
  }

  #note(
    trx: Trx,
    tenantId: string,
    entry: { readonly action: string; readonly artefact: StoredArtefact; readonly by: Doer },
  ): Promise<void> {
    const { action, artefact, by } = entry;
    return this.#audit.append(tenantId, trx, {
      actorUserId: by.userId,
      address: by.address,
      action,
      subjectKind: 'support-session',
      subjectId: artefact.sessionId,
      after: { artefact: artefact.id, kind: artefact.kind, bytes: artefact.bytes },
    });
  }
}

function rowsOf(trx: Trx, tenantId: string, sessionId: string) {
  return trx.selectFrom('support_artefacts').selectAll().where('tenant_id', '=', tenantId).where('session_id', '=', sessionId);
}

function artefactOf(row: Selectable<SupportArtefactsTable>): StoredArtefact {
  return {
    id: row.id,
    sessionId: row.session_id,
    kind: row.kind,
    name: row.name,
    objectId: row.object_id,
    bytes: Number(row.bytes),
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
  };
}
