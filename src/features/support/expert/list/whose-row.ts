import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import type { SessionAction } from './session-actions.tsx';

/** Who looks at the list. */
export interface Looker {
  readonly userId: string;
  readonly mayReadAll: boolean;
  readonly mayManage: boolean;
}

type Row = Pick<SessionSummary, 'state' | 'ownerId'>;

/** Waits with somebody else: what is in it is theirs, and it can be taken. */
export function isInQueue({ state, ownerId }: Row, { userId, mayReadAll }: Looker): boolean {
  return state === 'waiting' && ownerId !== userId && !mayReadAll;
}

/** What pressing its row does. */
export function rowAction(row: Row, looker: Looker): SessionAction {
  if (isInQueue(row, looker)) return 'waiting';
  return row.state !== 'done' && row.ownerId === looker.userId ? 'open' : 'details';
}

/** What its menu has, in this order. */
export function menuActions(row: Row, looker: Looker): readonly ('details' | 'relay' | 'give' | 'end')[] {
  if (isInQueue(row, looker)) return ['give'];
  const always = looker.mayManage ? (['details', 'relay'] as const) : (['details'] as const);
  return row.state === 'done' ? always : [...always, 'give', 'end'];
}
