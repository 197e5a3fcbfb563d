import { sql } from 'kysely';
import { newId } from '../../platform/ids.ts';
import { TenantCache } from '../../platform/tenant-cache.ts';
import type { RecordingPolicy } from '../../../protocol/media/recordings.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import { recordingOf } from './recording-rows.ts';
import { maxAccessEntries } from './recording-store.ts';
import type { RecordingFilter, RecordingReceipt, RecordingStore } from './recording-store.ts';
import { usualPolicy } from './recording.ts';
import type { AccessEntry, NewRecording, PolicyKey, Recording, RecordingEnd } from './recording.ts';

export interface SqlRecordingStoreOptions {
  readonly db: Pick<Database, 'inTenant'>;
  readonly audit: Pick<Audit, 'append'>;
}

const sides = ['caller', 'callee'] as const;

/** Recorded calls in PostgreSQL. */
export class SqlRecordingStore implements RecordingStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;
  readonly #policies = new TenantCache<RecordingPolicy>();

  constructor({ db, audit }: SqlRecordingStoreOptions) {
    this.#db = db;
    this.#audit = audit;
  }

  add(tenantId: string, recording: NewRecording, receipt: RecordingReceipt): Promise<void> {
    const { id, caller, callee, objects } = recording;
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .insertInto('recordings')
        .values({
          tenant_id: tenantId,
          id,
          call_id: recording.callId,
          started_at: new Date(recording.startedAtMs),
          reason: recording.reason,
          started_by: recording.startedBy ?? null,
          caller_user_id: caller.userId ?? null,
          caller_name: caller.displayName,
          caller_number: caller.number,
          callee_user_id: callee.userId ?? null,
          callee_name: callee.displayName,
          callee_number: callee.number,
          node_id: recording.nodeId,
        })
        .execute();
      await trx
        .insertInto('recording_tracks')
        .values(sides.map((side) => ({ tenant_id: tenantId, recording_id: id, side, object_id: objects[side] })))
        .execute();
      await this.#note(tenantId, trx, id, receipt);
    });
  }

  finish(tenantId: string, id: string, { state, durationMs, gaps, tracks }: RecordingEnd): Promise<void> {
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .updateTable('recordings')
        .set({ state, duration_ms: durationMs, gaps: JSON.stringify(gaps) })
        .where('id', '=', id)
        .execute();
      for (const track of tracks)
        await trx
          .updateTable('recording_tracks')
          .set({ duration_ms: track.durationMs, is_whole: track.isWhole })
          .where('recording_id', '=', id)
          .where('side', '=', track.side)
          .execute();
    });
  }

  async setEnvelope(...[tenantId, id, { side, envelope }]: Parameters<RecordingStore['setEnvelope']>): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .updateTable('recording_tracks')
        .set({ envelope: JSON.stringify(envelope) })
        .where('recording_id', '=', id)
        .where('side', '=', side)
        .execute(),
    );
  }

  async get(tenantId: string, id: string): Promise<Recording | undefined> {
    const [found] = await this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx.selectFrom('recordings').selectAll().where('id', '=', id).execute();
      return withTracks(trx, rows);
    });
    return found;
  }

  list(tenantId: string, filter: RecordingFilter): Promise<readonly Recording[]> {
    const { userIds, query, tag, fromMs, toMs, isHeld, isOldestFirst = false, before, limit } = filter;
    const order = isOldestFirst ? 'asc' : 'desc';
    return this.#db.inTenant(tenantId, async (trx) => {
      let found = trx.selectFrom('recordings').selectAll().orderBy('started_at', order).orderBy('id', order).limit(limit);
      for (const userId of userIds)
        found = found.where((where) => where.or([where('caller_user_id', '=', userId), where('callee_user_id', '=', userId)]));
      if (query !== '') found = found.where(sql<boolean>`position(lower(${query}) in lower(${searched})) > 0`);
      if (tag !== undefined) found = found.where(sql<boolean>`${tag} = any (tags)`);
      if (fromMs !== undefined) found = found.where('started_at', '>=', new Date(fromMs));
      if (toMs !== undefined) found = found.where('started_at', '<', new Date(toMs));
      if (isHeld !== undefined) found = found.where('hold_at', isHeld ? 'is not' : 'is', null);
      if (before) {
        const last = sql`(${new Date(before.startedAtMs)}, ${before.id}::uuid)`;
        found = found.where(isOldestFirst ? sql<boolean>`(started_at, id) > ${last}` : sql<boolean>`(started_at, id) < ${last}`);
      }
      return withTracks(trx, await found.execute());
    });
  }

  annotate(...[tenantId, id, { notes, tags, version }]: Parameters<RecordingStore['annotate']>): Promise<'done' | 'changed' | 'gone'> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const done = await trx
        .updateTable('recordings')
        .set({ version: version + 1, ...(notes === undefined ? {} : { notes }), ...(tags ? { tags: [...tags] } : {}) })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      if (done.numUpdatedRows > 0n) return 'done';
      const known = await trx.selectFrom('recordings').select('id').where('id', '=', id).executeTakeFirst();
      return known ? 'changed' : 'gone';
    });
  }

  setHold(...[tenantId, id, { from, to }, receipt]: Parameters<RecordingStore['setHold']>): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const done = await trx
        .updateTable('recordings')
        .set({
          hold_reason: to?.reason ?? null,
          hold_by: to?.by ?? null,
          hold_at: to ? new Date(to.atMs) : null,
          release_asked_by: to?.releaseAskedBy ?? null,
        })
        .where('id', '=', id)
        .where('hold_at', 'is not distinct from', from ? new Date(from.atMs) : null)
        .where('release_asked_by', 'is not distinct from', from?.releaseAskedBy ?? null)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) return false;
      await this.#note(tenantId, trx, id, receipt);
      return true;
    });
  }

  unfinished(tenantId: string, nodeId: string): Promise<readonly Recording[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx.selectFrom('recordings').selectAll().where('state', '=', 'recording').where('node_id', '=', nodeId).execute();
      return withTracks(trx, rows);
    });
  }

  older(tenantId: string, atMs: number, limit: number): Promise<readonly Recording[]> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const rows = await trx
        .selectFrom('recordings')
        .selectAll()
        .where('started_at', '<', new Date(atMs))
        .where('hold_at', 'is', null)
        .orderBy('started_at')
        .limit(limit)
        .execute();
      return withTracks(trx, rows);
    });
  }

  remove(...[tenantId, id, receipt, deleteBytes]: Parameters<RecordingStore['remove']>): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const gone = await trx.deleteFrom('recordings').where('id', '=', id).where('hold_at', 'is', null).executeTakeFirst();
      if (gone.numDeletedRows === 0n) return false;
      await deleteBytes();
      await this.#note(tenantId, trx, id, receipt);
      return true;
    });
  }

  async addAccess(tenantId: string, id: string, { userId, purpose, atMs }: AccessEntry): Promise<void> {
    await this.#db.inTenant(tenantId, (trx) =>
      trx
        .insertInto('recording_access')
        .values({ tenant_id: tenantId, id: newId(), recording_id: id, user_id: userId, purpose, at: new Date(atMs) })
        .execute(),
    );
  }

  async listAccess(tenantId: string, id: string): Promise<readonly AccessEntry[]> {
    const rows = await this.#db.inTenant(tenantId, (trx) =>
      trx
        .selectFrom('recording_access')
        .select(['user_id', 'purpose', 'at'])
        .where('recording_id', '=', id)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(maxAccessEntries)
        .execute(),
    );
    return rows.map((row) => ({ userId: row.user_id, purpose: row.purpose, atMs: row.at.getTime() }));
  }

  /** Kept in memory, because every call asks; what is set here is known at once. */
  policies(tenantId: string, keys: readonly PolicyKey[]): Promise<readonly RecordingPolicy[]> {
    return Promise.all(
      keys.map(async (key) => {
        const policy = await this.#policies.get(tenantId, `${key.kind} ${key.id}`, () => this.#readPolicy(tenantId, key));
        return policy ?? usualPolicy;
      }),
    );
  }

  #readPolicy(tenantId: string, { kind, id }: PolicyKey): Promise<RecordingPolicy> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const row = await trx
        .selectFrom('recording_policies')
        .select('policy')
        .where('subject_kind', '=', kind)
        .where('subject_id', '=', id)
        .executeTakeFirst();
      return row?.policy ?? usualPolicy;
    });
  }

  async setPolicy(...[tenantId, { kind, id }, policy, receipt]: Parameters<RecordingStore['setPolicy']>): Promise<void> {
    await this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .insertInto('recording_policies')
        .values({ tenant_id: tenantId, subject_kind: kind, subject_id: id, policy })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'subject_kind', 'subject_id']).doUpdateSet({ policy }))
        .execute();
      await this.#note(tenantId, trx, id, receipt, kind);
    });
    this.#policies.forget(tenantId);
  }

  async #note(
    ...[tenantId, trx, subjectId, receipt, subjectKind = 'recording']: [string, Trx, string, RecordingReceipt, string?]
  ): Promise<void> {
    await this.#audit.append(tenantId, trx, { ...receipt, subjectKind, subjectId });
  }
}

const searched = sql.raw(
  `notes || E'\\n' || array_to_string(tags, E'\\n') || E'\\n' || caller_name || E'\\n' || caller_number || E'\\n' || callee_name || E'\\n' || callee_number`,
);

async function withTracks(trx: Trx, rows: readonly Parameters<typeof recordingOf>[0][]): Promise<Recording[]> {
  if (rows.length === 0) return [];
  const tracks = await trx
    .selectFrom('recording_tracks')
    .selectAll()
    .where(
      'recording_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('side')
    .execute();
  return rows.map((row) => recordingOf(row, tracks));
}
