import { sql, type RawBuilder, type Selectable } from 'kysely';
import { languageSchema } from '../../../protocol/dialplan/sounds.ts';
import { speechSchema } from '../../../protocol/media/prompts.ts';
import type { Page } from '../../../protocol/wire/page.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { PromptsTable } from '../../storage/schema.ts';
import type { Changer, PromptFields, PromptFilter, PromptSort, PromptStore, StoredPrompt } from './prompt-store.ts';

const sorts: Readonly<Record<PromptSort, RawBuilder<unknown>>> = {
  name: sql`prompts.name collate "de-x-icu"`,
  kind: sql`prompts.kind`,
  language: sql`prompts.language`,
  duration: sql`prompts.duration_ms`,
  updated: sql`prompts.updated_at`,
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Prompts in PostgreSQL. */
export class SqlPromptStore implements PromptStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  page(tenantId: string, filter: PromptFilter): Promise<Page<StoredPrompt>> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const text = sql`lower(prompts.name || ' ' || coalesce(prompts.speech ->> 'text', ''))`;
      const found = allOf(trx, tenantId).where(sql<boolean>`position(lower(${filter.query}) in ${text}) > 0`);
      const { total } = await found
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const direction = filter.direction === 'ascending' ? sql`asc nulls first` : sql`desc nulls last`;
      const rows = await found
        .orderBy(sql`${sorts[filter.sort]} ${direction}`)
        .orderBy('prompts.id')
        .offset(filter.offset)
        .limit(filter.limit)
        .execute();
      return { items: rows.map(promptOf), total };
    });
  }

  async get(tenantId: string, id: string): Promise<StoredPrompt | undefined> {
    if (!uuid.test(id)) return undefined;
    return this.#db.inTenant(tenantId, (trx) => read(trx, tenantId, id));
  }

  insert(tenantId: string, prompt: PromptFields & { readonly id: string }, by: Changer): Promise<StoredPrompt> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const own = { tenant_id: tenantId, id: prompt.id, created_by: by.userId, updated_by: by.userId };
      await trx
        .insertInto('prompts')
        .values({ ...own, ...columnsOf(prompt) })
        .execute();
      await this.#note(trx, { tenantId, id: prompt.id, by, action: 'prompt.created', after: prompt });
      return required(await read(trx, tenantId, prompt.id));
    });
  }

  update(tenantId: string, prompt: PromptFields & { readonly id: string; readonly version: number }, by: Changer) {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await read(trx, tenantId, prompt.id);
      const result = await trx
        .updateTable('prompts')
        .set({ ...columnsOf(prompt), version: prompt.version + 1, updated_at: sql`now()`, updated_by: by.userId })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', prompt.id)
        .where('version', '=', prompt.version)
        .executeTakeFirst();
      if (!before || result.numUpdatedRows === 0n) return undefined;
      await this.#note(trx, { tenantId, id: prompt.id, by, action: 'prompt.updated', before, after: prompt });
      return read(trx, tenantId, prompt.id);
    });
  }

  delete(tenantId: string, id: string, by: Changer): Promise<StoredPrompt | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const before = await read(trx, tenantId, id);
      if (!before) return undefined;
      await trx.deleteFrom('prompts').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
      await this.#note(trx, { tenantId, id, by, action: 'prompt.deleted', before });
      return before;
    });
  }

  async #note(
    trx: Trx,
    fact: { tenantId: string; id: string; by: Changer; action: string; before?: PromptFields; after?: PromptFields },
  ): Promise<void> {
    await this.#audit.append(fact.tenantId, trx, {
      actorUserId: fact.by.userId,
      address: fact.by.address,
      action: fact.action,
      subjectKind: 'prompt',
      subjectId: fact.id,
      before: fact.before && factsOf(fact.before),
      after: fact.after && factsOf(fact.after),
    });
  }
}

function factsOf({ name, kind, language, speech, durationMs, objectId }: PromptFields) {
  return { name, kind, language, text: speech?.text ?? null, voice: speech?.voice ?? null, durationMs, audio: objectId };
}

function columnsOf(prompt: PromptFields) {
  return {
    name: prompt.name,
    kind: prompt.kind,
    language: prompt.language,
    speech: prompt.speech && JSON.stringify(prompt.speech),
    object_id: prompt.objectId,
    duration_ms: prompt.durationMs,
    loudness_lufs: prompt.loudnessLufs,
  };
}

function allOf(trx: Trx, tenantId: string) {
  return trx
    .selectFrom('prompts')
    .leftJoin('users', (join) => join.onRef('users.tenant_id', '=', 'prompts.tenant_id').onRef('users.id', '=', 'prompts.updated_by'))
    .selectAll('prompts')
    .select('users.display_name as updated_by_name')
    .where('prompts.tenant_id', '=', tenantId);
}

async function read(trx: Trx, tenantId: string, id: string): Promise<StoredPrompt | undefined> {
  const row = await allOf(trx, tenantId).where('prompts.id', '=', id).executeTakeFirst();
  return row && promptOf(row);
}

function promptOf(row: Selectable<PromptsTable> & { readonly updated_by_name: string | null }): StoredPrompt {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    language: row.language === null ? null : languageSchema.parse(row.language),
    speech: row.speech === null ? null : speechSchema.parse(row.speech),
    objectId: row.object_id,
    durationMs: row.duration_ms,
    loudnessLufs: row.loudness_lufs,
    version: row.version,
    updatedAt: row.updated_at,
    updatedByName: row.updated_by_name,
  };
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a row that was just written is not there');
  return value;
}
