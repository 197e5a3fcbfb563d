import { holidayAt, periodAt } from '../../../protocol/dialplan/schedule-clock.ts';
import type { Schedule } from '../../../protocol/dialplan/schedule.ts';
import type { GreetingSchedule, SchedulePeriod } from '../../../protocol/telephony/greetings.ts';
import type { Clock } from '../../platform/clock.ts';

export interface NamedSchedule {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
}

/** A tenant's schedules, by name; dial plans keep them. */
export type SchedulesOf = (tenantId: string) => Promise<readonly NamedSchedule[]>;

/** The schedules that boxes greet by. */
export class BoxSchedules {
  readonly #schedulesOf: SchedulesOf;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(schedulesOf: SchedulesOf, clock: Pick<Clock, 'now'>) {
    this.#schedulesOf = schedulesOf;
    this.#clock = clock;
  }

  async list(tenantId: string): Promise<readonly GreetingSchedule[]> {
    return (await this.#schedulesOf(tenantId)).map(({ id, name, schedule }) => ({
      id,
      name,
      periods: [...periodsOf(schedule)],
      holidays: [...new Set(schedule.exceptions.map((exception) => exception.name))],
      now: this.#now(schedule),
    }));
  }

  /** What holds now; undefined when there is no such schedule. */
  async now(tenantId: string, scheduleId: string): Promise<SchedulePeriod | undefined> {
    const found = (await this.#schedulesOf(tenantId)).find(({ id }) => id === scheduleId);
    return found && this.#now(found.schedule);
  }

  #now(schedule: Schedule): SchedulePeriod {
    const atMs = this.#clock.now();
    return { period: periodAt(schedule, atMs).period, holiday: holidayAt(schedule, atMs) ?? null };
  }
}

function periodsOf({ weekly, exceptions, override }: Schedule): ReadonlySet<string> {
  const named = [...weekly, ...exceptions, ...(override ? [override] : [])].map(({ period }) => period);
  return new Set(['open', 'closed', ...named.toSorted()]);
}
