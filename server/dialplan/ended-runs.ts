import { RowContent, type RowContentParts } from '../storage/index.ts';

/** Ways of calls through plans, as they go when their tenant's time is over. The plans themselves are no content. */
export function endedRuns(parts: RowContentParts): RowContent {
  return new RowContent({ what: 'plan-runs', classes: [], tables: ['plan_runs'] }, parts);
}
