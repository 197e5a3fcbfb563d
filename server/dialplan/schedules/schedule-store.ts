import type { Schedule } from '../../../protocol/dialplan/schedule.ts';

export interface StoredSchedule {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  /** Counts changes: an update names the version that it read. */
  readonly version: number;
  readonly updatedAt: Date;
}

/** Schedules of one tenant, in one transaction. */
export interface ScheduleStore {
  /** By name. */
  list(): Promise<readonly StoredSchedule[]>;
  byId(id: string): Promise<StoredSchedule | undefined>;
  /** @throws {StoreConflict} field `name`. */
  insert(schedule: { readonly id: string; readonly name: string; readonly schedule: Schedule }): Promise<void>;
  /** @returns false when `version` is no longer the stored one. @throws {StoreConflict} field `name`. */
  update(id: string, version: number, change: { readonly name: string; readonly schedule: Schedule }): Promise<boolean>;
  delete(id: string): Promise<void>;
}
