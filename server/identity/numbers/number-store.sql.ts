import { sql, type Selectable } from 'kysely';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { NumbersTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { OwnNumber } from '../entities.ts';
import { containsPattern, foldText } from '../folded-text.ts';
import { conflicts } from '../store-conflicts.sql.ts';
import type { NewNumber, NumberRow, NumberSort, NumberStore } from './number-store.ts';

const taken = conflicts({ numbers_tenant_id_e164_key: 'number' });

function numberOf(row: Selectable<NumbersTable>): OwnNumber {
  return {
    id: row.id,
    e164: row.e164,
    label: row.label,
    pbxId: row.pbx_id,
    siteId: row.site_id,
    userId: row.user_id,
    version: row.version,
  };
}

/** Numbers in PostgreSQL; one instance per transaction. */
export class SqlNumberStore implements NumberStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(numbers: readonly NewNumber[]): Promise<void> {
    const rows = numbers.map(({ id, e164, label, pbxId, siteId, userId }) => ({
      tenant_id: this.#tenantId,
      id,
      e164,
      label,
      pbx_id: pbxId,
      site_id: siteId,
      user_id: userId,
    }));
    for (let start = 0; start < rows.length; start += 1000) {
      await taken(() =>
        this.#trx
          .insertInto('numbers')
          .values(rows.slice(start, start + 1000))
          .execute(),
      );
    }
  }

  async row(id: string): Promise<NumberRow | undefined> {
    const row = await this.#rows().selectAll('numbers').where('numbers.id', '=', id).executeTakeFirst();
    return row && rowOf(row);
  }

  async byE164(e164: string): Promise<OwnNumber | undefined> {
    const row = await this.#all().where('e164', '=', e164).executeTakeFirst();
    return row && numberOf(row);
  }

  async update(id: string, version: number, change: Pick<OwnNumber, 'label' | 'pbxId' | 'siteId' | 'userId'>): Promise<boolean> {
    const done = await this.#trx
      .updateTable('numbers')
      .set({
        label: change.label,
        pbx_id: change.pbxId,
        site_id: change.siteId,
        user_id: change.userId,
        version: sql`version + 1`,
      })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  async delete(id: string): Promise<boolean> {
    const done = await this.#trx.deleteFrom('numbers').where('tenant_id', '=', this.#tenantId).where('id', '=', id).executeTakeFirst();
    return done.numDeletedRows === 1n;
  }

  async page(query: ListQuery, sort: NumberSort): Promise<Page<NumberRow>> {
    const matching = this.#matching(query.query);
    const { total } = await matching
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const direction = query.direction === 'ascending' ? sql`asc` : sql`desc`;
    const rows = await matching
      .selectAll('numbers')
      .orderBy(sql`${sortExpressions[sort]} ${direction} nulls last`)
      .orderBy('numbers.id')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute();
    return { items: rows.map(rowOf), total };
  }

  async taken(e164s: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#all()
      .where('e164', '=', sql<string>`any(${[...e164s]}::text[])`)
      .execute();
    return new Set(rows.map((row) => row.e164));
  }

  #all() {
    return this.#trx.selectFrom('numbers').selectAll().where('tenant_id', '=', this.#tenantId);
  }

  #rows() {
    return this.#trx
      .selectFrom('numbers')
      .innerJoin('pbxs', (join) => join.onRef('pbxs.tenant_id', '=', 'numbers.tenant_id').onRef('pbxs.id', '=', 'numbers.pbx_id'))
      .leftJoin('sites', (join) => join.onRef('sites.tenant_id', '=', 'numbers.tenant_id').onRef('sites.id', '=', 'numbers.site_id'))
      .leftJoin('users', (join) => join.onRef('users.tenant_id', '=', 'numbers.tenant_id').onRef('users.id', '=', 'numbers.user_id'))
      .select(['pbxs.name as pbx_name', 'sites.name as site_name', 'users.display_name as user_name'])
      .where('numbers.tenant_id', '=', this.#tenantId);
  }

  #matching(query: string) {
    const folded = foldText(query);
    const digits = searchedDigits(query);
    const typed = containsPattern(query.trim().toLocaleLowerCase());
    return this.#rows().where((eb) =>
      eb.or([
        ...(digits === '' ? [] : [eb('numbers.e164', 'like', containsPattern(digits))]),
        eb(sql`lower(numbers.label collate "de-x-icu")`, 'like', typed),
        eb(sql`lower(sites.name collate "de-x-icu")`, 'like', typed),
        eb('users.search_text', 'like', containsPattern(folded)),
      ]),
    );
  }
}

/** `+49 30 12` and `030 12` both look for what stands in an E.164 number: a leading trunk zero never does. */
export function searchedDigits(query: string): string {
  return /^[\d\s+()./-]+$/.test(query) ? query.replaceAll(/\D/g, '').replace(/^0+/, '') : '';
}

const sortExpressions = {
  number: sql`numbers.e164`,
  label: sql`nullif(numbers.label, '') collate "de-x-icu"`,
  site: sql`sites.name collate "de-x-icu"`,
  assignment: sql`users.display_name collate "de-x-icu"`,
} satisfies Record<NumberSort, unknown>;

function rowOf(row: Selectable<NumbersTable> & { pbx_name: string; site_name: string | null; user_name: string | null }): NumberRow {
  return { number: numberOf(row), pbxName: row.pbx_name, siteName: row.site_name, userName: row.user_name };
}
