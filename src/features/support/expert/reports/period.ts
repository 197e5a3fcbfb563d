/** Days as `2026-05-01`, of the local calendar; both belong to the period. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** As many as the server counts over. */
export const maxPeriodDays = 400;
const dayMs = 86_400_000;
const dayShape = /^\d{4}-\d{2}-\d{2}$/u;

function dayText(day: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(day.getFullYear())}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Midnight at which a local day begins; some days after it when told so. */
function dayStart(day: string, plusDays = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + plusDays);
}

/** The thirty days that end today. */
export function lastThirtyDays(now: Date): Period {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 29);
  return { from: dayText(first), until: dayText(now) };
}

/**
 * The moments that a period lies between: from the first day's midnight to that after the last day, whatever the clocks do in between.
 *
 * @returns undefined when it is upside down, too long or no period at all
 */
export function momentsOf({ from, until }: Period): { readonly from: Date; readonly to: Date } | undefined {
  if (!dayShape.test(from) || !dayShape.test(until)) return undefined;
  const [first, end] = [dayStart(from), dayStart(until, 1)];
  const days = Math.round((end.getTime() - first.getTime()) / dayMs);
  return days >= 1 && days <= maxPeriodDays ? { from: first, to: end } : undefined;
}
