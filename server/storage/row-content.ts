import { sql } from 'kysely';
import type { Database, Trx } from './database.ts';
import type { RetentionClass } from './objects/sealed-objects.ts';
import type { Shredding } from './objects/shredding.ts';
import type { Schema } from './schema.ts';

/** Content that goes as a whole when its tenant's time is over. */
export interface RowContentKind {
  /** What it is called in the receipt. */
  readonly what: string;
  /** Its objects: their class keys are destroyed, so that nothing of them opens in any backup. */
  readonly classes: readonly RetentionClass[];
  /** Rows that count as things. */
  readonly tables: readonly (keyof Schema)[];
  /** Rows that go along, and first. */
  readonly parts?: readonly (keyof Schema)[];
}

export interface RowContentParts {
  readonly db: Pick<Database, 'inTenant'>;
  readonly shredding: Pick<Shredding, 'shredClass'>;
}

/** Small enough that no statement runs into its time limit. */
const batch = 20_000;

/** Deletes one kind of a tenant's content: class keys, bytes, rows. Interrupted anywhere, it is finished by doing it again. */
export class RowContent {
  readonly what: string;
  readonly #kind: RowContentKind;
  readonly #parts: RowContentParts;

  constructor(kind: RowContentKind, parts: RowContentParts) {
    this.what = kind.what;
    this.#kind = kind;
    this.#parts = parts;
  }

  /** How many things a tenant has. */
  async count(tenantId: string): Promise<number> {
    let count = 0;
    for (const table of this.#kind.tables) count += await this.#parts.db.inTenant(tenantId, (trx) => countOf(trx, table, tenantId));
    return count;
  }

  /** Says how many things went. */
  async erase(tenantId: string): Promise<number> {
    const { classes, tables, parts = [] } = this.#kind;
    for (const retentionClass of classes) await this.#parts.shredding.shredClass(tenantId, retentionClass);
    for (const table of parts) await this.#empty(table, tenantId);
    let gone = 0;
    for (const table of tables) gone += await this.#empty(table, tenantId);
    return gone;
  }

  async #empty(table: keyof Schema, tenantId: string): Promise<number> {
    for (let gone = 0; ;) {
      const count = await this.#parts.db.inTenant(tenantId, (trx) => deleteSome(trx, table, tenantId));
      gone += count;
      if (count < batch) return gone;
    }
  }
}

async function countOf(trx: Trx, table: keyof Schema, tenantId: string): Promise<number> {
  const found = await sql<{
    count: number;
  }>`select count(*)::integer as count from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(trx);
  return found.rows[0]?.count ?? 0;
}

/** By the rows' places, which also tables have that are parted by month. */
async function deleteSome(trx: Trx, table: keyof Schema, tenantId: string): Promise<number> {
  const gone = await sql`
    with doomed as (select tableoid, ctid from ${sql.table(table)} where tenant_id = ${tenantId} limit ${batch})
    delete from ${sql.table(table)} as kept using doomed
    where kept.tenant_id = ${tenantId} and kept.tableoid = doomed.tableoid and kept.ctid = doomed.ctid`.execute(trx);
  return Number(gone.numAffectedRows ?? 0);
}
