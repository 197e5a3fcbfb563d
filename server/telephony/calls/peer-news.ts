import type { PeerState, PeerStatus } from '../../../protocol/telephony/peer-status.ts';
import type { CallLeg } from './call-leg.ts';

/** What a softphone is told about the other side. */
export type PeerNews = Omit<PeerStatus, 'callId'>;

/** What a fresh page takes for granted: the other side is there, and is whom the page dialled. */
export const usualNews: PeerNews = { peer: 'connected' };

export function isSameNews(one: PeerNews | undefined, other: PeerNews | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the event log says when a side changes from one state to another ([CA40]). */
export function notesOf(before: PeerState, next: PeerState): readonly string[] {
  if (before === next) return [];
  const back = before === 'reconnecting' ? ['reconnected'] : [];
  if (next === 'reconnecting') return ['reconnecting'];
  if (next === 'holding') return [...back, 'held'];
  return before === 'holding' ? ['resumed'] : back;
}

/** Whether a leg's person can listen at all. */
export function presenceOf(leg: CallLeg): 'here' | 'away' | 'holding' {
  if (leg.isHolding) return 'holding';
  return leg.peerState === 'reconnecting' ? 'away' : 'here';
}
