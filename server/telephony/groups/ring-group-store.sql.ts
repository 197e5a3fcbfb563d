import { sql } from 'kysely';
import { ringGroupStrategySchema, type RingGroup, type RingGroupFields } from '../../../protocol/telephony/groups.ts';
import type { Audit, Database, Trx } from '../../storage/index.ts';
import type { Changer } from './named-store.ts';
import type { RingGroupStore } from './ring-group-store.ts';

const byName = sql`name collate "de-x-icu"`;

/** Ring groups in PostgreSQL. */
export class SqlRingGroupStore implements RingGroupStore {
  readonly #db: Pick<Database, 'inTenant'>;
  readonly #audit: Pick<Audit, 'append'>;

  constructor(db: Pick<Database, 'inTenant'>, audit: Pick<Audit, 'append'>) {
    this.#db = db;
    this.#audit = audit;
  }

  list(tenantId: string): Promise<readonly RingGroup[]> {
    return this.#db.inTenant(tenantId, (trx) => read(trx, tenantId));
  }

  get(tenantId: string, id: string): Promise<RingGroup | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => (await read(trx, tenantId, id))[0]);
  }

  insert(tenantId: string, group: RingGroupFields & { readonly id: string }, by: Changer): Promise<RingGroup> {
    return this.#db.inTenant(tenantId, async (trx) => {
      await trx
        .insertInto('ring_groups')
        .values({ tenant_id: tenantId, id: group.id, name: group.name, strategy: group.strategy, ring_seconds: group.ringSeconds })
        .execute();
      await insertMembers(trx, tenantId, group);
      await this.#note(trx, { tenantId, id: group.id, by, action: 'ring-group.created', after: group });
      return { ...group, version: 1 };
    });
  }

  update(tenantId: string, group: RingGroup, by: Changer): Promise<RingGroup | undefined> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const [before] = await read(trx, tenantId, group.id);
      const version = group.version + 1;
      const result = await trx
        .updateTable('ring_groups')
        .set({ name: group.name, strategy: group.strategy, ring_seconds: group.ringSeconds, version })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', group.id)
        .where('version', '=', group.version)
        .executeTakeFirst();
      if (!before || result.numUpdatedRows === 0n) return undefined;
      await trx.deleteFrom('ring_group_members').where('tenant_id', '=', tenantId).where('group_id', '=', group.id).execute();
      await insertMembers(trx, tenantId, group);
      await this.#note(trx, { tenantId, id: group.id, by, action: 'ring-group.updated', before, after: group });
      return { ...group, version };
    });
  }

  delete(tenantId: string, id: string, by: Changer): Promise<boolean> {
    return this.#db.inTenant(tenantId, async (trx) => {
      const [before] = await read(trx, tenantId, id);
      if (!before) return false;
      await trx.deleteFrom('ring_groups').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
      await this.#note(trx, { tenantId, id, by, action: 'ring-group.deleted', before });
      return true;
    });
  }

  async #note(
    trx: Trx,
    fact: { tenantId: string; id: string; by: Changer; action: string; before?: RingGroupFields; after?: RingGroupFields },
  ): Promise<void> {
    await this.#audit.append(fact.tenantId, trx, {
      actorUserId: fact.by.userId,
      address: fact.by.address,
      action: fact.action,
      subjectKind: 'ring-group',
      subjectId: fact.id,
      before: fact.before && factsOf(fact.before),
      after: fact.after && factsOf(fact.after),
    });
  }
}

function factsOf({ name, strategy, ringSeconds, members }: RingGroupFields): {
  readonly name: string;
  readonly strategy: string;
  readonly ringSeconds: number;
  readonly members: readonly string[];
} {
  return { name, strategy, ringSeconds, members: members.map((member) => `${member.userId} ${String(member.weight)}`) };
}

async function insertMembers(trx: Trx, tenantId: string, { id, members }: RingGroupFields & { readonly id: string }): Promise<void> {
  if (members.length === 0) return;
  await trx
    .insertInto('ring_group_members')
    .values(members.map(({ userId, weight }, position) => ({ tenant_id: tenantId, group_id: id, user_id: userId, position, weight })))
    .execute();
}

async function read(trx: Trx, tenantId: string, id?: string): Promise<RingGroup[]> {
  const groups = trx.selectFrom('ring_groups').selectAll().where('tenant_id', '=', tenantId);
  const members = trx.selectFrom('ring_group_members').selectAll().where('tenant_id', '=', tenantId);
  const rows = await (id === undefined ? groups : groups.where('id', '=', id)).orderBy(byName).execute();
  const memberRows = await (id === undefined ? members : members.where('group_id', '=', id)).orderBy('position').execute();
  const byGroup = Map.groupBy(memberRows, (row) => row.group_id);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    strategy: ringGroupStrategySchema.parse(row.strategy),
    ringSeconds: row.ring_seconds,
    version: row.version,
    members: (byGroup.get(row.id) ?? []).map((member) => ({ userId: member.user_id, weight: member.weight })),
  }));
}
