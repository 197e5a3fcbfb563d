import type { SealState } from './sealed-session.ts';

/**
 * ```
 * greeting ── a group ──▶ sealed ◀──────────── heard again, gap filled ──────────┐
 *    │                      └── 10 s without the customer, or a gap in the log ──▶ locked
 *    └───────── ended, by words that differ, a removal, a burnt code, an end ◀──────┘
 * ```
 * A customer who comes back founds a new group: sealed or locked, then sealed again.
 */
const allowed: Readonly<Record<SealState, readonly SealState[]>> = {
  greeting: ['sealed', 'ended'],
  sealed: ['sealed', 'locked', 'ended'],
  locked: ['sealed', 'ended'],
  ended: [],
};

export function mayBecome(from: SealState, to: SealState): boolean {
  return allowed[from].includes(to);
}
