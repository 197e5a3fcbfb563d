import { sql, type Selectable } from 'kysely';
import type { ListQuery, Page } from '../../../protocol/wire/page.ts';
import type { ExtensionsTable } from '../../storage/schema.ts';
import type { Trx } from '../../storage/index.ts';
import type { Extension } from '../entities.ts';
import { beginsPattern, containsPattern, foldText } from '../folded-text.ts';
import { conflicts } from '../store-conflicts.sql.ts';
import type { ExtensionRow, NewExtension, ExtensionSort, ExtensionStore } from './extension-store.ts';

const taken = conflicts({ extensions_tenant_id_pbx_id_number_key: 'number' });

export function extensionOf(row: Selectable<ExtensionsTable>): Extension {
  return {
    id: row.id,
    pbxId: row.pbx_id,
    number: row.number,
    label: row.label,
    userId: row.user_id,
    version: row.version,
  };
}

/** Extensions in PostgreSQL; one instance per transaction. */
export class SqlExtensionStore implements ExtensionStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async insert(extensions: readonly NewExtension[]): Promise<void> {
    const rows = extensions.map((extension) => ({
      tenant_id: this.#tenantId,
      id: extension.id,
      pbx_id: extension.pbxId,
      number: extension.number,
      label: extension.label,
      user_id: extension.userId,
    }));
    for (let start = 0; start < rows.length; start += 1000) {
      await taken(() =>
        this.#trx
          .insertInto('extensions')
          .values(rows.slice(start, start + 1000))
          .execute(),
      );
    }
  }

  async row(id: string): Promise<ExtensionRow | undefined> {
    const row = await this.#rows().selectAll('extensions').where('extensions.id', '=', id).executeTakeFirst();
    return row && rowOf(row);
  }

  async update(id: string, version: number, change: Partial<Pick<Extension, 'number' | 'label' | 'userId'>>): Promise<boolean> {
    const done = await taken(() =>
      this.#trx
        .updateTable('extensions')
        .set({
          ...(change.number === undefined ? {} : { number: change.number }),
          ...(change.label === undefined ? {} : { label: change.label }),
          ...(change.userId === undefined ? {} : { user_id: change.userId }),
          version: sql`version + 1`,
        })
        .where('tenant_id', '=', this.#tenantId)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    return done.numUpdatedRows === 1n;
  }

  async delete(id: string): Promise<boolean> {
    const done = await this.#trx.deleteFrom('extensions').where('tenant_id', '=', this.#tenantId).where('id', '=', id).executeTakeFirst();
    return done.numDeletedRows === 1n;
  }

  async page(query: ListQuery, sort: ExtensionSort): Promise<Page<ExtensionRow>> {
    const folded = foldText(query.query);
    const matching = this.#rows().where((eb) =>
      eb.or([
        eb('extensions.number', 'like', beginsPattern(folded)),
        eb(sql`lower(extensions.label)`, 'like', containsPattern(folded)),
        eb('users.search_text', 'like', containsPattern(folded)),
      ]),
    );
    const { total } = await matching
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const direction = query.direction === 'ascending' ? sql`asc` : sql`desc`;
    const rows = await matching
      .selectAll('extensions')
      .orderBy(sql`${sortExpressions[sort]} ${direction} nulls last`)
      .orderBy('extensions.id')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute();
    return { items: rows.map(rowOf), total };
  }

  async byNumber(pbxId: string, number: string): Promise<Extension | undefined> {
    const row = await this.#all().where('pbx_id', '=', pbxId).where('number', '=', number).executeTakeFirst();
    return row && extensionOf(row);
  }

  async ofUser(userId: string): Promise<readonly Extension[]> {
    return (await this.#all().where('user_id', '=', userId).orderBy('id').execute()).map(extensionOf);
  }

  async taken(pbxId: string, numbers: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#all()
      .where('pbx_id', '=', pbxId)
      .where('number', '=', sql<string>`any(${[...numbers]}::text[])`)
      .execute();
    return new Set(rows.map((row) => row.number));
  }

  #all() {
    return this.#trx.selectFrom('extensions').selectAll().where('tenant_id', '=', this.#tenantId);
  }

  #rows() {
    return this.#trx
      .selectFrom('extensions')
      .innerJoin('pbxs', (join) => join.onRef('pbxs.tenant_id', '=', 'extensions.tenant_id').onRef('pbxs.id', '=', 'extensions.pbx_id'))
      .leftJoin('users', (join) => join.onRef('users.tenant_id', '=', 'extensions.tenant_id').onRef('users.id', '=', 'extensions.user_id'))
      .select(['pbxs.name as pbx_name', 'users.display_name as user_name'])
      .where('extensions.tenant_id', '=', this.#tenantId);
  }
}

const sortExpressions = {
  // Shorter numbers first, so that 100 comes before 1000 and after 20.
  number: sql`lpad(extensions.number, 15, '0')`,
  person: sql`users.display_name collate "de-x-icu"`,
  pbx: sql`pbxs.name collate "de-x-icu"`,
} satisfies Record<ExtensionSort, unknown>;

function rowOf(row: Selectable<ExtensionsTable> & { pbx_name: string; user_name: string | null }): ExtensionRow {
  return { extension: extensionOf(row), pbxName: row.pbx_name, userName: row.user_name };
}
