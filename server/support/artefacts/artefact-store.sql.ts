import { sql, type Selectable } from 'kysely';
import { ServiceError } from '../../platform/service-error.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { SupportArtefactsTable } from '../../storage/schema.ts';
import { isNotHeld } from '../sessions/session-leftovers.sql.ts';
import type { Doer } from '../sessions/session-store.ts';
import { maxArtefacts, type ArtefactStore, type NewArtefact, type StoredArtefact, type StoredPart } from './artefact-store.ts';

/** Artefacts in PostgreSQL. */
export class SqlArtefactStore implements ArtefactStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  add(tenantId: string, artefact: NewArtefact, by: Doer): Promise<'added' | 'there' | 'full'> {
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
      if (count >= maxArtefacts) return 'full';
      const added = await trx
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
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) return 'there';
      await this.#note(trx, tenantId, { action: 'support.artefact-kept', artefact, by });
      return 'added';
    });
  }

  addPart(tenantId: string, artefactId: string, { number, objectId, bytes }: StoredPart): Promise<'added' | 'there' | 'gap'> {
    return this.#db.inTenant(tenantId, async (trx) => {
      // One after the other, so that there is no gap.
      const artefact = await trx
        .selectFrom('support_artefacts as a')
        .innerJoin('support_sessions as s', (join) => join.onRef('s.tenant_id', '=', 'a.tenant_id').onRef('s.id', '=', 'a.session_id'))
        .select('s.vanishing_at')
        .where('a.id', '=', artefactId)
        .forUpdate('s')
        .executeTakeFirst();
      if (!artefact || artefact.vanishing_at) throw new ServiceError('content-gone');
      const last = (await partsOf(trx, tenantId, artefactId).orderBy('number', 'desc').limit(1).executeTakeFirst())?.number ?? 0;
      if (number !== last + 1) return number <= last ? 'there' : 'gap';
      const added = await trx
        .insertInto('support_artefact_parts')
        .values({ tenant_id: tenantId, artefact_id: artefactId, number, object_id: objectId, bytes })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 0n ? 'there' : 'added';
    });
  }

  async parts(tenantId: string, artefactId: string): Promise<readonly StoredPart[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) => partsOf(trx, tenantId, artefactId).orderBy('number').execute());
    return rows.map((row) => ({ number: row.number, objectId: row.object_id, bytes: Number(row.bytes) }));
  }

  async noteOpened(tenantId: string, artefact: StoredArtefact, by: Doer): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) => this.#note(trx, tenantId, { action: 'support.artefact-opened', artefact, by }));
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
      await trx.deleteFrom('support_artefact_parts').where('tenant_id', '=', tenantId).where('artefact_id', '=', artefact.id).execute();
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

  #note(trx: Trx, tenantId: string, entry: { readonly action: string; readonly artefact: NewArtefact; readonly by: Doer }): Promise<void> {
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

type Row = Selectable<SupportArtefactsTable> & { readonly parts: string | number; readonly following_bytes: string | number };

function rowsOf(trx: Trx, tenantId: string, sessionId: string) {
  return trx
    .selectFrom('support_artefacts as a')
    .selectAll('a')
    .select([
      sql<string>`(select count(*) from support_artefact_parts p where p.tenant_id = a.tenant_id and p.artefact_id = a.id)`.as('parts'),
      sql<string>`(select coalesce(sum(p.bytes), 0) from support_artefact_parts p
        where p.tenant_id = a.tenant_id and p.artefact_id = a.id)`.as('following_bytes'),
    ])
    .where('a.tenant_id', '=', tenantId)
    .where('a.session_id', '=', sessionId);
}

function partsOf(trx: Trx, tenantId: string, artefactId: string) {
  return trx.selectFrom('support_artefact_parts').selectAll().where('tenant_id', '=', tenantId).where('artefact_id', '=', artefactId);
}

function artefactOf(row: Row): StoredArtefact {
  return {
    id: row.id,
    sessionId: row.session_id,
    kind: row.kind,
    name: row.name,
    objectId: row.object_id,
    bytes: Number(row.bytes) + Number(row.following_bytes),
    parts: Number(row.parts) + 1,
    createdAt: row.created_at,
    createdBy: row.created_by,
    createdByName: row.created_by_name,
  };
}
