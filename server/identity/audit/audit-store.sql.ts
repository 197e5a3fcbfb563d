import { sql } from 'kysely';
import type { Page } from '../../../protocol/wire/page.ts';
import type { Audit, AuditSelection, Trx } from '../../storage/index.ts';
import { containsPattern, foldText } from '../folded-text.ts';
import { idsIn, isId, namesAmong } from './audit-ids.ts';
import { namesOfIds } from './audit-names.sql.ts';
import type { AuditFilter, AuditLine, AuditStore } from './audit-store.ts';

/** The audit log in PostgreSQL; one instance per transaction. */
export class SqlAuditStore implements AuditStore {
  readonly #tenantId: string;
  readonly #trx: Trx;
  readonly #audit: Audit;

  constructor(audit: Audit, tenantId: string, trx: Trx) {
    this.#audit = audit;
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async page(filter: AuditFilter): Promise<Page<AuditLine>> {
    const selection = await this.#selectionOf(filter);
    const total = await this.#audit.count(this.#tenantId, this.#trx, selection);
    const offset = (filter.page - 1) * filter.pageSize;
    const records = await this.#audit.list(this.#tenantId, this.#trx, { limit: filter.pageSize, offset, selection });
    const mentioned = records.flatMap(({ actorUserId, subjectId, before, after }) => [
      ...(actorUserId === undefined ? [] : [actorUserId]),
      ...(subjectId !== undefined && isId(subjectId) ? [subjectId] : []),
      ...idsIn(before),
      ...idsIn(after),
    ]);
    const names = await namesOfIds(this.#tenantId, this.#trx, mentioned);
    const items = records.map((record) => ({
      id: record.id,
      at: record.at,
      action: record.action,
      actorName: record.actorUserId === undefined ? null : (names.get(record.actorUserId) ?? null),
      subjectKind: record.subjectKind,
      subjectId: record.subjectId ?? '',
      subjectName: names.get(record.subjectId ?? '') ?? null,
      before: record.before ?? null,
      after: record.after ?? null,
      names: namesAmong([...idsIn(record.before), ...idsIn(record.after)], names),
    }));
    return { items, total };
  }

  /** Jumps from action to action along the index: a log of millions of entries has some dozens. */
  async actions(): Promise<readonly string[]> {
    const found = await sql<{ action: string }>`
      with recursive known as (
        (select action from audit_entries where tenant_id = ${this.#tenantId} order by action limit 1)
        union all
        select (select e.action from audit_entries e where e.tenant_id = ${this.#tenantId} and e.action > known.action order by e.action limit 1)
        from known where known.action is not null
      )
      select action from known where action is not null`.execute(this.#trx);
    return found.rows.map((row) => row.action);
  }

  async #selectionOf({ person, action, from, until, query }: AuditFilter): Promise<AuditSelection> {
    const folded = foldText(query);
    return {
      ...(person === undefined ? {} : { personId: person }),
      ...(action === undefined ? {} : { action }),
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(until === undefined ? {} : { until: new Date(until) }),
      ...(folded === '' ? {} : { text: { part: folded, personIds: await this.#peopleNamed(folded) } }),
    };
  }

  async #peopleNamed(folded: string): Promise<readonly string[]> {
    const rows = await this.#trx
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', this.#tenantId)
      .where('search_text', 'like', containsPattern(folded))
      .limit(500)
      .execute();
    return rows.map((row) => row.id);
  }
}
