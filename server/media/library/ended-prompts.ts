import { RowContent, type RowContentParts } from '../../storage/index.ts';

/** A tenant's prompts, as they go when its time is over. */
export function endedPrompts(parts: RowContentParts): RowContent {
  return new RowContent({ what: 'prompts', classes: ['prompts'], tables: ['prompts'] }, parts);
}
