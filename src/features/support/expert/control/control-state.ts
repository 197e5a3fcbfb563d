import type { LiveView } from '../../state/live-view.ts';

/**
 * How control stands for this expert: not allowed, locked (nothing is heard of the customer, or nothing there can be controlled), held by
 * nobody, by me or by a colleague.
 */
export type ControlState = 'none' | 'paused' | 'unreachable' | 'free' | 'mine' | 'other';

export function controlStateOf(view: Pick<LiveView, 'link' | 'mySeatId' | 'controlHolder' | 'controlTarget' | 'mayControl'>): ControlState {
  const { link, mySeatId, controlHolder, controlTarget, mayControl } = view;
  if (controlHolder !== undefined && controlHolder !== mySeatId) return 'other';
  if (!mayControl.includes(mySeatId)) return 'none';
  if (link !== 'live') return 'paused';
  if (controlTarget === undefined) return 'unreachable';
  return controlHolder === mySeatId ? 'mine' : 'free';
}
