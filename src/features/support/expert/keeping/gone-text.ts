import type { Keeping } from '../../../../../protocol/support/keeping.ts';

/** When content goes, as people say it. */
export type GoneText =
  | { readonly key: 'keeping.never' }
  | { readonly key: 'keeping.goneSince' | 'keeping.goneAt' | 'keeping.heldPast'; readonly at: Date }
  | { readonly key: 'keeping.goneIn'; readonly at: Date; readonly value: number; readonly unit: 'minute' | 'hour' };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Less than four days before it is told, in hours, how long it still is there; before that only the moment. Rounded down: never more time than there is. */
export function goneTextOf(keeping: Keeping, nowMs: number): GoneText {
  const { goneAt, isHeld, isGone, vanishedAt } = keeping;
  if (isGone) return { key: 'keeping.goneSince', at: new Date(vanishedAt ?? goneAt ?? nowMs) };
  if (goneAt === null) return { key: 'keeping.never' };
  const at = new Date(goneAt);
  if (isHeld) return { key: 'keeping.heldPast', at };
  const leftMs = at.getTime() - nowMs;
  if (leftMs > 4 * dayMs) return { key: 'keeping.goneAt', at };
  if (leftMs >= hourMs) return { key: 'keeping.goneIn', at, value: Math.floor(leftMs / hourMs), unit: 'hour' };
  return { key: 'keeping.goneIn', at, value: Math.max(0, Math.floor(leftMs / minuteMs)), unit: 'minute' };
}
