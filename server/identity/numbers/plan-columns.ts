import type { PlanEntry } from '../../../protocol/identity/numbers.ts';

/** The two columns of a plan's entry as one value; the tables hold both or neither. */
export function planOf(row: { readonly plan_id: string | null; readonly entry_id: string | null }): PlanEntry | null {
  return row.plan_id === null || row.entry_id === null ? null : { planId: row.plan_id, entryId: row.entry_id };
}
