import { supportRetentionSchema } from '../../../../../protocol/support/retention.ts';

/** What somebody entered: whether content goes at all, and after how many days. */
export interface DaysEntry {
  readonly isLimited: boolean;
  readonly days: string;
}

/** What is there before somebody enters a number. */
const usualDays = '90';

export function entryOf(screenDays: number | null): DaysEntry {
  return { isLimited: screenDays !== null, days: screenDays === null ? usualDays : String(screenDays) };
}

/** Days, null for no limit; undefined when it is no number of days that there can be. */
export function daysOf({ isLimited, days }: DaysEntry): number | null | undefined {
  if (!isLimited) return null;
  const text = days.trim();
  const { data } = supportRetentionSchema.shape.screenDays.safeParse(/^\d+$/u.test(text) ? Number(text) : Number.NaN);
  return data ?? undefined;
}

/** Whether something that would stay now goes earlier. */
export function isShorter(before: number | null, after: number | null): boolean {
  return after !== null && (before === null || after < before);
}
