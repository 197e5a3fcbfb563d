import type { LiveContext, Said } from './live-context.ts';
import type { Capability, ClipboardView } from './live-view.ts';

const kept = 20;

/** Of each side's pictures the newest alone is held. */
export function withClip(clips: readonly ClipboardView[], clip: ClipboardView): readonly ClipboardView[] {
  const others = clips.filter(({ mime, seatId }) => clip.mime === 'text/plain' || mime === 'text/plain' || seatId !== clip.seatId);
  return [...others, clip].slice(-kept);
}

/** From an expert it counts only while the customer's side grants it; the customer's own goes by the same grant, to those who have it. */
export function mayHearClipboard(
  { view, role: mine }: LiveContext,
  holds: (capability: Capability, seatId: string) => boolean,
  { seatId, role }: Pick<Said<unknown>, 'seatId' | 'role'>,
): boolean {
  const { people, mySeatId } = view.getState();
  if (role === 'expert') return holds('clipboard', seatId);
  if (mine === 'expert') return holds('clipboard', mySeatId);
  return people.some((person) => person.role === 'expert' && holds('clipboard', person.seatId));
}
