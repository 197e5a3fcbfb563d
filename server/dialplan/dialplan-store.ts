import type { Json } from '../storage/schema.ts';
import type { AttachmentStore } from './plans/attachment-store.ts';
import type { PlanStore } from './plans/plan-store.ts';
import type { HostStore, PinStore } from './pins/pin-store.ts';
import type { ScheduleStore } from './schedules/schedule-store.ts';

export interface AuditFact {
  readonly actorUserId: string | undefined;
  /** `plan.published`, `schedule.overridden`, …: past tense, the subject first. */
  readonly action: string;
  readonly subjectKind: 'plan' | 'schedule' | 'plan-pin' | 'plan-hosts';
  readonly subjectId?: string;
  readonly before?: Readonly<Record<string, Json>>;
  readonly after?: Readonly<Record<string, Json>>;
  readonly address?: string;
}

/** One transaction in one tenant: everything that is done with it is stored together or not at all. */
export interface DialplanUnit {
  readonly tenantId: string;
  readonly plans: PlanStore;
  readonly attachments: AttachmentStore;
  readonly schedules: ScheduleStore;
  readonly pins: PinStore;
  readonly hosts: HostStore;
  audit(fact: AuditFact): Promise<void>;
  /** Runs once everything is stored; the place to tell others. */
  afterCommit(callback: () => void): void;
}

/** Where everything about dial plans is kept, except the ways of calls. The tenant comes first, always. */
export interface DialplanStore {
  inTenant<T>(tenantId: string, work: (unit: DialplanUnit) => Promise<T>): Promise<T>;
}

/** Thrown by stores when a unique value is taken; `field` as the caller's form has it. */
export class StoreConflict extends Error {
  readonly field: string;
  constructor(field: string, options?: ErrorOptions) {
    super(`${field} is taken`, options);
    this.name = 'StoreConflict';
    this.field = field;
  }
}
