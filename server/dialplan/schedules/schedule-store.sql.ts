import { sql, type Selectable } from 'kysely';
import { scheduleSchema, type Schedule } from '../../../protocol/dialplan/schedule.ts';
import type { Trx } from '../../storage/index.ts';
import type { SchedulesTable } from '../../storage/schema.ts';
import type { ScheduleStore, StoredSchedule } from './schedule-store.ts';

/** Schedules in PostgreSQL; one instance per transaction. */
export class SqlScheduleStore implements ScheduleStore {
  readonly #tenantId: string;
  readonly #trx: Trx;

  constructor(tenantId: string, trx: Trx) {
    this.#tenantId = tenantId;
    this.#trx = trx;
  }

  async list(): Promise<readonly StoredSchedule[]> {
    return (
      await this.#all()
        .orderBy(sql`name collate "de-x-icu"`)
        .orderBy('id')
        .execute()
    ).map(scheduleOf);
  }

  async byId(id: string): Promise<StoredSchedule | undefined> {
    // Compared as text: what cannot be an id names nothing.
    const row = await this.#all()
      .where(sql<boolean>`id::text = ${id.toLowerCase()}`)
      .executeTakeFirst();
    return row && scheduleOf(row);
  }

  async insert({ id, name, schedule }: { readonly id: string; readonly name: string; readonly schedule: Schedule }): Promise<void> {
    await this.#trx
      .insertInto('schedules')
      .values({ tenant_id: this.#tenantId, id, name, definition: JSON.stringify(schedule) })
      .execute();
  }

  async update(id: string, version: number, { name, schedule }: { readonly name: string; readonly schedule: Schedule }): Promise<boolean> {
    const done = await this.#trx
      .updateTable('schedules')
      .set({ name, definition: JSON.stringify(schedule), version: sql`version + 1`, updated_at: sql`now()` })
      .where('tenant_id', '=', this.#tenantId)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  }

  async delete(id: string): Promise<void> {
    await this.#trx.deleteFrom('schedules').where('tenant_id', '=', this.#tenantId).where('id', '=', id).execute();
  }

  #all() {
    return this.#trx.selectFrom('schedules').selectAll().where('tenant_id', '=', this.#tenantId);
  }
}

function scheduleOf(row: Selectable<SchedulesTable>): StoredSchedule {
  return { id: row.id, name: row.name, schedule: scheduleSchema.parse(row.definition), version: row.version, updatedAt: row.updated_at };
}
