import { sql } from 'kysely';
import type { Trx } from '../../storage/index.ts';
import type { NewVersion, PlanStore, PublishedPlan, StoredPlan, StoredVersion } from './plan-store.ts';

/** Plans in PostgreSQL; one instance per transaction. */
export class SqlPlanStore implements PlanStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async list(): Promise<readonly StoredPlan[]> {
    const rows = await this.#all()
      .orderBy(sql`p.name collate "de-x-icu"`)
      .orderBy('p.id')
      .execute();
    return rows.map(planOf);
  }

  async byId(id: string): Promise<StoredPlan | undefined> {
    const row = await this.#all().where('p.id', '=', id).executeTakeFirst();
    return row && planOf(row);
  }

  async lock(id: string): Promise<StoredPlan | undefined> {
    await this.#trx.selectFrom('plans').select('id').where('tenant_id', '=', this.#tenantId).where('id', '=', id).forUpdate().execute();
    return this.byId(id);
  }

  async insert(plan: {
    readonly id: string;
    readonly name: string;
    readonly draft: string;
    readonly by: string | undefined;
  }): Promise<void> {
    const { id, name, draft, by } = plan;
    await this.#trx
      .insertInto('plans')
      .values({ tenant_id: this.#tenantId, id, name, draft, updated_by: by ?? null })
      .execute();
  }

  async rename(id: string, name: string, by: string): Promise<void> {
    await this.#update(id)
      .set({ name, updated_by: by, updated_at: sql`now()` })
      .execute();
  }

  async setDraft(id: string, revision: number, { draft, by }: { readonly draft: string; readonly by: string }): Promise<boolean> {
    const done = await this.#update(id)
      .set({ draft, revision: sql`revision + 1`, updated_by: by, updated_at: sql`now()` })
      .where('revision', '=', revision)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  async publish(id: string, { number, plan, note, by }: NewVersion): Promise<void> {
    await this.#trx
      .insertInto('plan_versions')
      .values({ tenant_id: this.#tenantId, plan_id: id, number, plan, note, published_by: by ?? null })
      .execute();
    await this.#update(id).set({ published_version: number }).execute();
  }

  async delete(id: string): Promise<void> {
    await this.#trx.deleteFrom('plans').where('tenant_id', '=', this.#tenantId).where('id', '=', id).execute();
  }

  async versions(id: string): Promise<readonly StoredVersion[]> {
    return (await this.#versions(id).orderBy('v.number', 'desc').execute()).map(versionOf);
  }

  async version(id: string, number: number): Promise<StoredVersion | undefined> {
    const row = await this.#versions(id).where('v.number', '=', number).executeTakeFirst();
    return row && versionOf(row);
  }

  async tests(id: string): Promise<unknown> {
    const row = await this.#trx
      .selectFrom('plan_tests')
      .select('tests')
      .where('tenant_id', '=', this.#tenantId)
      .where('plan_id', '=', id)
      .executeTakeFirst();
    return row?.tests ?? [];
  }

  async setTests(id: string, tests: string): Promise<void> {
    await this.#trx
      .insertInto('plan_tests')
      .values({ tenant_id: this.#tenantId, plan_id: id, tests })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'plan_id']).doUpdateSet({ tests }))
      .execute();
  }

  async published(): Promise<readonly PublishedPlan[]> {
    const rows = await this.#trx
      .selectFrom('plans as p')
      .innerJoin('plan_versions as v', (join) =>
        join.onRef('v.tenant_id', '=', 'p.tenant_id').onRef('v.plan_id', '=', 'p.id').onRef('v.number', '=', 'p.published_version'),
      )
      .select(['p.id', 'p.name', 'v.number', 'v.plan'])
      .where('p.tenant_id', '=', this.#tenantId)
      .execute();
    return rows.map(({ id, name, number, plan }) => ({ planId: id, name, version: number, plan }));
  }

  #all() {
    return this.#trx
      .selectFrom('plans as p')
      .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.updated_by'))
      .leftJoin('plan_versions as v', (join) =>
        join.onRef('v.tenant_id', '=', 'p.tenant_id').onRef('v.plan_id', '=', 'p.id').onRef('v.number', '=', 'p.published_version'),
      )
      .select(['p.id', 'p.name', 'p.draft', 'p.revision', 'p.published_version', 'p.updated_at', 'u.display_name'])
      .select(sql<boolean>`v.plan is distinct from p.draft`.as('is_changed'))
      .where('p.tenant_id', '=', this.#tenantId);
  }

  #versions(id: string) {
    return this.#trx
      .selectFrom('plan_versions as v')
      .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.published_by'))
      .select(['v.number', 'v.plan', 'v.note', 'v.published_at', 'u.display_name'])
      .where('v.tenant_id', '=', this.#tenantId)
      .where('v.plan_id', '=', id);
  }

  #update(id: string) {
    return this.#trx.updateTable('plans').where('tenant_id', '=', this.#tenantId).where('id', '=', id);
  }
}

interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly draft: unknown;
  readonly revision: number;
  readonly published_version: number | null;
  readonly updated_at: Date;
  readonly display_name: string | null;
  readonly is_changed: boolean;
}

function planOf(row: PlanRow): StoredPlan {
  return {
    id: row.id,
    name: row.name,
    draft: row.draft,
    revision: row.revision,
    publishedVersion: row.published_version ?? undefined,
    isDraftChanged: row.is_changed,
    updatedAt: row.updated_at,
    updatedByName: row.display_name ?? undefined,
  };
}

interface VersionRow {
  readonly number: number;
  readonly plan: unknown;
  readonly note: string;
  readonly published_at: Date;
  readonly display_name: string | null;
}

function versionOf(row: VersionRow): StoredVersion {
  return { number: row.number, plan: row.plan, note: row.note, at: row.published_at, byName: row.display_name ?? undefined };
}
