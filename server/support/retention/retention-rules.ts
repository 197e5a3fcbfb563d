import { endedKeptDays } from '../../../protocol/identity/tenant-end.ts';
import type { VanishRule } from '../../../protocol/support/keeping.ts';
import type { SessionKind } from '../../../protocol/support/states.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Seeit: no setting, and no way to make it longer but a hold. */
export const cameraKeptMs = 72 * hourMs;
/** After the tenant's end nothing stays longer. */
export const endedTenantKeptMs = endedKeptDays.support * dayMs;

/** What decides how long a session's content stays. */
export interface KeepingFacts {
  readonly isHeld: boolean;
  /** The tenant's setting for screen sessions. */
  readonly screenDays: number | undefined;
  readonly tenantEndedAt: Date | undefined;
  /** Since when it is being deleted. */
  readonly vanishingAt: Date | undefined;
  readonly vanishedAt: Date | undefined;
}

export interface Ended {
  readonly kind: SessionKind;
  readonly endedAt: Date | undefined;
  readonly keeping: KeepingFacts;
}

export interface VanishTime {
  readonly rule: VanishRule;
  readonly at: Date;
}

/** When and why its content goes; undefined while it runs, and when no rule says so. A hold is not looked at. */
export function vanishTimeOf({ kind, endedAt, keeping }: Ended): VanishTime | undefined {
  if (!endedAt) return undefined;
  const { screenDays, tenantEndedAt } = keeping;
  const times: VanishTime[] = [];
  if (kind === 'camera') times.push({ rule: 'camera-72-hours', at: new Date(endedAt.getTime() + cameraKeptMs) });
  else if (screenDays !== undefined) times.push({ rule: 'tenant-setting', at: new Date(endedAt.getTime() + screenDays * dayMs) });
  if (tenantEndedAt) times.push({ rule: 'tenant-ended', at: new Date(tenantEndedAt.getTime() + endedTenantKeptMs) });
  return times.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0];
}

/** Whether nothing of it may be given out any more: to the minute, also when the job that deletes it is late. */
export function isContentGone(session: Ended, nowMs: number): boolean {
  const { isHeld, vanishingAt, vanishedAt } = session.keeping;
  if (vanishingAt ?? vanishedAt) return true;
  const time = vanishTimeOf(session);
  return time !== undefined && !isHeld && time.at.getTime() <= nowMs;
}
