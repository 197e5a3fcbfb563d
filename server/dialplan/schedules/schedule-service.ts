import type { ScheduleDetail } from '../../../protocol/dialplan/schedules-api.ts';
import { scheduleSchema, type Schedule } from '../../../protocol/dialplan/schedule.ts';
import { periodAt } from '../../../protocol/dialplan/schedule-clock.ts';
import { requirePermission, type Actor } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { ServiceError } from '../../platform/service-error.ts';
import type { AuditFact, DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import { inUse, requireUnused, takenAsField, usesIn, type PlanUse } from '../service-rules.ts';
import { importHolidays } from './import-holidays.ts';
import type { StoredSchedule } from './schedule-store.ts';

export interface ScheduleChange {
  readonly name: string;
  readonly schedule: Schedule;
}

export interface SchedulePatch {
  readonly name?: string | undefined;
  readonly schedule?: Schedule | undefined;
  /** The one that was read. */
  readonly version: number;
}

export interface ImportedHolidays {
  readonly schedule: ScheduleDetail;
  readonly added: number;
  readonly skipped: number;
}

/** Names of what goes by a schedule and is no plan. */
export type ScheduleUse = (tenantId: string, scheduleId: string) => Promise<readonly string[]>;

export interface ScheduleServiceOptions {
  readonly store: DialplanStore;
  readonly clock: Clock;
  /** Nothing but plans when absent. */
  readonly usedElsewhere?: ScheduleUse | undefined;
}

/** When somebody is there: the tenant's schedules, their holidays, and the word of whoever is on duty. */
export class ScheduleService {
  readonly #store: DialplanStore;
  readonly #clock: Clock;
  readonly #usedElsewhere: ScheduleUse;

  constructor({ store, clock, usedElsewhere = async () => [] }: ScheduleServiceOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#usedElsewhere = usedElsewhere;
  }

  async list(actor: Actor): Promise<readonly ScheduleDetail[]> {
    requirePermission(actor, 'schedules.override');
    return this.#store.inTenant(actor.tenantId, async (unit) => {
      const uses = await usesIn(unit);
      return (await unit.schedules.list()).map((stored) => this.#detail(stored, uses));
    });
  }

  /** @throws {ServiceError} `not-found` */
  async get(actor: Actor, id: string): Promise<ScheduleDetail> {
    requirePermission(actor, 'schedules.override');
    return this.#store.inTenant(actor.tenantId, (unit) => this.#read(unit, id));
  }

  /** @throws {ServiceError} `taken` with `name`, `invalid-fields` with `schedule.timeZone` */
  async create(actor: Actor, { name, schedule }: ScheduleChange): Promise<ScheduleDetail> {
    requirePermission(actor, 'plans.update');
    requireZone(schedule);
    const id = newId();
    return this.#change(actor, async (unit) => {
      await unit.schedules.insert({ id, name, schedule });
      await unit.audit(fact(actor, 'schedule.created', id, { after: { name } }));
      return this.#read(unit, id);
    });
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `taken` with `name`, `invalid-fields` with `schedule.timeZone` */
  async update(actor: Actor, id: string, { version, ...fields }: SchedulePatch): Promise<ScheduleDetail> {
    requirePermission(actor, 'plans.update');
    if (fields.schedule) requireZone(fields.schedule);
    return this.#change(actor, async (unit) => {
      const before = await requireSchedule(unit, id);
      const change = { name: fields.name ?? before.name, schedule: fields.schedule ?? before.schedule };
      await write(unit, id, { ...change, version });
      const after = { name: change.name, exceptions: change.schedule.exceptions.length };
      await unit.audit(
        fact(actor, 'schedule.updated', id, { before: { name: before.name, exceptions: before.schedule.exceptions.length }, after }),
      );
      return this.#read(unit, id);
    });
  }

  /** @throws {ServiceError} `not-found`, `in-use` */
  async delete(actor: Actor, id: string): Promise<void> {
    requirePermission(actor, 'plans.update');
    const others = await this.#usedElsewhere(actor.tenantId, id);
    await this.#change(actor, async (unit) => {
      const { name } = await requireSchedule(unit, id);
      await requireUnused(unit, 'schedule', id);
      if (others.length > 0) throw inUse(others);
      await unit.schedules.delete(id);
      await unit.audit(fact(actor, 'schedule.deleted', id, { before: { name } }));
    });
  }

  /** Says what holds from now on, whatever the hours say; null takes the word back. @throws {ServiceError} `not-found` */
  async override(actor: Actor, id: string, override: Schedule['override']): Promise<ScheduleDetail> {
    requirePermission(actor, 'schedules.override');
    return this.#change(actor, async (unit) => {
      const { name, schedule, version } = await requireSchedule(unit, id);
      await write(unit, id, { name, schedule: { ...schedule, override }, version });
      await unit.audit(
        fact(actor, 'schedule.overridden', id, {
          before: { period: schedule.override?.period ?? null },
          after: { period: override?.period ?? null },
        }),
      );
      return this.#read(unit, id);
    });
  }

  /** @throws {ServiceError} `not-found`, `changed-meanwhile`, `invalid-fields` with `calendar` when it is none or holds too much */
  async importHolidays(
    actor: Actor,
    id: string,
    { calendar, period, version }: { readonly calendar: string; readonly period: string; readonly version: number },
  ): Promise<ImportedHolidays> {
    requirePermission(actor, 'plans.update');
    const before = await this.#store.inTenant(actor.tenantId, (unit) => requireSchedule(unit, id));
    const { timeZone } = before.schedule;
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(this.#clock.now());
    const holidays = await importHolidays(calendar, { timeZone, period, today });
    if (!holidays) throw new ServiceError('invalid-fields', { fields: { calendar: 'not-a-calendar' } });
    return this.#change(actor, async (unit) => {
      const { name, schedule } = await requireSchedule(unit, id);
      const known = new Set(schedule.exceptions.map(identityOf));
      const added = holidays.exceptions.filter((exception) => !known.has(identityOf(exception)));
      const checked = scheduleSchema.safeParse({ ...schedule, exceptions: [...schedule.exceptions, ...added] });
      if (!checked.success) throw new ServiceError('invalid-fields', { fields: { calendar: 'too-large' } });
      await write(unit, id, { name, schedule: checked.data, version });
      await unit.audit(fact(actor, 'schedule.holidays-imported', id, { after: { added: added.length, skipped: holidays.skipped } }));
      return { schedule: await this.#read(unit, id), added: added.length, skipped: holidays.skipped };
    });
  }

  async #read(unit: DialplanUnit, id: string): Promise<ScheduleDetail> {
    return this.#detail(await requireSchedule(unit, id), await usesIn(unit));
  }

  #detail({ id, name, schedule, version }: StoredSchedule, uses: ReadonlyMap<string, readonly PlanUse[]>): ScheduleDetail {
    const { period } = periodAt(schedule, this.#clock.now());
    return { id, name, schedule, version, period, usedBy: [...(uses.get(`schedule/${id}`) ?? [])] };
  }

  async #change<T>(actor: Actor, work: (unit: DialplanUnit) => Promise<T>): Promise<T> {
    return takenAsField(() => this.#store.inTenant(actor.tenantId, work));
  }
}

async function requireSchedule(unit: DialplanUnit, id: string): Promise<StoredSchedule> {
  const schedule = await unit.schedules.byId(id);
  if (!schedule) throw new ServiceError('not-found');
  return schedule;
}

async function write(unit: DialplanUnit, id: string, { version, ...change }: ScheduleChange & { readonly version: number }): Promise<void> {
  if (!(await unit.schedules.update(id, version, change))) throw new ServiceError('changed-meanwhile');
}

/** The zone has to be one that this Node knows (IANA). */
function requireZone({ timeZone }: Schedule): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch (error) {
    throw new ServiceError('invalid-fields', { fields: { 'schedule.timeZone': 'unknown' }, cause: error });
  }
}

function identityOf({ name, fromDate, toDate, hours }: Schedule['exceptions'][number]): string {
  return JSON.stringify([name, fromDate, toDate, hours?.from, hours?.to]);
}

function fact(actor: Actor, action: string, subjectId: string, change: Pick<AuditFact, 'before' | 'after'>): AuditFact {
  return { actorUserId: actor.userId, action, subjectKind: 'schedule', subjectId, ...change, address: actor.address };
}
